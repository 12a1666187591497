"""HTML from strangers."""

import pytest

from assessments.exchange import markup
from assessments.exchange.notes import Notes


def cleaned(text: str) -> tuple[str, list[str]]:
    notes = Notes("here")
    return markup.from_html(text, notes), [problem.message for problem in notes.problems]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        '<a href="javascript:alert(1)">x</a>',
        "<svg><script>alert(1)</script></svg>",
        '<p onclick="alert(1)">x</p>',
        "<iframe src='https://example.com'></iframe>",
        "<math><mtext></p><style><img src=x onerror=alert(1)>",
        "<scr<script>ipt>alert(1)</script>",
    ],
)
def test_nothing_that_acts_comes_in(text: str) -> None:
    found = cleaned(text)[0].lower()
    assert not any(word in found for word in ("<script", "onerror", "onclick", "href", "<iframe"))
    assert markup.clean(found) == found


def test_structure_stays() -> None:
    assert cleaned("<div>a</div><h3>b</h3>")[0] == "<p>a</p><p><strong>b</strong></p>"
    assert cleaned("plain & simple") == ("plain & simple", [])


def test_images_leave_their_words() -> None:
    text, told = cleaned(
        "<p>a<img alt='b &amp; c' src='x/y.png'><img src=\"data:image/png,1\"><img></p>"
    )
    assert text == "<p>a[b &amp; c]</p>"
    assert told == [
        "the image y.png was left out; its alternative text stands for it",
        "the image with embedded data was left out; its alternative text stands for it",
        "the image  was left out; its alternative text stands for it",
    ]


def test_what_is_left_out_is_told() -> None:
    assert cleaned("<video></video><VIDEO></VIDEO><audio></audio>")[1] == [
        "<audio> was left out",
        "<video> was left out",
    ]
    assert cleaned('<a href="https://example.com/x">y</a>') == (
        "y",
        ["a link was made plain text: https://example.com/x"],
    )


def test_markdown_is_told_where_it_is_more_than_plain() -> None:
    notes = Notes("here")
    assert markup.from_markdown("plain", notes) == "plain"
    assert notes.problems == ()
    assert markup.from_markdown("__a__\nb", notes) == "<strong>a</strong><br>b"
    assert len(notes.problems) == 1


def test_to_plain() -> None:
    assert markup.to_plain("a<br>b <b>c</b> &lt; d") == "a\nb c < d"
    assert markup.to_plain("a &amp; b") == "a & b"
