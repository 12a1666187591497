"""What WeasyPrint leaves open: metadata for two standards, languages, and a blank for the seal."""

from io import BytesIO
from typing import Any

import pydyf
from fontTools.ttLib import TTFont

from certificates.layout.page import PAGE_BOX_OF_SEAL
from certificates.layout.streams import settle
from certificates.layout.xmp import Description, packet

_LANGUAGES = {"/Sect": "en", "/Art": "zh-Hans"}
# What a PDF reader has no use for: two kilobytes a certificate.
NEEDLESS_TABLES = frozenset(("STAT", "cmap", "gasp", "name", "vhea", "vmtx"))


class BlankSignature(pydyf.Object):
    """A signature dictionary in its own bytes, kept out of compressed object streams."""

    compressible = False

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.content = content

    @property
    def data(self) -> bytes:
        return self.content


def finish(pdf: pydyf.PDF, description: Description, blank: bytes) -> None:
    """Complete the file in place, right before it is written."""
    _replace_metadata(pdf, description)
    _list_attachments_once(pdf)
    _mark_languages(pdf)
    _slim_fonts(pdf)
    _lay_signature_field(pdf, blank, description.title)
    settle(pdf)


def _replace_metadata(pdf: pydyf.PDF, description: Description) -> None:
    stream = _resolve(pdf, pdf.catalog["Metadata"])
    stream.stream = [packet(description)]
    stream.compress = False


def _list_attachments_once(pdf: pydyf.PDF) -> None:
    # WeasyPrint 70 lists each attachment twice.
    pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))


def _mark_languages(pdf: pydyf.PDF) -> None:
    # WeasyPrint writes no language on elements; the page gives each language an element of its own.
    for element in pdf.objects:
        if isinstance(element, dict) and element.get("S") in _LANGUAGES:
            element["Lang"] = pydyf.String(_LANGUAGES[element["S"]])


def _slim_fonts(pdf: pydyf.PDF) -> None:
    for stream in pdf.objects:
        if isinstance(stream, pydyf.Stream) and "Length1" in stream.extra:
            font = slim(b"".join(stream.stream))
            stream.stream = [font]
            stream.extra["Length1"] = len(font)


def slim(font: bytes) -> bytes:
    """Drop the tables of a font that are needless; the others keep their order."""
    out = BytesIO()
    with TTFont(BytesIO(font), lazy=True, recalcBBoxes=False, recalcTimestamp=False) as tables:
        needless = NEEDLESS_TABLES.intersection(tables.keys())
        if not needless:
            return font
        for tag in needless:
            del tables[tag]
        tables.save(out, reorderTables=False)
    return out.getvalue()


def _lay_signature_field(pdf: pydyf.PDF, blank: bytes, label: str) -> None:
    """Put the field over the printed seal, tagged as a form control, with an empty appearance."""
    page = pdf.page_references[0]
    value = _added(pdf, BlankSignature(blank))
    look = _added(pdf, pydyf.Stream([], _EMPTY_FORM))
    field = _added(pdf, _field(page, value, look, label))
    _page(pdf).setdefault("Annots", pydyf.Array()).append(field)
    pdf.catalog["AcroForm"] = pydyf.Dictionary({"Fields": pydyf.Array([field]), "SigFlags": 3})
    _tag(pdf, page, field)


_EMPTY_FORM = {
    "Type": "/XObject",
    "Subtype": "/Form",
    "BBox": pydyf.Array([0, 0, 1, 1]),
    "Resources": pydyf.Dictionary(),
}


def _field(page: bytes, value: bytes, look: bytes, label: str) -> pydyf.Dictionary:
    return pydyf.Dictionary(
        {
            "Type": "/Annot",
            "Subtype": "/Widget",
            "FT": "/Sig",
            "T": pydyf.String("Seal"),
            "TU": pydyf.String(label),
            "Contents": pydyf.String(label),
            "V": value,
            "Rect": pydyf.Array(PAGE_BOX_OF_SEAL),
            # Print and Locked.
            "F": 132,
            "P": page,
            "AP": pydyf.Dictionary({"N": look}),
        }
    )


def _tag(pdf: pydyf.PDF, page: bytes, field: bytes) -> None:
    root = _resolve(pdf, pdf.catalog["StructTreeRoot"])
    document = _resolve(pdf, root["K"][0])
    numbers = _resolve(pdf, root["ParentTree"])["Nums"]
    target = _added(pdf, pydyf.Dictionary({"Type": "/OBJR", "Obj": field, "Pg": page}))
    form = pydyf.Dictionary(
        {
            "Type": "/StructElem",
            "S": "/Form",
            "K": pydyf.Array([target]),
            "Pg": page,
            "P": document.reference,
        }
    )
    document["K"].append(_added(pdf, form))
    key = numbers[-2] + 1
    numbers.extend([key, form.reference])
    _resolve(pdf, field)["StructParent"] = key


def _page(pdf: pydyf.PDF) -> Any:
    return _resolve(pdf, pdf.page_references[0])


def _added(pdf: pydyf.PDF, content: pydyf.Object) -> bytes:
    pdf.add_object(content)
    return bytes(content.reference)


def _resolve(pdf: pydyf.PDF, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
