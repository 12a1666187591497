"""Only pinned documents are served, and only unaltered."""

import pytest

from certificates.signing import shipped
from certificates.signing.shipped import ShippedFileAltered


@pytest.mark.parametrize("folder", ["contexts", "schemas"])
def test_every_pinned_document_is_there_unaltered(folder: str) -> None:
    assert shipped.manifest(folder)
    for name in shipped.manifest(folder):
        assert shipped.document(folder, name)


def test_an_altered_file_is_refused() -> None:
    with pytest.raises(ShippedFileAltered, match=r"a\.json"):
        shipped.checked(b"{}", {"file": "a.json", "sha256": "0" * 64})
