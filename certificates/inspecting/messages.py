"""What goes in beside the file, and what comes out: findings, not judgements."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Trust:
    """What is public about the center: its name, roots (PEM) and keys (multikeys by full name)."""

    did: str
    roots: str
    keys: dict[str, str]
    at: str


@dataclass(frozen=True)
class CredentialFinding:
    """An attached credential; `problem` is a proofs.ProblemCode, or empty where both proofs hold,
    made with `key`."""

    text: str
    problem: str
    key: str = ""


@dataclass(frozen=True)
class SealFinding:
    """The first signature; `is_original` as in SealReport."""

    signatures: int = 0
    is_original: bool = False
    intact: bool = False
    entire_file: bool = False
    trusted: bool = False
    signer: str = ""
    fingerprint: str = ""
    error: str = ""


@dataclass(frozen=True)
class SheetFinding:
    """What a person would see: the words of the first page, and what its QR codes say."""

    text: str = ""
    codes: tuple[str, ...] = ()
    error: str = ""


@dataclass(frozen=True)
class Report:
    """All findings. A stage that is missing was not reached: the file used up what it was given."""

    credentials: tuple[CredentialFinding, ...] = ()
    seal: SealFinding | None = None
    sheet: SheetFinding | None = None
    finished: bool = False
