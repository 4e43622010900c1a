"""Any text becomes lines that can be shown, and nothing of it is lost but what is cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.render.scene.wrapping import LONGEST, clean, excerpt, right_to_left, wrap

any_text = st.text(st.characters())


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("two\n\t lines ", "two lines"),
        ("a\x00b\x1b[31m", "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}[31m"),
        ("lone \ud800 half", "lone \N{REPLACEMENT CHARACTER} half"),
        ("not XML: \uffff", "not XML: \N{REPLACEMENT CHARACTER}"),
        ("turned \u202eround\u2066", "turned round"),
        ("a" + "\u0301" * 50, "a" + "\u0301" * 2),
        ("\u200b\u200d \u00ad\ufeff", ""),
        ("\U0001f469\u200d\U0001f52c works", "\U0001f469\u200d\U0001f52c works"),
    ],
)
def test_cleaned_text_holds_what_can_be_shown(text: str, shown: str) -> None:
    assert clean(text) == shown


@given(any_text)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(any_text.map(clean), st.integers(20, 600), st.integers(9, 20))
def test_wrapping_keeps_every_character(text: str, width: int, size: int) -> None:
    lines = wrap(text, width, size, most_lines=10_000)
    assert squeezed("".join(lines)) == squeezed(text)


@given(any_text.map(clean), st.integers(1, 5))
def test_there_are_never_more_lines_than_allowed(text: str, most_lines: int) -> None:
    assert 1 <= len(wrap(text, 60, 14, most_lines)) <= most_lines


@pytest.mark.parametrize("text", ["word " * 200, "unbroken" * 200, "漢字" * 400])
def test_a_text_that_is_cut_ends_in_an_ellipsis(text: str) -> None:
    lines = wrap(clean(text), 200, 14, 3)
    assert (len(lines), lines[-1][-1]) == (3, "…")


def test_wide_characters_count_about_double() -> None:
    narrow, wide = wrap("a" * 500, 300, 14, 99), wrap("漢" * 500, 300, 14, 99)
    assert len(narrow[0]) / len(wide[0]) == pytest.approx(2, abs=0.3)


@pytest.mark.parametrize("cluster", ["e\u0301", "👩‍🔬", "👍🏽", "🇩🇪"])  # joined on purpose
def test_what_is_drawn_as_one_stays_on_one_line(cluster: str) -> None:
    lines = wrap(cluster * 40, 100, 14, 99)
    assert {squeezed(line).replace(cluster, "") for line in lines} == {""}


@pytest.mark.parametrize(
    ("text", "expected"),
    [("توقف الخادم", True), ("12: אין בדיקה", True), ("OOM توقف", False), ("漢字", False), ("12 %", False)],
)
def test_the_first_letter_with_a_direction_decides(text: str, *, expected: bool) -> None:
    assert right_to_left(text) is expected


@pytest.mark.parametrize(("length", "cut"), [(LONGEST, False), (LONGEST + 1, True)])
def test_only_a_text_that_no_box_can_hold_is_cut_before_it_is_measured(length: int, *, cut: bool) -> None:
    assert excerpt("a" * length).endswith("…") is cut
