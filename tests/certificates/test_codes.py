"""Codes: easy to type, hard to guess, and a slip is noticed."""

from datetime import date

from hypothesis import assume, given
from hypothesis import strategies as st

from certificates import codes

code = st.text(codes.ALPHABET, min_size=codes.LENGTH, max_size=codes.LENGTH).map(
    lambda body: body + codes.check_character(body)
)
# The one pair that differs by the modulus.
TWINS = {"0", "Z"}


def test_a_code_has_85_random_bits_and_is_never_made_twice() -> None:
    assert len(codes.ALPHABET) == 32
    assert codes.LENGTH * 5 >= 80
    made = {codes.new_code() for _time in range(1000)}
    assert len(made) == 1000
    assert all(codes.canonical(each) == each for each in made)


@given(code, st.integers(0, codes.LENGTH), st.sampled_from(codes.ALPHABET))
def test_one_wrong_character_is_noticed(right: str, place: int, sign: str) -> None:
    assume(sign != right[place] and {sign, right[place]} != TWINS)
    assert codes.canonical(right[:place] + sign + right[place + 1 :]) == ""


@given(code, st.integers(0, codes.LENGTH - 1))
def test_two_swapped_neighbors_are_noticed(right: str, place: int) -> None:
    first, second = right[place], right[place + 1]
    assume(first != second and {first, second} != TWINS)
    assert codes.canonical(right[:place] + second + first + right[place + 2 :]) == ""


@given(code)
def test_a_code_is_read_however_it_is_typed(right: str) -> None:
    assert codes.canonical(codes.grouped(right)) == right
    assert codes.canonical(f" {codes.grouped(right).lower()} ") == right
    look_alike = right.replace("0", "o").replace("1", "l").replace("V", "u")
    assert codes.canonical(look_alike) == right
    full_width = "".join(chr(ord(sign) + 0xFEE0) for sign in right)
    assert codes.canonical(full_width) == right


@given(st.text())
def test_anything_may_be_typed(text: str) -> None:
    assert len(codes.canonical(text)) in {0, codes.LENGTH + 1}


def test_a_serial_names_the_year_and_a_number() -> None:
    assert codes.serial(date(2026, 11, 20), 41, 2) == "CCIP-2026-0000041-2"
