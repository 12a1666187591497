"""The engraved lines of a certificate, as SVG: guilloche frame, rosettes, seal and QR code."""

from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from math import pi
from urllib.parse import quote

import zxingcpp
from PIL import Image

PINE = "#0E5A4B"
PALE = "#E7EEEA"
SEAL_RED = "#B0281F"
INK = "#17211E"
SEAL_RING = 5.8

# All lengths are millimetres. The band of waves runs along a rectangle, corner square to square.
PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
_INSET, _HALF_BAND = 14.4, 4.4
_WAVE, _AMPLITUDE = 8.2, 2.9
_RATIOS = (1.0, 0.66, 0.33)
_MASK = 2


def data_uri(svg: str) -> str:
    return "data:image/svg+xml," + quote(svg, safe="/:=,;+()' ")


def png_uri(png: bytes) -> str:
    return "data:image/png;base64," + b64encode(png).decode()


@cache
def background() -> str:
    """Draw the whole sheet's ornament once: frame, corners, hairlines, and the pale rosette."""
    watermark = _rosette(PAGE_WIDTH / 2, 101, _Rosette(25, 21, 40, PALE, 0.18))
    return _svg(PAGE_WIDTH, PAGE_HEIGHT, _defs() + watermark + _hairlines() + _sides())


@cache
def seal(size: float) -> str:
    """Draw the ring of the seal; its words are text and stand on the page."""
    center = size / 2
    ring = _rosette(center, center, _Rosette(center - 3.05, 2.35, 48, SEAL_RED, 0.16))
    circles = "".join(
        f'<circle cx="{center}" cy="{center}" r="{radius:.2f}" fill="none" '
        f'stroke="{SEAL_RED}" stroke-width="{width}"/>'
        for radius, width in ((center - 0.3, 0.55), (center - SEAL_RING, 0.3))
    )
    return _svg(size, size, ring + circles)


def qr(words: str, dots: int = 2, *, quiet_zone: bool = False) -> bytes:
    """Draw a QR code as PNG, in the densest alphabets that the words allow.

    A picture: readers draw fine lines each in their way, some with gaps, and lines take four times
    the bytes. Each module is several dots wide so that no reader's smoothing blurs it.
    """
    # To look for the best of the eight masks takes longer than all the rest.
    code = zxingcpp.create_barcode(
        words, zxingcpp.BarcodeFormat.QRCode, ec_level="M", data_mask=_MASK
    )
    drawn = zxingcpp.write_barcode_to_image(code, scale=dots, add_quiet_zones=quiet_zone)
    out = BytesIO()
    # The renderer packs it again.
    Image.fromarray(drawn).save(out, "PNG", compress_level=1)
    return out.getvalue()


def _svg(width: float, height: float, content: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}mm" height="{height:g}mm">{content}</svg>'
    )


def _defs() -> str:
    """One wave of lenses, to be repeated along the sides."""
    heights = [sign * ratio * _AMPLITUDE for ratio in _RATIOS for sign in (1, -1)]
    wave = "".join(_sine(height) + _cosine(height) for height in heights)
    stroke = f'fill="none" stroke="{PINE}" stroke-width="0.1"'
    return f'<defs><path id="w" d="{wave}" {stroke}/></defs>'


def _sine(height: float) -> str:
    # One cubic a half wave: this handle makes the curve meet the sine's slope and its crest.
    handle, half, crest = _WAVE * 2 / (3 * pi), _WAVE / 2, height * 4 / 3
    return (
        f"M0 0C{handle:.3f} {crest:.3f} {half - handle:.3f} {crest:.3f} {half:.3f} 0"
        f"C{half + handle:.3f} {-crest:.3f} {_WAVE - handle:.3f} {-crest:.3f} {_WAVE:.3f} 0"
    )


def _cosine(height: float) -> str:
    # One cubic a quarter wave, flat at the crest and with the sine's slope at the node.
    unit = _WAVE / (2 * pi)
    flat, steep = 0.5685 * unit, 0.5123
    quarters = []
    for start, level in ((0, height), (2, -height)):
        x0, x1, x2 = (_WAVE / 4 * (start + step) for step in range(3))
        node = steep * unit
        quarters.append(
            f"C{x0 + flat:.3f} {level:.3f} {x1 - node:.3f} {level * steep:.3f} {x1:.3f} 0"
            f"C{x1 + node:.3f} {-level * steep:.3f} {x2 - flat:.3f} {-level:.3f} "
            f"{x2:.3f} {-level:.3f}"
        )
    return f"M0 {height:.3f}" + "".join(quarters)


def _sides() -> str:
    far_x, far_y = PAGE_WIDTH - _INSET, PAGE_HEIGHT - _INSET
    across = [
        f"translate({x:.3f} {y:.3f}) scale({stretch:.4f} 1)"
        for x, stretch in _steps(far_x - _INSET)
        for y in (_INSET, far_y)
    ]
    down = [
        f"translate({x:.3f} {y:.3f}) rotate(90) scale({stretch:.4f} 1)"
        for y, stretch in _steps(far_y - _INSET)
        for x in (_INSET, far_x)
    ]
    waves = [f'<use href="#w" transform="{place}"/>' for place in across + down]
    flower = _Rosette(2.4, 1.75, 22, PINE, 0.1)
    corners = [_rosette(x, y, flower) for x in (_INSET, far_x) for y in (_INSET, far_y)]
    return "".join(waves + corners)


def _steps(side: float) -> list[tuple[float, float]]:
    """Fit a whole number of waves between two corner squares: where each starts, how stretched."""
    room = side - 2 * _HALF_BAND
    count = round(room / _WAVE)
    return [
        (_INSET + _HALF_BAND + room / count * step, room / count / _WAVE) for step in range(count)
    ]


def _hairlines() -> str:
    """Rule two frames with squares at the corners, and centering marks as on a drawing sheet."""
    outer, inner = _INSET - _HALF_BAND, _INSET + _HALF_BAND
    frames = "".join(
        f'<rect x="{inset:.3f}" y="{inset:.3f}" width="{PAGE_WIDTH - 2 * inset:.3f}" '
        f'height="{PAGE_HEIGHT - 2 * inset:.3f}" fill="none" stroke="{PINE}" '
        f'stroke-width="{width}"/>'
        for inset, width in ((outer, 0.45), (inner, 0.2))
    )
    band, mark = 2 * _HALF_BAND, 3.0
    lines = [
        f"M{x:.3f} {y:.3f}{step}"
        for x, turn in ((inner, -1), (PAGE_WIDTH - inner, 1))
        for y, rise in ((inner, -1), (PAGE_HEIGHT - inner, 1))
        for step in (f"h{turn * band:.3f}", f"v{rise * band:.3f}")
    ]
    lines += [
        f"M{PAGE_WIDTH / 2} {inner:.3f}v{mark}M{PAGE_WIDTH / 2} {PAGE_HEIGHT - inner:.3f}v{-mark}",
        f"M{inner:.3f} {PAGE_HEIGHT / 2}h{mark}M{PAGE_WIDTH - inner:.3f} {PAGE_HEIGHT / 2}h{-mark}",
    ]
    return frames + f'<path d="{"".join(lines)}" stroke="{PINE}" stroke-width="0.2"/>'


@dataclass(frozen=True)
class _Rosette:
    """A ring of overlapping circles, as a spirograph engraves it."""

    reach: float
    radius: float
    count: int
    color: str
    width: float


def _rosette(x: float, y: float, rosette: _Rosette) -> str:
    # Repeated with the same numbers and only turned, they cost next to nothing in the file.
    count = rosette.count
    name = f"r{count}"
    circle = f'<circle id="{name}" cx="{rosette.reach:g}" cy="0" r="{rosette.radius:g}"/>'
    turned = "".join(
        f'<use href="#{name}" transform="rotate({360 * step / count:.3f})"/>'
        for step in range(count)
    )
    return (
        f'<defs>{circle}</defs><g fill="none" stroke="{rosette.color}" '
        f'stroke-width="{rosette.width:g}" '
        f'transform="translate({x:g} {y:g})">{turned}</g>'
    )
