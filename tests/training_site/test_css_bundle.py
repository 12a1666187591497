"""Production serves one small style sheet that older browsers understand."""

from pathlib import Path

from django.core.files.storage import FileSystemStorage

from training_site.css_bundle import SHEET, BundledStaticFilesStorage, bundle

STATIC = Path(__file__).parents[2] / "training_site/static"


def test_bundle_is_one_lowered_sheet() -> None:
    css = bundle(STATIC / SHEET)

    assert "@import" not in css
    assert "light-dark(" not in css
    assert len(css.encode()) < 45_000


def test_collected_sheet_is_bundled_before_it_is_hashed(tmp_path: Path) -> None:
    source = FileSystemStorage(STATIC)
    storage = BundledStaticFilesStorage(location=tmp_path, base_url="/static/")
    with source.open(SHEET) as file:
        storage.save(SHEET, file)

    processed = list(storage.post_process({SHEET: (source, SHEET)}))

    hashed = next(name for original, name, done in processed if original == SHEET and done)
    assert "@import" not in (tmp_path / hashed).read_text(encoding="utf-8")
