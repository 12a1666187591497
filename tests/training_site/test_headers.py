"""What production says to browsers: the criteria of MDN Observatory for an A+, and more."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as test_settings
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory
from pytest_django import Settings

from certificates.models import Certificate, TemplateVersion
from people import roles
from people.models import User
from tests.factories import certificates
from tests.factories.courses import CourseTree
from training_site.setting_up import permissions
from training_site.setting_up.pages import source_tree

ROOT = Path(__file__).resolve().parent.parent.parent
# What the answers depend on; databases, files and keys stay those of the tests.
OF_PRODUCTION = (
    "CONTENT_SECURITY_POLICY",
    "CSRF_COOKIE_SAMESITE",
    "CSRF_COOKIE_SECURE",
    "LANGUAGE_COOKIE_SAMESITE",
    "LANGUAGE_COOKIE_SECURE",
    "SECURE_HSTS_INCLUDE_SUBDOMAINS",
    "SECURE_HSTS_PRELOAD",
    "SECURE_HSTS_SECONDS",
    "SECURE_REDIRECT_EXEMPT",
    "SECURE_REFERRER_POLICY",
    "SECURE_SSL_REDIRECT",
    "SESSION_COOKIE_HTTPONLY",
    "SESSION_COOKIE_SAMESITE",
    "SESSION_COOKIE_SECURE",
    "X_FRAME_OPTIONS",
)
HALF_A_YEAR = 15_768_000
PUBLIC = ("/zh-hans/", "/en/courses/", "/verify/", "/accounts/login/", "/privacy/", "/en/nothing/")


@pytest.fixture(scope="module")
def values(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The settings as a process of production reads them."""
    dump = (
        "import json, sys, training_site.settings as settings;"
        "print(json.dumps({name: getattr(settings, name) for name in sys.argv[1:]}))"
    )
    env = {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": "of-its-own-" * 6,
        "DATA_DIR": str(tmp_path_factory.mktemp("production")),
    }
    command = [sys.executable, "-c", dump, *OF_PRODUCTION]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(autouse=True)
def _as_in_production(settings: Settings, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(settings, name, value)


@pytest.fixture
def certificate(tree: CourseTree, wording: object, learner: User) -> Certificate:
    return certificates.sealed_without_file(learner, tree)


def policy(response: HttpResponseBase) -> dict[str, list[str]]:
    """The content policy by directive."""
    parts = (part.split() for part in response.headers["Content-Security-Policy"].split(";"))
    return {name: sources for name, *sources in parts}


def ask(client: Client, address: str) -> HttpResponseBase:
    response: HttpResponseBase = client.get(address, secure=True)
    return response


@pytest.mark.parametrize("address", PUBLIC)
def test_only_what_is_ours_runs_and_loads(site: object, client: Client, address: str) -> None:
    found = policy(ask(client, address))
    assert found.pop("default-src") == ["'none'"]
    for directive in ("base-uri", "object-src", "frame-ancestors"):
        assert found.pop(directive) == ["'none'"]
    assert found.pop("img-src") == ["'self'", "data:"]
    wanted = {"script-src", "style-src", "form-action", "connect-src", "font-src", "media-src"}
    assert wanted <= found.keys()
    assert all(sources == ["'self'"] for sources in found.values())


@pytest.mark.parametrize("address", PUBLIC)
def test_browsers_are_told_to_be_careful(site: object, client: Client, address: str) -> None:
    headers = ask(client, address).headers
    directives = headers["Strict-Transport-Security"].split("; ")
    assert int(directives[0].removeprefix("max-age=")) >= HALF_A_YEAR
    assert set(directives[1:]) == {"includeSubDomains", "preload"}
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Referrer-Policy"] in {"same-origin", "no-referrer"}
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Access-Control-Allow-Origin" not in headers


def test_plain_http_leads_to_https_but_for_probes(site: object, client: Client) -> None:
    response = client.get("/en/")
    assert (response.status_code, response.headers["Location"]) == (301, "https://testserver/en/")
    assert client.get("/healthz").status_code == 200


def test_cookies_stay_with_us(learner: User, site: object, client: Client) -> None:
    client.force_login(learner)
    ask(client, "/me/account/")
    ask(client, "/language/?to=en")
    assert {"sessionid", "csrftoken", "django_language"} <= client.cookies.keys()
    for name in ("csrftoken", "django_language"):
        assert client.cookies[name]["secure"], name
        assert client.cookies[name]["samesite"] == "Lax", name


def test_the_session_is_out_of_reach_of_scripts(learner: User, site: object) -> None:
    learner.set_password("correct horse battery")
    learner.save()
    client = Client()
    form = {"login": learner.email, "password": "correct horse battery"}
    client.post("/accounts/login/", form, secure=True)
    session = client.cookies[test_settings.SESSION_COOKIE_NAME]
    assert session["secure"]
    assert session["httponly"]
    assert session["samesite"] == "Lax"


def test_the_cms_has_its_own_policy_and_nothing_else_has(learner: User, site: object) -> None:
    permissions.ensure(source_tree())
    roles.give(learner, roles.Role.ADMINISTRATOR)
    client = Client()
    client.force_login(learner)
    found = policy(ask(client, "/admin/"))
    assert "'unsafe-inline'" in found["script-src"]
    assert found["default-src"] == ["'none'"]
    assert found["frame-ancestors"] == ["'self'"]
    assert "unsafe" not in ask(client, "/me/account/").headers["Content-Security-Policy"]


def test_what_the_editor_previews_may_stand_in_its_frame(
    tree: CourseTree, wording: TemplateVersion, rf: RequestFactory
) -> None:
    asked = rf.get("/admin/", headers={"X-Forwarded-Proto": "https"})
    for previewed in (tree.course, wording.template):
        found = policy(previewed.make_preview_request(asked, ""))
        assert found["frame-ancestors"] == ["'self'"]
        assert found["script-src"] == ["'self'"]


def test_signed_in_pages_are_in_no_shared_cache(learner_client: Client, site: object) -> None:
    for address in ("/en/", "/me/account/", "/me/learning/"):
        assert "private" in ask(learner_client, address).headers["Cache-Control"], address


def test_verification_leaves_no_trace(certificate: Certificate, client: Client) -> None:
    address = f"/verify/{certificate.code}/"
    answers = [ask(client, each) for each in ("/verify/", address, "/verify/none/")]
    answers.append(client.post(address, {"name": "杜若岚"}, secure=True))
    for answer in answers:
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert answer.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("kind", ["", "credential/"])
def test_a_certificate_is_kept_by_no_cache(
    certificate: Certificate, learner_client: Client, kind: str
) -> None:
    answer = ask(learner_client, f"/certificates/{certificate.public_id}/{kind}")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
