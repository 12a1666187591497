"""Languages: every page offers the other one, and what is absent is absent in both."""

import pytest
from django.test import Client

from tests.factories.courses import CourseTree
from tests.factories.pages import SiteTree


@pytest.mark.parametrize(
    ("accepted", "home"), [("zh-CN", "/zh-hans/"), ("en-US", "/en/"), ("fr", "/zh-hans/")]
)
def test_the_root_leads_to_the_reader_s_language(
    site: SiteTree, client: Client, accepted: str, home: str
) -> None:
    answer = client.get("/", headers={"accept-language": accepted})
    assert (answer.status_code, answer["Location"]) == (302, home)


def test_a_page_offers_its_translation(tree: CourseTree, client: Client) -> None:
    page = client.get(tree.course.get_url()).content.decode()
    assert f'href="{tree.english.get_url()}"' in page
    page = client.get(tree.english.get_url()).content.decode()
    assert f'href="{tree.course.get_url()}"' in page


@pytest.mark.parametrize("path", ["/verify/nonsense/", "/achievements/x/", "/nothing-here/"])
def test_what_is_absent_is_absent(site: SiteTree, client: Client, path: str) -> None:
    assert client.get(path, follow=True).status_code == 404


def test_what_a_view_calls_absent_is_not_looked_for_in_another_language(
    site: SiteTree, client: Client
) -> None:
    answer = client.get("/verify/nonsense/")
    assert answer.status_code == 404
    assert "verdict-unknown" in answer.content.decode()


def test_a_choice_of_language_is_remembered_and_leads_back_to_our_own_pages(
    site: SiteTree, client: Client
) -> None:
    answer = client.get("/language/", {"to": "en", "next": "/verify/"})
    assert (answer["Location"], answer.cookies["django_language"].value) == ("/verify/", "en")
    assert client.get("/verify/").headers["Content-Language"] == "en"
    away = client.get("/language/", {"to": "en", "next": "https://elsewhere.example/"})
    assert away["Location"] == "/"
    assert client.get("/language/", {"to": "fr"}).status_code == 404
