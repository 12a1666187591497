"""Ways to change a certificate, with the programs that people have."""

import json
import subprocess
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
from PIL import Image
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from tests.plumbing.tools import need


def flipped(pdf: bytes, at: int, bit: int = 0) -> bytes:
    return pdf[:at] + bytes([pdf[at] ^ 1 << bit]) + pdf[at + 1 :]


def flipped_in_the_header(pdf: bytes) -> bytes:
    return flipped(pdf, pdf.index(b"%PDF-1.7") + 10)


def flipped_in_the_credential(pdf: bytes) -> bytes:
    return flipped(pdf, pdf.index(b"stream", pdf.index(b"/EmbeddedFile")) + 400)


def appended(pdf: bytes) -> bytes:
    return pdf + b"\n%nothing\n"


def revised(pdf: bytes) -> bytes:
    """Paint a red box in a second revision, as an editor does, leaving the first as it was."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
    page = writer.root["/Pages"]["/Kids"][0]
    box = writer.add_object(generic.StreamObject(stream_data=b"q 1 0 0 rg 100 500 300 40 re f Q"))
    page["/Contents"] = generic.ArrayObject([*page["/Contents"], box])
    writer.update_container(page)
    out = BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    assert out.getvalue().startswith(pdf)
    return out.getvalue()


def by_program(pdf: bytes, *command: str) -> bytes:
    """Let a program read `in.pdf` and write `out.pdf`."""
    need(command[0])
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "in.pdf").write_bytes(pdf)
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=60)
        return (Path(folder) / "out.pdf").read_bytes()


def saved_by_qpdf(pdf: bytes) -> bytes:
    return by_program(pdf, "qpdf", "--object-streams=generate", "in.pdf", "out.pdf")


def saved_by_mutool(pdf: bytes) -> bytes:
    return by_program(pdf, "mutool", "clean", "-gggz", "in.pdf", "out.pdf")


def saved_by_pikepdf(pdf: bytes) -> bytes:
    return changed(pdf, lambda _opened: None)


def printed(pdf: bytes) -> bytes:
    return by_program(pdf, "pdftocairo", "-pdf", "in.pdf", "out.pdf")


def locked(pdf: bytes) -> bytes:
    return by_program(pdf, "qpdf", "--encrypt", "open", "own", "256", "--", "in.pdf", "out.pdf")


def changed(pdf: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.open(BytesIO(pdf)) as opened:
        change(opened)
        out = BytesIO()
        opened.save(out)
    return out.getvalue()


def with_attachment(pdf: bytes, content: bytes) -> bytes:
    """Put another file in the credential's place."""

    def swap(opened: pikepdf.Pdf) -> None:
        opened.attachments["credential.json"].obj.EF.F.write(content)

    return changed(pdf, swap)


def picture(pdf: bytes, dots: int) -> Image.Image:
    with pypdfium2.PdfDocument(pdf) as document:
        drawn: Image.Image = document[0].render(scale=dots / 72).to_pil()
        return drawn.convert("RGB")


def scanned(pdf: bytes, kind: str) -> bytes:
    """Paper on a scanner: a little askew, at 200 dots an inch, with the traces of JPEG."""
    smooth = Image.Resampling.BICUBIC
    askew = picture(pdf, 200).rotate(1.3, expand=True, fillcolor="white", resample=smooth)
    paper = BytesIO()
    askew.save(paper, "JPEG", quality=60)
    out = BytesIO()
    Image.open(paper).save(out, kind)
    return out.getvalue()


def with_name(credential: bytes, name: str) -> bytes:
    document = json.loads(credential)
    document["credentialSubject"]["identifier"][0]["identityHash"] = name
    return json.dumps(document).encode()
