"""Findings as text: the mark stands under the words, and nothing in anybody's text steers the terminal."""

import re
import unicodedata
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.render.findings.place import Lines, Span
from pmkit.render.findings.terminal import cells, columns, printable, text_of
from pmkit.render.findings.text import PLAIN, Look, concise, report, summary
from pmkit.render.scene.clusters import JOINERS

any_text = st.text(st.characters())
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Seen:
    """A finding with as little in it as a test needs."""

    quote: str = "forgot"
    start: int = 0
    end: int = 6
    line: int = 1
    column: int = 1
    where: str = "line 1"
    path: str = "a.md"
    check: str = "language/blame"
    severity: str = "fix"
    says: str = "This sentence makes a person the subject."
    why: str = "A reader can change a system, not a person."
    instead: str = "What did the person see?"
    example: str = ""
    waived: str = ""


def steers(character: str) -> bool:
    """Whether a character moves the cursor, ends the line or turns the reading order."""
    category = unicodedata.category(character)
    return category in {"Cc", "Cs", "Zl", "Zp"} or (category == "Cf" and character not in JOINERS)


def seen(text: str, words: str, **more: str) -> Seen:
    """The finding of `words`, where they first stand in a document."""
    start = text.index(words)
    line, column = Lines(text).place(start)
    return replace(Seen(words, start, start + len(words), line, column, f"line {line}"), **more)


def shown(text: str, *found: Seen, look: Look = PLAIN) -> list[str]:
    return report(found, {"a.md": Lines(text)}, look).splitlines()


def test_a_finding_shows_place_line_mark_says_why_question_and_example() -> None:
    text = "Two facts.\nMina forgot the certificate.\n"
    assert shown(text, seen(text, "Mina forgot", example="The renewal had no alert.")) == [
        "a.md:2:1  language/blame (fix)",
        "    2 | Mina forgot the certificate.",
        "      | ^^^^^^^^^^^",
        "    This sentence makes a person the subject.",
        "    A reader can change a system, not a person.",
        "    Ask: What did the person see?",
        "    Instead, for example: The renewal had no alert.",
        "",
    ]


def test_a_finding_to_consider_has_another_mark() -> None:
    text = "Mina forgot it"
    assert shown(text, seen(text, "forgot", severity="consider"))[2] == "      |      ~~~~~~"


def test_a_waived_finding_shows_its_reason_and_asks_nothing() -> None:
    text = "The customer called it a disaster."
    lines = shown(text, seen(text, "disaster", waived="quoting the customer"), seen(text, "disaster"))
    assert lines[3:5] == ["    Waived: quoting the customer", ""]
    assert sum("A reader can" in line for line in lines) == 1


def test_a_check_is_explained_in_full_only_once() -> None:
    text = "Mina forgot it. Omar forgot it too."
    found = [seen(text, words, example="The renewal had no alert.") for words in ("Mina forgot", "Omar forgot")]
    lines = shown(text, *found)
    assert [sum(words in line for line in lines) for words in ("Ask", "A reader can", "Instead")] == [2, 1, 1]


@pytest.mark.parametrize(
    ("text", "line", "mark"),
    [
        ("\tforgot", "    forgot", "    ^^^^^^"),
        ("漢字 forgot", "漢字 forgot", "     ^^^^^^"),
        ("e\u0301 forgot", "e\u0301 forgot", "  ^^^^^^"),
        ("👩\u200d🔬 forgot", "👩\u200d🔬 forgot", "   ^^^^^^"),
        ("❤\ufe0f forgot", "❤\ufe0f forgot", "   ^^^^^^"),
        ("🇩🇪👍🏽 forgot", "🇩🇪👍🏽 forgot", "     ^^^^^^"),
        ("\u202e\u200b\ufeffforgot", "forgot", "^^^^^^"),
        ("\x1b[2J\x00 forgot", "\ufffd[2J\ufffd forgot", "      ^^^^^^"),
        ("a\u2028b\x0c\x85 forgot", "a\ufffdb\ufffd\ufffd forgot", "      ^^^^^^"),
        ("\ud800 forgot", "\ufffd forgot", "  ^^^^^^"),
        ("z" + "\u0335" * 40 + " forgot", "z" + "\u0335" * 2 + " forgot", "  ^^^^^^"),
    ],
)
def test_the_mark_stands_under_the_words_whatever_stands_before_them(text: str, line: str, mark: str) -> None:
    assert shown(text, seen(text, "forgot"))[1:3] == [f"    1 | {line}", f"      | {mark}"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_words_that_span_lines_are_marked_on_each(end: str) -> None:
    text = f"Priya should{end}have checked{end}it"
    # A quotation reads as one line; the offsets tell where its words stand.
    found = replace(seen(text, f"should{end}have"), quote="should have")
    assert shown(text, found)[1:5] == [
        "    1 | Priya should",
        "      |       ^^^^^^",
        "    2 | have checked",
        "      | ^^^^",
    ]


def test_of_a_long_span_three_lines_are_shown() -> None:
    text = "forgot\n" * 20
    lines = shown(text, seen(text, text.strip()))
    assert (sum("^" in line for line in lines), lines[7]) == (3, "      | …")


@pytest.mark.parametrize("before", ["", "word " * 3000])
@pytest.mark.parametrize("after", ["", " 漢字" * 3000])
@pytest.mark.parametrize("words", ["forgot", "forgot " * 90 + "it"])
def test_of_a_long_line_the_part_around_the_words_is_shown(before: str, after: str, words: str) -> None:
    text = before + words + after
    line, mark = shown(text, seen(text, words))[1:3]
    assert max(columns(cells(line)), len(mark)) <= 100
    assert line[mark.index("^") :].startswith("forgot")
    assert line.endswith("…") == (len(words + after) > 100)


def test_the_words_of_an_answers_field_are_found_in_its_value() -> None:
    text = 'problem = "x"\n[[whys]]\nanswer = "Mina forgot it"\n'
    found = Seen("Mina forgot", 0, 11, 3, 10, "why 1, answer")
    assert shown(text, found)[:3] == [
        "a.md:3:10 why 1, answer  language/blame (fix)",
        '    3 | answer = "Mina forgot it"',
        "      |           ^^^^^^^^^^^",
    ]


@pytest.mark.parametrize(
    ("finding", "words"),
    [
        (Seen("", 0, 0, 2, 5), ""),
        (Seen("caf\u00e9", 0, 4, 2, 5), '"caf\\u00e9"'),
        (Seen("words", 90, 95, 70, 80), ""),
        (Seen("words", -4, -1, 0, 0), "a = 1"),
    ],
)
def test_words_that_are_not_as_quoted_are_marked_to_the_end_of_their_line(finding: Seen, words: str) -> None:
    text = 'a = 1\nb = "caf\\u00e9"\n'
    span = Lines(text).span(finding)
    assert text[span.start : span.end] == words


def test_words_further_down_the_same_file_are_not_taken_for_the_ones_meant() -> None:
    text = 'a = "x"\nb = "y"\nc = "forgot"\n'
    assert Lines(text).span(Seen("forgot", 0, 6, 1, 5)) == Span(4, 7)


def test_what_is_said_is_wrapped_for_a_terminal_and_only_there() -> None:
    text = "Mina forgot it"
    found = seen(text, "forgot", why="word " * 60)
    assert max(map(len, shown(text, found, look=Look(width=60)))) <= 60
    assert max(map(len, shown(text, found))) > 200


def test_colour_only_paints() -> None:
    text = "Mina forgot it"
    painted = "\n".join(shown(text, seen(text, "forgot"), look=Look(colour=True)))
    assert painted.count("\x1b[") == 2 * painted.count("\x1b[0m") == 10
    assert ESCAPE.sub("", painted) == "\n".join(shown(text, seen(text, "forgot")))


def test_concise_findings_take_one_line_each() -> None:
    found = Seen(path="a\n.md", says="“a\nb” judges.")
    assert concise([found]) == "a .md:1:1: fix: “a b” judges. [language/blame]\n"


@pytest.mark.parametrize(
    ("checked", "severities", "waived", "line"),
    [
        (0, [], 0, "0 files checked, 0 findings"),
        (1, ["fix"], 0, "1 file checked, 1 finding (1 to fix)"),
        (3, ["consider", "fix", "consider"], 2, "3 files checked, 3 findings (1 to fix, 2 to consider), 2 waived"),
    ],
)
def test_the_last_line_counts(checked: int, severities: list[str], waived: int, line: str) -> None:
    assert summary(checked, [Seen(severity=severity) for severity in severities], waived) == line


@given(any_text, any_text, any_text, st.integers(-3, 200), st.integers(-3, 200))
def test_any_text_can_be_reported_and_never_steers(before: str, words: str, after: str, line: int, column: int) -> None:
    text = before + words + after
    places = Lines(text)
    exact = Seen(words, len(before), len(before + words), *places.place(len(before)))
    wild = Seen(words, line, column, line, column, path=before, says=words, instead=after)
    for found in (exact, wild):
        lines = report([found], {found.path: places}, Look(width=60))
        assert {character for character in lines if steers(character)} <= {"\n"}
    assert places.span(exact) == Span(len(before), len(before + words)) or not words


@given(any_text)
def test_cells_take_no_negative_room_and_hold_no_control(text: str) -> None:
    shown_cells = cells(text)
    assert all(0 <= cell.columns <= 4 for cell in shown_cells)
    assert "\x1b" not in text_of(shown_cells)


@given(any_text, st.integers(1, 50))
def test_printable_is_one_line_of_a_known_length(text: str, most: int) -> None:
    line = printable(text, most)
    assert len(line) <= most + 1
    assert "\n" not in line


@given(st.text("a\n\r\u2028\x0b", max_size=40))
def test_place_and_offset_are_inverse(text: str) -> None:
    lines = Lines(text)
    for offset in range(len(text) + 1):
        line, column = lines.place(offset)
        assert lines.offset(line, column) == min(offset, lines.ends[line - 1])
