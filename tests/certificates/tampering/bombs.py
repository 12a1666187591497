"""Files made to break whoever reads them: small, and without end inside."""

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import cache, partial

from tests.certificates.tampering import scene

_HEAD = b"%PDF-1.7\n"
_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
_TREE = {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>", 3: _PAGE}


def document(objects: dict[int, bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects beside the usual tree."""
    out, places = _HEAD, {}
    for number, content in sorted({**_TREE, **objects}.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    size = max(places) + 1
    lines = [b"%010d 00000 n \n" % places.get(number, 0) for number in range(1, size)]
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, b"".join(lines))
    start = len(out)
    return (
        out
        + table
        + b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n"
        % (
            size,
            trailer,
            start,
        )
    )


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), entries, data)


@cache
def zeros(layers: int, size: int = 400 * 2**20) -> bytes:
    """So many zero bytes, deflated so often: 400 MB are 400 kB, then about 1 kB."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(2**20)) for _megabyte in range(size // 2**20))
    packed += packer.flush()
    for _layer in range(layers - 1):
        packed = zlib.compress(packed, 9)
    return packed


def _flate(layers: int, entries: bytes = b"") -> bytes:
    return stream(zeros(layers), b"/Filter[" + b"/FlateDecode" * layers + b"]" + entries)


def page_of_zeros() -> bytes:
    return document({4: _flate(2)})


def page_of_zeros_thrice() -> bytes:
    return document({4: _flate(3)})


def attachment_of_zeros() -> bytes:
    return document({4: stream(b""), 5: _flate(1, b"/Type/EmbeddedFile")})


def objects_of_zeros() -> bytes:
    return document({4: stream(b""), 5: _flate(2, b"/Type/ObjStm/N 99/First 999")})


def table_of_zeros() -> bytes:
    table = _flate(2, b"/Type/XRef/Size 99999999/W[1 2 1]/Root 1 0 R")
    return _HEAD + b"1 0 obj\n" + table + b"\nendobj\nstartxref\n9\n%%EOF\n"


def signature_beside_zeros() -> bytes:
    """What makes pyHanko read the file as well."""
    signature = b"<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>"
    field = b"<</FT/Sig/T(a)/V 6 0 R>>"
    catalog = b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R]>>>>"
    return document({1: catalog, 4: _flate(2), 5: field, 6: signature})


def table_that_repeats() -> bytes:
    plain = document({4: stream(b"")})
    start = plain.rsplit(b"startxref", 1)[1].split()[0]
    return plain.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev " + start) + b"/ByteRange"


def pages_in_a_circle() -> bytes:
    return document({2: b"<</Type/Pages/Count 9999/Kids[2 0 R 2 0 R]>>", 4: stream(b"")})


def names_in_a_circle() -> bytes:
    names = b"<</Kids[5 0 R 5 0 R]/Limits[(a)(z)]>>"
    catalog = b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles 5 0 R>>>>"
    return document({1: catalog, 4: stream(b"/ByteRange"), 5: names})


def fields_in_a_circle() -> bytes:
    catalog = b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R]>>>>"
    return document({1: catalog, 4: stream(b"/ByteRange"), 5: b"<</T(a)/Kids[5 0 R 5 0 R]>>"})


def form_that_draws_itself() -> bytes:
    form = stream(b"/F Do " * 50, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources 6 0 R")
    page = _PAGE.replace(b"/Contents", b"/Resources 6 0 R/Contents")
    return document({3: page, 4: stream(b"/F Do"), 5: form, 6: b"<</XObject<</F 5 0 R>>>>"})


def forms_that_draw_each_other() -> bytes:
    """Ten times ten times ten …: 10^12 strokes."""
    forms = {
        number: stream(
            b"/F Do " * 10,
            b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F %d 0 R>>>>"
            % (number + 1),
        )
        for number in range(5, 17)
    }
    last = stream(b"0 0 9 9 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    page = _PAGE.replace(b"/Contents", b"/Resources<</XObject<</F 5 0 R>>>>/Contents")
    return document({3: page, 4: stream(b"/F Do"), **forms, 17: last})


def million_objects() -> bytes:
    packed = zlib.compress(b"".join(b"%d %d " % (n, n) for n in range(10, 1_000_010)), 9)
    objects = stream(packed, b"/Filter/FlateDecode/Type/ObjStm/N 1000000/First 15000000")
    return document({4: stream(b"/ByteRange"), 5: objects}) + b"6 0 obj null endobj\n" * 300_000


def huge_size() -> bytes:
    plain = document({4: stream(b"/ByteRange")})
    return plain.replace(b"/Size 5", b"/Size 2147483647").replace(b"0 5\n", b"0 2147483647\n")


def deep_array() -> bytes:
    return document({4: stream(b"/ByteRange"), 5: b"[" * 1_000_000}, b"/Info 5 0 R")


def deep_dictionary() -> bytes:
    return document({1: b"<</Pages 2 0 R/A" + b"<</A" * 500_000, 4: stream(b"/ByteRange")})


def immense_page() -> bytes:
    page = _PAGE.replace(b"595 842", b"99999999 99999999")
    return document({3: page, 4: stream(b"0 0 99999999 9999999 re f")})


def thousands_of_marks() -> bytes:
    return _HEAD + b"1 0 obj<</Type/EmbeddedFile>>stream\n{" * 250_000


def marks_without_end() -> bytes:
    return _HEAD + b"/EmbeddedFile /ByteRange " * 400_000


def polyglot_with_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", bytes(10_000_000))
    return scene.original() + out.getvalue()


def polyglot_with_html() -> bytes:
    return b"<html><script>alert(1)</script><!--" + scene.original()


def polyglot_with_picture() -> bytes:
    return b"\xff\xd8\xff\xfe\x00\x20" + scene.original()


def credential_nested_deep() -> bytes:
    return _attached(b'{"credentialSubject":' + b"[" * 60_000)


def credential_nested_and_closed() -> bytes:
    return _attached(b'{"credentialSubject":' + b"[" * 900 + b"]" * 900 + b"}")


def credential_of_large_numbers() -> bytes:
    return _attached(b'{"credentialSubject":1' + b"0" * 60_000 + b"}")


def credential_with_contexts() -> bytes:
    """Terms that mean each other, and contexts in contexts: only a fool would expand them."""
    bomb = json.loads(scene.credential())
    inner: dict[str, object] = {f"t{n}": {"@id": f"t{n + 1}", "@context": {}} for n in range(300)}
    for _depth in range(40):
        inner = {"@context": [inner, inner] if len(json.dumps(inner)) < 8_000 else inner}
    bomb["credentialSubject"]["@context"] = inner
    return _attached(json.dumps(bomb).encode())


def credentials_without_number() -> bytes:
    one = b"5 0 obj<</Type/EmbeddedFile>>stream\n" + scene.credential() + b"\nendstream endobj\n"
    return document({4: stream(b"")}) + one * 1000


def _attached(content: bytes) -> bytes:
    return document({4: stream(b""), 5: stream(content, b"/Type/EmbeddedFile")})


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + check


def _png(width: int, height: int, *chunks: bytes) -> bytes:
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + _chunk(b"IEND", b"")


def png_of_too_many_pixels() -> bytes:
    return _png(50_000, 50_000, _chunk(b"IDAT", zeros(1)))


def png_of_more_than_it_says() -> bytes:
    return _png(3_900, 3_900, _chunk(b"IDAT", zeros(1)))


def png_of_a_long_text() -> bytes:
    text = _chunk(b"zTXt", b"a\0\0" + zeros(1))
    return _png(8, 8, text, _chunk(b"IDAT", zlib.compress(bytes(264))))


def jpeg_of_too_many_pixels() -> bytes:
    frame = struct.pack(">BHHB", 8, 65_000, 65_000, 3) + b"\1\x11\0\2\x11\0\3\x11\0"
    head = b"\xff\xd8\xff\xc2" + struct.pack(">H", len(frame) + 2) + frame
    scan = b"\xff\xda\x00\x0c\x03\x01\x00\x02\x11\x03\x11\x00\x3f\x00"
    return head + scan + bytes(1_000_000)


def truncated(percent: int) -> bytes:
    return scene.original()[: len(scene.original()) * percent // 100]


BOMBS: dict[str, Callable[[], bytes]] = {
    bomb.__name__: bomb
    for bomb in (
        page_of_zeros,
        page_of_zeros_thrice,
        attachment_of_zeros,
        objects_of_zeros,
        table_of_zeros,
        signature_beside_zeros,
        table_that_repeats,
        pages_in_a_circle,
        names_in_a_circle,
        fields_in_a_circle,
        form_that_draws_itself,
        forms_that_draw_each_other,
        million_objects,
        huge_size,
        deep_array,
        deep_dictionary,
        immense_page,
        thousands_of_marks,
        marks_without_end,
        polyglot_with_zip,
        polyglot_with_html,
        polyglot_with_picture,
        credential_nested_deep,
        credential_nested_and_closed,
        credential_of_large_numbers,
        credential_with_contexts,
        credentials_without_number,
        png_of_too_many_pixels,
        png_of_more_than_it_says,
        png_of_a_long_text,
        jpeg_of_too_many_pixels,
    )
} | {f"truncated_to_{share}_percent": partial(truncated, share) for share in (1, 30, 60, 90, 99)}
