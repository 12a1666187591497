"""Whoever has the files and the key finds out whether the log was rewritten, without the site."""

import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from certificates.transparency import audit, checkpoints, merkle, notes, proofs, tiles
from certificates.transparency.checkpoints import TreeHead
from tests.certificates.transparency import reference
from tests.certificates.transparency.reference import SIGNER

SIZE = 300
KEY = str(SIGNER.key)


def signed(size: int, leaves: list[bytes]) -> str:
    return checkpoints.sign(TreeHead(SIGNER.key.name, size, reference.mth(leaves[:size])), SIGNER)


def publish(folder: Path, leaves: list[bytes]) -> None:
    """Write a log's files, by hand."""
    stored = tiles.appended(0, {}, [merkle.leaf_hash(leaf) for leaf in leaves])
    for tile in tiles.of_tree(len(leaves)):
        start = tile.index * tiles.WIDTH
        bundle = tiles.bundle(leaves[start : start + tile.width])
        path = folder / tile.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bundle if tile.level == tiles.ENTRIES else stored[tile.place])
    (folder / "checkpoint").write_text(signed(len(leaves), leaves))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    publish(tmp_path, reference.big_leaves(SIZE))
    return tmp_path


def flip(file: Path) -> None:
    data = file.read_bytes()
    file.write_bytes(data[:40] + bytes([data[40] ^ 1]) + data[41:])


def test_an_honest_log_passes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert audit.main([str(folder), "--key", KEY]) == audit.HOLDS
    assert f"{SIZE} entries" in capsys.readouterr().out


@pytest.mark.parametrize(
    "name", ["checkpoint", *(tile.path for tile in tiles.of_tree(SIZE) if tile.level < 1)]
)
def test_a_changed_bit_anywhere_is_found(folder: Path, name: str) -> None:
    flip(folder / name)
    assert audit.main([str(folder), "--key", KEY]) == audit.DOES_NOT


def test_an_entry_less_in_a_bundle_is_found(folder: Path) -> None:
    (folder / "tile/entries/000").write_bytes(tiles.bundle(reference.big_leaves(255)))
    assert audit.main([str(folder), "--key", KEY]) == audit.DOES_NOT


def test_entries_and_tiles_changed_together_are_found(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    honest = (folder / "checkpoint").read_text()
    publish(folder, [b"rewritten", *reference.big_leaves(SIZE)[1:]])
    rewritten = (folder / "checkpoint").read_text()
    (folder / "checkpoint").write_text(honest)
    assert audit.main([str(folder), "--key", KEY]) == audit.DOES_NOT
    assert "does not begin with the 300 entries" in capsys.readouterr().out
    (folder / "checkpoint").write_text(rewritten)
    assert audit.main([str(folder), "--key", KEY]) == audit.HOLDS


def test_what_was_kept_earlier_shows_that_a_log_was_rewritten(folder: Path, tmp_path: Path) -> None:
    """A checkpoint, or the proof that travelled in a PDF, whose log the center has rewritten."""
    leaves = reference.big_leaves(SIZE)
    kept, proof = tmp_path / "kept", tmp_path / "log-proof.txt"
    kept.write_text(signed(100, leaves))
    path = merkle.inclusion_proof(7, 200, reference.node_over(leaves))
    proof.write_text(str(proofs.Proof(7, path, signed(200, leaves))))
    earlier = ["--earlier", str(kept), "--earlier", str(proof)]
    assert audit.main([str(folder), "--key", KEY, *earlier]) == audit.HOLDS

    publish(folder, [*leaves[:150], b"rewritten", *leaves[151:]])
    assert audit.main([str(folder), "--key", KEY]) == audit.HOLDS
    assert audit.main([str(folder), "--key", KEY, *earlier[:2]]) == audit.HOLDS
    assert audit.main([str(folder), "--key", KEY, *earlier[2:]]) == audit.DOES_NOT
    publish(folder, leaves[:180])
    assert audit.main([str(folder), "--key", KEY, *earlier[2:]]) == audit.DOES_NOT


def test_what_cannot_be_read_is_told_apart(folder: Path) -> None:
    (folder / "tile/0/000").unlink()
    assert audit.main([str(folder), "--key", KEY]) == audit.UNREADABLE
    assert audit.main([str(folder / "nowhere"), "--key", KEY]) == audit.UNREADABLE
    assert audit.main([str(folder), "--key", "no key"]) == audit.DOES_NOT
    with pytest.raises(SystemExit, match="2"):
        audit.main([str(folder)])


def test_another_key_proves_nothing(folder: Path) -> None:
    other = str(notes.VerifierKey(SIGNER.key.name, bytes(32)))
    assert audit.main([str(folder), "--key", other]) == audit.DOES_NOT


def test_it_is_a_program(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["audit", str(folder), "--key", KEY])
    with pytest.raises(SystemExit, match="0"):
        runpy.run_path(audit.__file__, run_name="__main__")


def test_it_needs_no_django(folder: Path) -> None:
    program = (
        "import sys; sys.path.insert(0, '.'); sys.modules['django'] = None;"
        "from certificates.transparency import audit; sys.exit(audit.main(sys.argv[1:]))"
    )
    command = [sys.executable, "-I", "-c", program, str(folder), "--key", KEY]
    assert subprocess.run(command, check=False).returncode == audit.HOLDS
