#!/bin/sh
# Prepare what a make target needs: system packages, the virtual environment, the locked Python packages.
# Usage: scripts/setup.sh run|test     (PYTHON=/path/to/python chooses the interpreter)
set -eu
cd "$(dirname "$0")/.."
export PYTHONUTF8=1 PIP_DISABLE_PIP_VERSION_CHECK=1
purpose=${1:-run}

say() { printf '%s\n' "$*"; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }

# --- System packages ---------------------------------------------------------------------------

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then sudo -n "$@"
    else return 77
    fi
}

# Install Debian packages, or return non-zero where that is not allowed or not possible.
install_packages() {
    command -v apt-get >/dev/null 2>&1 || return 1
    say "Installing system packages: $*"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq || return 1
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

how_to_install() {
    if command -v apt-get >/dev/null 2>&1; then
        say "    sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"
    else
        say "    (with your system's package manager; Debian's names:) $*"
    fi
}

# Without these the site cannot run: install them, or stop and say what to type.
need_packages() {
    [ $# -gt 0 ] || return 0
    install_packages "$@" && return 0
    say "The site needs system packages that could not be installed from here. Please type:" >&2
    how_to_install "$@" >&2
    exit 1
}

# --- Python ------------------------------------------------------------------------------------

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for candidate in ${PYTHON:-} python3.11 python3.12 python3.13 python3; do
        if new_enough "$candidate"; then command -v "$candidate"; return 0; fi
    done
    return 1
}

python=$(find_python) || {
    need_packages python3 python3-venv
    python=$(find_python) || fail "Python 3.11 or newer is needed (PYTHON=/path/to/python names one)."
}

missing=
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    missing="python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
fi

# --- What WeasyPrint loads ---------------------------------------------------------------------

has_library() { "$python" -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$1" 2>/dev/null; }

has_library libpango-1.0.so.0 || missing="$missing libpango-1.0-0"
has_library libpangoft2-1.0.so.0 || missing="$missing libpangoft2-1.0-0"
has_library libharfbuzz-subset.so.0 || missing="$missing libharfbuzz-subset0"
[ -e /etc/fonts/fonts.conf ] || missing="$missing fontconfig-config"
# shellcheck disable=SC2086 # a list of names
need_packages $missing

# --- What only the tests need ------------------------------------------------------------------

has() { command -v "$1" >/dev/null 2>&1; }
has_initdb() { has initdb || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; }
has_node() { node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' 2>/dev/null; }
has_browser() { has chromium || has chromium-browser || has google-chrome; }

missing_for_tests() {
    has_initdb || echo postgresql
    has redis-server || echo redis-server
    has_browser || echo chromium
    has_library libatomic.so.1 || echo libatomic1
    [ -e /usr/share/fonts/truetype/wqy/wqy-microhei.ttc ] || echo fonts-wqy-microhei
    has pdfsig || echo poppler-utils
    has certutil || echo libnss3-tools
    has qpdf || echo qpdf
    has mutool || echo mupdf-tools
    has zbarimg || echo zbar-tools
    has softhsm2-util || echo softhsm2
    has_node || echo nodejs
    has npm || echo npm
}

setup_for_tests() {
    wanted=$(missing_for_tests)
    [ -n "$wanted" ] || return 0
    # One by one after the first failure: a package that this system lacks must not keep the others out.
    # shellcheck disable=SC2086
    install_packages $wanted || for package in $wanted; do install_packages "$package" || true; done
    wanted=$(missing_for_tests)
    [ -n "$wanted" ] || return 0
    wanted=$(printf '%s ' $wanted)
    say "" "MISSING for the tests: $wanted" >&2
    say "What needs them is skipped, and the skipped tests say so. To run everything:" >&2
    how_to_install "$wanted" >&2
    if [ "${CI:-}" = true ]; then fail "in CI nothing may be skipped."; fi
}

# Verifiers that exist for Node.js only, exactly as locked; none of their install scripts runs.
setup_node() {
    wanted=$(sha256sum <tests/node/package-lock.json)
    stamp=tests/node/node_modules/.locked
    [ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ] || return 0
    if has_node && has npm; then
        say "Installing $(grep -c '"node_modules/' tests/node/package-lock.json) Node.js packages"
        if (cd tests/node && npm ci --ignore-scripts --no-audit --no-fund --silent); then
            printf '%s\n' "$wanted" >"$stamp"
            return 0
        fi
    fi
    say "MISSING for the tests: the packages of tests/node; what asks verifiers there is skipped." >&2
    if [ "${CI:-}" = true ]; then fail "in CI nothing may be skipped."; fi
}

if [ "$purpose" = test ]; then
    setup_for_tests
    setup_node
fi

# --- Virtual environment, exactly as locked ----------------------------------------------------

# A developer's environment stays one when only `make run` is asked for.
if [ "$purpose" = test ] || [ -e .venv/.for-tests ]; then lock=requirements/dev.txt
else lock=requirements/base.txt
fi
wanted=$(cat requirements/uv.txt "$lock" | sha256sum)

if [ "$(cat .venv/.locked 2>/dev/null)" = "$wanted" ] && .venv/bin/python -c '' 2>/dev/null; then
    exit 0
fi
if ! new_enough .venv/bin/python; then
    say "Making the virtual environment with $("$python" --version)"
    "$python" -m venv --clear .venv
fi
rm -f .venv/.locked
if [ -n "${PIP_INDEX_URL:-}" ]; then export UV_DEFAULT_INDEX="${UV_DEFAULT_INDEX:-$PIP_INDEX_URL}"; fi
say "Installing $(grep -c '^[a-z].*==' "$lock") Python packages"
.venv/bin/python -m pip install --quiet --only-binary :all: --require-hashes -r requirements/uv.txt
.venv/bin/uv pip sync --quiet --python .venv/bin/python --require-hashes "$lock"
if [ "$lock" = requirements/dev.txt ]; then : >.venv/.for-tests; fi
printf '%s\n' "$wanted" >.venv/.locked
