"""The engraved lines of a certificate, as SVG: guilloche frame, rosettes, seal and QR code."""

from functools import cache
from io import BytesIO
from math import cos, pi, sin
from urllib.parse import quote

import segno

PINE = "#0E5A4B"
PALE = "#E7EEEA"
SEAL_RED = "#B0281F"
INK = "#17211E"

# All lengths are millimetres. The wave fits a whole number of times into both sides of A4.
PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
_WAVE = 7.25
_ACROSS, _DOWN = 25, 37
_INSET = (PAGE_WIDTH - _ACROSS * _WAVE) / 2
_AMPLITUDE = 2.5
_RATIOS = (1.0, 0.72, 0.44, 0.16)


def data_uri(svg: str) -> str:
    return "data:image/svg+xml," + quote(svg, safe="/:=,;+()' ")


@cache
def background() -> str:
    """Draw the whole sheet's ornament once: frame, corners, hairlines, and the pale rosette."""
    return _svg(
        PAGE_WIDTH,
        PAGE_HEIGHT,
        _defs() + _rosette(PAGE_WIDTH / 2, 116, 27, 22, 40, PALE, 0.18) + _hairlines() + _sides(),
    )


@cache
def seal(size: float) -> str:
    """Draw the ring of the seal; its words are text and stand on the page."""
    center = size / 2
    ring = _rosette(center, center, center - 3.05, 2.35, 44, SEAL_RED, 0.16)
    circles = "".join(
        f'<circle cx="{center}" cy="{center}" r="{radius:.2f}" fill="none" '
        f'stroke="{SEAL_RED}" stroke-width="{width}"/>'
        for radius, width in ((center - 0.3, 0.55), (center - 5.8, 0.3))
    )
    return _svg(size, size, ring + circles)


def qr(url: str) -> str:
    """Draw the QR code of an address, a quarter of which may be lost."""
    code = segno.make(url, error="q", micro=False, boost_error=False)
    out = BytesIO()
    code.save(out, kind="svg", border=0, dark=INK, omitsize=True, xmldecl=False, nl=False)
    return out.getvalue().decode()


def _svg(width: float, height: float, content: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}mm" height="{height:g}mm">{content}</svg>'
    )


def _defs() -> str:
    """One wave of lenses, to be repeated along the sides, and one corner flower."""
    wave = "".join(_lens(sign * ratio * _AMPLITUDE) for ratio in _RATIOS for sign in (1, -1))
    stroke = f'fill="none" stroke="{PINE}" stroke-width="0.11"'
    flower = "".join(_flower(turn) for turn in range(6))
    return (
        f'<defs><path id="w" d="{wave}" {stroke}/><path id="c" d="{flower}" {stroke}/></defs>'
    )


def _lens(height: float) -> str:
    # One cubic a half wave: this handle makes the curve meet the sine's slope and its crest.
    handle, half = _WAVE * 2 / (3 * pi), _WAVE / 2
    crest = height * 4 / 3
    return (
        f"M0 0C{handle:.3f} {crest:.3f} {half - handle:.3f} {crest:.3f} {half:.3f} 0"
        f"C{half + handle:.3f} {-crest:.3f} {_WAVE - handle:.3f} {-crest:.3f} {_WAVE:.3f} 0"
    )


def _flower(turn: int) -> str:
    """Draw an eight-petalled curve r = 3.1 + 1.3 cos(8θ + φ) as a fine polygon."""
    points = []
    for step in range(96):
        angle = step * pi / 48
        radius = 3.1 + 1.3 * cos(8 * angle + turn * pi / 3)
        points.append(f"{radius * cos(angle):.2f} {radius * sin(angle):.2f}")
    return "M" + "L".join(points) + "Z"


def _sides() -> str:
    far_x, far_y = PAGE_WIDTH - _INSET, PAGE_HEIGHT - _INSET
    across = [(_INSET + _WAVE * step, _INSET, far_y) for step in range(1, _ACROSS - 1)]
    down = [(_INSET + _WAVE * step, _INSET, far_x) for step in range(1, _DOWN - 1)]
    waves = [_wave(x, y, "") for x, *ys in across for y in ys]
    waves += [_wave(x, y, " rotate(90)") for y, *xs in down for x in xs]
    corners = [
        f'<use href="#c" transform="translate({x:.3f} {y:.3f})"/>'
        for x in (_INSET, far_x)
        for y in (_INSET, far_y)
    ]
    return "".join(waves + corners)


def _wave(x: float, y: float, turn: str) -> str:
    quarter = _WAVE / 4
    return (
        f'<use href="#w" transform="translate({x:.3f} {y:.3f}){turn}"/>'
        f'<use href="#w" transform="translate({x:.3f} {y:.3f}){turn} translate({quarter:.3f} 0)"/>'
    )


def _hairlines() -> str:
    """Rule two frames, and centering marks as on a drawing sheet."""
    outer, inner = _INSET - 4.6, _INSET + 4.6
    frames = "".join(
        f'<rect x="{inset:.3f}" y="{inset:.3f}" width="{PAGE_WIDTH - 2 * inset:.3f}" '
        f'height="{PAGE_HEIGHT - 2 * inset:.3f}" fill="none" stroke="{PINE}" '
        f'stroke-width="{width}"/>'
        for inset, width in ((outer, 0.5), (inner, 0.18))
    )
    middle_x, middle_y, mark = PAGE_WIDTH / 2, PAGE_HEIGHT / 2, 3.5
    marks = (
        f"M{middle_x} {inner:.3f}v{mark}M{middle_x} {PAGE_HEIGHT - inner:.3f}v{-mark}"
        f"M{inner:.3f} {middle_y}h{mark}M{PAGE_WIDTH - inner:.3f} {middle_y}h{-mark}"
    )
    return frames + f'<path d="{marks}" stroke="{PINE}" stroke-width="0.18"/>'


def _rosette(
    x: float, y: float, reach: float, radius: float, count: int, color: str, width: float
) -> str:
    """Engrave a ring of overlapping circles, as a spirograph does."""
    circles = "".join(
        f'<circle cx="{x + reach * cos(2 * pi * step / count):.2f}" '
        f'cy="{y + reach * sin(2 * pi * step / count):.2f}" r="{radius:g}"/>'
        for step in range(count)
    )
    return f'<g fill="none" stroke="{color}" stroke-width="{width:g}">{circles}</g>'
