"""Draw an invented certificate as a picture, for those who word its template."""

from base64 import b64encode
from io import BytesIO

import pypdfium2
from django.conf import settings
from django.utils.translation import gettext as _

from certificates.layout import samples
from certificates.refusals import Refusal, told
from certificates.rendering import Enclosed, MissingGlyph, TextTooLong, render
from certificates.signing.wording import FactMissing, TemplateText

CARRIED = Enclosed(b"{}")
REFUSALS = (MissingGlyph, TextTooLong, FactMissing)
# Pixels a point: sharp enough to judge, small enough to send.
_SCALE = 1.4


def preview(text: TemplateText, type_: str, language: str) -> dict[str, str]:
    """The picture's address, or the problem that keeps it from being drawn."""
    try:
        drawn = render(samples.ordinary(type_, language, issuer()), text, CARRIED)
    except REFUSALS as refusal:
        return {"problem": why(refusal)}
    return {"picture": "data:image/png;base64," + b64encode(_png(drawn)).decode()}


def issuer() -> tuple[str, str]:
    """The center as it stands on certificates."""
    return settings.ISSUER_NAME_ZH, settings.ISSUER_NAME_EN


def why(refusal: Exception) -> str:
    """Why a wording can't be printed, for the person who wrote it."""
    if isinstance(refusal, MissingGlyph):
        return told(Refusal.NO_GLYPH.note(refusal))
    if isinstance(refusal, FactMissing):
        return _("“%(word)s” can't be filled in.") % {"word": refusal}
    return _("With a long name and course title the words don't fit on one page.")


def _png(pdf: bytes) -> bytes:
    with pypdfium2.PdfDocument(pdf) as document:
        image = document[0].render(scale=_SCALE).to_pil()
    out = BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()
