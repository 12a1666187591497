"""The colors keep the contrast that tokens.css promises, in both themes."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "training_site/static/css"
TOKENS = (CSS / "tokens.css").read_text(encoding="utf-8")
COLORS = {
    name: themes
    for name, *themes in re.findall(
        r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", TOKENS
    )
}
PROMISES = [
    (foreground, background, float(ratio))
    for ratio, foreground, backgrounds in re.findall(
        r"/\* contrast ([\d.]+): ([\w-]+) on ([\w -]+) \*/", TOKENS
    )
    for background in backgrounds.split()
]


def luminance(color: str) -> float:
    """Relative luminance, WCAG 2.2."""
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_every_color_of_the_tokens_is_promised() -> None:
    spoken_of = {name for promise in PROMISES for name in promise[:2]}

    assert set(COLORS) == spoken_of


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("foreground", "background", "ratio"), PROMISES)
def test_promised_contrast_is_kept(
    foreground: str, background: str, ratio: float, theme: int
) -> None:
    assert contrast(COLORS[foreground][theme], COLORS[background][theme]) >= ratio


def test_colors_are_named_nowhere_but_in_the_tokens() -> None:
    strays = [
        f"{sheet.name}: {color}"
        for sheet in CSS.rglob("*.css")
        if sheet.name != "tokens.css"
        for color in re.findall(r"#[0-9a-fA-F]{3,8}\b", sheet.read_text(encoding="utf-8"))
        if color not in {"#fff", "#000"}
    ]

    assert strays == []


def test_every_component_sheet_is_imported_once() -> None:
    imported = re.findall(r'components/([\w-]+)\.css"', (CSS / "site.css").read_text("utf-8"))

    assert sorted(imported) == sorted(sheet.stem for sheet in (CSS / "components").glob("*.css"))
