"""The log over HTTP and as a folder: static files that programs can check, a page for people."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from certificates import log_files, recording
from certificates.models import Checkpoint, IssuerKey, KeyPurpose, LogEntry, LogHead, LogTile
from certificates.signing import identity
from certificates.transparency import audit, checkpoints, merkle, tiles
from tests.certificates.transparency.reference import KEY
from tests.factories import NOON
from tests.factories.log import integrated

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def published_key(db: None) -> str:
    """The log's key as the center publishes it; what verifies its checkpoints."""
    IssuerKey.objects.create(
        key_id="log",
        purpose=KeyPurpose.LOG,
        public_key=identity.multikey(KEY.public_key()),
        valid_from=NOON,
    )
    return str(recording.signer(KEY).key)


def rewrite() -> None:
    """Begin the log anew, as nobody should."""
    LogHead.objects.all().delete()
    for model in (Checkpoint, LogTile, LogEntry):
        model._default_manager.all().delete()


def test_the_checkpoint_is_fresh_and_open_to_other_sites(client: Client) -> None:
    assert client.get("/log/checkpoint").status_code == 404
    checkpoint = integrated(0, 5)
    response = client.get("/log/checkpoint")
    assert response.content.decode() == checkpoint.note
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Cache-Control"] == "no-cache"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert client.post("/log/checkpoint").status_code == 405


def test_a_reader_who_knows_no_more_than_the_address_verifies_the_log(
    client: Client, published_key: str
) -> None:
    integrated(0, 300)
    integrated(300, 530)
    assert client.get("/trust/log.vkey").content.decode() == f"{published_key}\n"

    def read(path: str) -> bytes:
        response = client.get(f"/log/{path}")
        assert response.status_code == 200, path
        return response.content

    assert audit.audit(read, log_files.verifier_keys()).size == 530


def test_tiles_never_change_and_are_fetched_once(client: Client) -> None:
    integrated(0, 300)
    for path in ("tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/001.p/44"):
        response = client.get(f"/log/{path}")
        assert response["Content-Type"] == "application/octet-stream"
        assert "immutable" in response["Cache-Control"]
        again = client.get(f"/log/{path}", headers={"If-None-Match": response["ETag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_a_partial_tile_is_served_when_it_has_grown(client: Client) -> None:
    integrated(0, 5)
    before = [client.get(f"/log/tile/{level}/000.p/5").content for level in ("0", "entries")]
    integrated(5, 300)
    after = [client.get(f"/log/tile/{level}/000.p/5").content for level in ("0", "entries")]
    assert before == after
    assert len(before[0]) == 5 * 32
    assert len(tiles.entries_in(before[1])) == 5


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/000", "tile/0/000.p/6", "tile/1/000.p/1", "tile/entries/000", "tile/entries/001",
        "tile/entries/000.p/6", "tile/0/000.p/0", "tile/99/x999/x999/x999/x999/999", "nothing",
        "tile/entries/x999/x999/x999/x999/999", "checkpoint/", "../settings.py", "tile/0/%00",
    ],
)  # fmt: skip
def test_what_is_not_there_yet_or_never_will_be(client: Client, path: str) -> None:
    integrated(0, 5)
    assert client.get(f"/log/{path}").status_code == 404


@pytest.mark.parametrize(
    ("language", "word"), [("en", "Transparency log"), ("zh-hans", "透明日志")]
)
def test_people_are_told_what_it_is(
    client: Client, published_key: str, language: str, word: str
) -> None:
    headers = {"Accept-Language": language}
    assert word in client.get("/log/", headers=headers).content.decode()
    checkpoint = integrated(0, 7)
    page = client.get("/log/", headers=headers).content.decode()
    assert word in page
    assert checkpoint.root.hex() in page
    assert published_key in page


def test_the_folder_is_what_the_site_serves_and_an_auditor_accepts_it(
    tmp_path: Path, published_key: str, client: Client
) -> None:
    call_command("export_log", str(tmp_path))
    assert list(tmp_path.iterdir()) == []
    for start, end in ((0, 5), (5, 300)):
        integrated(start, end)
        call_command("export_log", str(tmp_path))
        assert audit.main([str(tmp_path), "--key", published_key]) == audit.HOLDS
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) == 8
    for path in files:
        assert client.get(f"/log/{path.relative_to(tmp_path)}").content == path.read_bytes()


def test_nothing_is_written_over_another_history(tmp_path: Path) -> None:
    integrated(0, 9)
    call_command("export_log", str(tmp_path))
    signed = (tmp_path / "checkpoint").read_text()
    rewrite()
    integrated(1, 5)
    with pytest.raises(CommandError, match="9 entries lie there, and this log has 4"):
        call_command("export_log", str(tmp_path))
    integrated(5, 12)
    with pytest.raises(CommandError, match="the first 9 entries are others"):
        call_command("export_log", str(tmp_path))
    assert (tmp_path / "checkpoint").read_text() == signed
    (tmp_path / "checkpoint").write_text("somebody else's")
    with pytest.raises(CommandError, match="Nothing was written"):
        call_command("export_log", str(tmp_path))


def test_a_root_of_the_past_can_be_computed() -> None:
    checkpoint = integrated(0, 9)
    integrated(9, 600)
    assert log_files.root_at(9) == checkpoint.root
    assert log_files.root_at(0) == merkle.EMPTY_ROOT
    newest = log_files.newest()
    assert newest
    assert checkpoints.verify(newest.note, log_files.verifier_keys()).size == 600
