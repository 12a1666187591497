"""The rules of the house that no linter checks."""

import subprocess
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from wagtail.blocks import Block
from wagtail.models import Page, get_page_models

from courses.models import LessonPage
from training_site.models import HomePage

ROOT = Path(__file__).resolve().parent.parent
LONGEST_FILE = 400


def our_apps() -> list[str]:
    """The apps that this repository holds."""
    return [app.name for app in apps.get_app_configs() if Path(app.path).parent == ROOT]


def our_page_types() -> list[type[Page]]:
    """The page types of our apps."""
    return [model for model in get_page_models() if model.__module__.split(".")[0] in our_apps()]


def python_files() -> list[Path]:
    """All Python files under version control, migrations aside."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "*.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    files = [ROOT / name for name in listed.stdout.splitlines() if "/migrations/" not in name]
    return [path for path in files if path.exists()]


def test_every_app_is_in_the_diagram() -> None:
    picture = (ROOT / "docs/architecture.md").read_text().split("```")[1]
    assert len(our_apps()) == 6
    assert [app for app in our_apps() if app not in picture] == []


def test_every_package_of_code_is_an_app_or_a_tool() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert packages == {*our_apps(), "tests", "scripts"}


def test_every_page_type_names_its_parents_or_is_named_by_the_home_page() -> None:
    under_home = {str(name) for name in HomePage.subpage_types}
    homeless = [
        model.__name__
        for model in our_page_types()
        if "parent_page_types" not in vars(model)
        and f"{model._meta.app_label}.{model.__name__}" not in under_home
    ]
    assert homeless == []


def test_no_file_is_longer_than_400_lines() -> None:
    files = python_files()
    assert len(files) > 50
    lengths = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in files}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def offered_blocks() -> dict[str, Block]:
    """The blocks that an instructor may put into a lesson."""
    stream = LessonPage._meta.get_field("body").stream_block
    return dict(stream.child_blocks)


@pytest.mark.parametrize("asset", ["template", "preview_value", "description"])
def test_every_lesson_block_has_its_own(asset: str) -> None:
    blocks = offered_blocks()
    assert len(blocks) >= 12
    lacking = [name for name, block in blocks.items() if not getattr(block.meta, asset, None)]
    makes_its_own = [name for name in lacking if f"get_{asset}" in vars(type(blocks[name]))]
    assert lacking == makes_its_own


def test_every_lesson_block_has_a_template_of_its_own_that_exists() -> None:
    templates = [block.meta.template for block in offered_blocks().values()]
    assert len(templates) == len(set(templates))
    folder = Path(settings.BASE_DIR) / "templates"
    assert [name for name in templates if not (folder / name).is_file()] == []


def test_no_module_is_named_for_nothing_in_particular() -> None:
    vague = {"services.py", "utils.py", "helpers.py"}
    assert [str(path) for path in python_files() if path.name in vague] == []
