"""A proof holds for its leaf, under the log's key, and for nothing else."""

from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.transparency import checkpoints, merkle, notes, proofs
from certificates.transparency.checkpoints import TreeHead
from certificates.transparency.notes import NotProven, Signer, VerifierKey
from certificates.transparency.proofs import Proof
from tests.certificates.transparency import reference
from tests.certificates.transparency.reference import KEY, LEAVES, ROOTS, SIGNER

ORIGIN = SIGNER.key.name
HEAD = TreeHead(ORIGIN, 8, ROOTS[8])
CHECKPOINT = checkpoints.sign(HEAD, SIGNER)
EXAMPLE = """example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
"""


def proof_of(index: int, checkpoint: str = CHECKPOINT) -> str:
    path = merkle.inclusion_proof(index, 8, reference.node_over(LEAVES))
    return str(Proof(index, path, checkpoint))


def test_a_log_is_named_by_where_it_is() -> None:
    assert checkpoints.origin("training.example:8000") == "training.example:8000/log"


def test_the_checkpoint_of_the_specification_reads_back() -> None:
    head = checkpoints.parse(EXAMPLE)
    assert (head.origin, head.size) == ("example.com/behind-the-sofa", 20852163)
    assert head.text == EXAMPLE
    assert checkpoints.parse(EXAMPLE + "an extension\n") == head


@pytest.mark.parametrize(
    "text",
    [
        "",
        EXAMPLE[:-1],
        EXAMPLE.replace("20852163", "020852163"),
        EXAMPLE.replace("20852163", "-1"),
        EXAMPLE.replace("20852163", "٢"),
        EXAMPLE.replace("20852163", "9" * 5000),
        EXAMPLE.replace("CsUY", ""),
        EXAMPLE.replace("CsUY", "!sUY"),
        EXAMPLE.replace("example.com/behind-the-sofa", ""),
        EXAMPLE + "\n",
    ],
)
def test_what_is_no_checkpoint(text: str) -> None:
    with pytest.raises(NotProven, match="no checkpoint"):
        checkpoints.parse(text)


def test_a_checkpoint_counts_in_the_logs_own_name_only() -> None:
    assert checkpoints.verify(CHECKPOINT, [SIGNER.key]) == HEAD
    witness = Signer(VerifierKey("witness.example", SIGNER.key.public), KEY.sign)
    for note in (checkpoints.sign(HEAD, witness), notes.sign("hello\n", SIGNER)):
        with pytest.raises(NotProven):
            checkpoints.verify(note, [SIGNER.key, witness.key])


def test_a_signed_text_that_is_no_checkpoint() -> None:
    with pytest.raises(NotProven, match="no checkpoint"):
        checkpoints.verify(notes.sign(f"{ORIGIN}\nhello\n", SIGNER), [SIGNER.key])


@given(st.integers(0, 7))
def test_each_leaf_is_proven_at_its_place_only(index: int) -> None:
    text = proof_of(index)
    assert str(proofs.parse(text)) == text
    assert proofs.verify(text, LEAVES[index], [SIGNER.key]) == HEAD
    for other in [*LEAVES[:index], *LEAVES[index + 1 :], b"never logged"]:
        with pytest.raises(NotProven, match="does not hold"):
            proofs.verify(text, other, [SIGNER.key])


def test_a_proof_by_another_key_is_none() -> None:
    with pytest.raises(NotProven, match="no known key"):
        proofs.verify(proof_of(3), LEAVES[3], [VerifierKey(ORIGIN, bytes(32))])
    with pytest.raises(NotProven, match="no known key"):
        proofs.verify(proof_of(3), LEAVES[3], [])


def test_the_text_is_that_of_the_specification() -> None:
    lines = proof_of(1).split("\n")
    assert lines[:2] == ["c2sp.org/tlog-proof@v1", "index 1"]
    assert lines[2] == b64encode(merkle.leaf_hash(LEAVES[0])).decode()
    assert lines[5:8] == ["", "training.example/log", "8"]
    only = checkpoints.sign(TreeHead(ORIGIN, 1, ROOTS[1]), SIGNER)
    alone = str(Proof(0, [], only))
    assert alone == f"c2sp.org/tlog-proof@v1\nindex 0\n\n{only}"
    assert proofs.verify(alone, LEAVES[0], [SIGNER.key]).size == 1


def test_extra_data_and_witnesses_are_passed_over() -> None:
    witness = Signer(VerifierKey("witness.example", SIGNER.key.public), KEY.sign)
    cosigned = CHECKPOINT + checkpoints.sign(HEAD, witness).rpartition("\n\n")[2]
    text = proof_of(2, cosigned).replace("\nindex", "\nextra ZXh0cmE=\nindex")
    assert proofs.verify(text, LEAVES[2], [SIGNER.key]) == HEAD


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v2"),
        ("\nindex 2", "\nindex 02"),
        ("\nindex 2", "\nindex -2"),
        ("\nindex 2", "\n"),
        ("\nindex 2", "\nindex 2\nextra ZXh0cmE="),
        ("\nindex 2", "\nindex 2\n!!no base64!!"),
        ("\nindex 2", "\nindex 2\n" + b64encode(bytes(64)).decode()),
        ("\nindex 2", "\nindex 2\n"),
        ("\n\n", "\n"),
        ("\n", "\r\n"),
    ],
)
def test_damaged_proofs_are_refused(old: str, new: str) -> None:
    with pytest.raises(NotProven):
        proofs.verify(proof_of(2).replace(old, new), LEAVES[2], [SIGNER.key])
