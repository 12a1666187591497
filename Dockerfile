# The image of every process of the site: web, worker, beat and relay differ in their command only.
FROM python:3.11-slim-bookworm

ENV PYTHONUTF8=1 PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig-config \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /app
COPY requirements/uv.txt requirements/base.txt requirements/
RUN pip install --no-cache-dir --require-hashes -r requirements/uv.txt \
    && uv pip install --system --no-cache --compile-bytecode --require-hashes -r requirements/base.txt

RUN useradd --system --uid 1000 --home-dir /app center && install -d -o center /data
COPY . .
ENV DATA_DIR=/data STATIC_ROOT=/app/static
# Settings refuse to load without a key; this one is gone with the command.
RUN SECRET_KEY=only-for-collecting-static-files-at-build-time DATA_DIR=/tmp/build \
    python manage.py collectstatic --noinput && rm -rf /tmp/build

USER center
EXPOSE 8000
CMD ["gunicorn", "training_site.wsgi:application", "--config", "deploy/gunicorn.py"]
