"""Third stage: what a person would see: the words of the first page, and its QR codes."""

from io import BytesIO

import pypdfium2
import zxingcpp
from PIL import Image, ImageFilter

from certificates.inspecting.messages import SheetFinding

LONGEST_TEXT = 20_000
LONGEST_CODE = 2_000
MOST_CODES = 3
# 150 dots an inch on A4; a page that says it is larger is drawn smaller. A second look is finer.
_LONG_SIDE = 1754
_FINER = 2
# Pixels.
_SOFTER = 1.2
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
MOST_PIXELS = 16_000_000


def look_at_pdf(data: bytes) -> SheetFinding:
    """Read the first page of a PDF."""
    try:
        with pypdfium2.PdfDocument(data) as document:
            page = document[0]
            text = page.get_textpage().get_text_bounded()
            return SheetFinding(_clean(text, LONGEST_TEXT), _codes_on(page))
    except pypdfium2.PdfiumError as error:
        is_locked = error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD
        return SheetFinding(error="password" if is_locked else "damaged")


def look_at_image(data: bytes) -> SheetFinding:
    """Read the QR codes of a photograph or scan."""
    try:
        with Image.open(BytesIO(data), formats=("JPEG", "PNG")) as image:
            # A JPEG can be unpacked at a fraction of its size.
            image.draft("L", (_LONG_SIDE * _FINER, _LONG_SIDE * _FINER))
            if image.width * image.height > MOST_PIXELS:
                return SheetFinding(error="too many pixels")
            return SheetFinding(codes=_codes_in(image.convert("L")))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return SheetFinding(error="damaged")


def _codes_on(page: pypdfium2.PdfPage) -> tuple[str, ...]:
    return _codes_in(_drawn(page, _LONG_SIDE)) or _codes_in(_drawn(page, _LONG_SIDE * _FINER))


def _drawn(page: pypdfium2.PdfPage, long_side: int) -> Image.Image:
    scale = long_side / max(*page.get_size(), 1)
    picture: Image.Image = page.render(scale=scale, grayscale=True).to_pil()
    return picture.convert("L")


def _codes_in(picture: Image.Image) -> tuple[str, ...]:
    """A coarse scan has too few dots a module as it is, and enough when it is drawn larger; made
    softer, it loses the ripples that JPEG leaves."""
    found = _read(picture)
    if found or picture.width * picture.height * _FINER**2 > MOST_PIXELS:
        return found
    larger = picture.resize((picture.width * _FINER, picture.height * _FINER))
    return _read(larger.filter(ImageFilter.GaussianBlur(_SOFTER)))


def _read(picture: Image.Image) -> tuple[str, ...]:
    pixels = memoryview(picture.tobytes()).cast("B", (picture.height, picture.width))
    found = zxingcpp.read_barcodes(pixels, formats=_QR)
    return tuple(_clean(code.text, LONGEST_CODE) for code in found[:MOST_CODES])


def _clean(text: str, longest: int) -> str:
    """Halves of characters can't be written down."""
    return text[:longest].encode("utf-8", "replace").decode()
