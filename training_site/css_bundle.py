"""One small style sheet for production, out of the many plain files of development."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lightningcss
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET = "css/site.css"
BROWSERS = ["chrome >= 100", "edge >= 100", "firefox >= 100", "safari >= 15.4", "ios_saf >= 15.4"]


def bundle(sheet: Path) -> str:
    """Inline the sheet's imports, lower what older browsers don't know, and minify."""
    return lightningcss.bundle_css(str(sheet), browsers_list=BROWSERS)


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Bundles the collected sheet before its name is hashed."""

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str, bool]]:
        if SHEET in paths and not dry_run:
            collected = Path(self.path(SHEET))
            storage, name = paths[SHEET]
            collected.write_text(bundle(Path(storage.path(name))), encoding="utf-8")
            paths = {**paths, SHEET: (self, SHEET)}
        yield from super().post_process(paths, dry_run, **options)
