"""The WSGI entry point for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

from training_site import safety

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "training_site.settings")

application = get_wsgi_application()
safety.refuse_demo_people()
