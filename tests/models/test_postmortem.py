"""A postmortem read from any text: its sections, fields, points and action items, each where it stands."""

import gc
import re
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.checks.postmortem.examples import GOOD
from pmkit.models.answer import AnswerError
from pmkit.models.postmortem.headings import SECTIONS, section_of, title_of
from pmkit.models.postmortem.postmortem import Parts, Postmortem

PIECES = (
    "# ;## ;### Impact;## Root cause;**Status**: Draft;---;+++;```;| a | b |;| --- | --- |;- x;  - y;1. z;<!--;-->;"
    "Summary;=======;\r\n;\n;\r; ;**;Owner: x;2026-02-30;é"
)
MARKDOWN = st.lists(st.sampled_from(PIECES.split(";")) | st.text(max_size=12), max_size=40).map("\n".join)


def parsed(text: str) -> Postmortem:
    return Postmortem.parse(text)


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("TL;DR", "summary"),
        ("Lessons Learnt", "lessons"),
        ("5. What went well 🎉", "went_well"),
        ("What didn't go well", "improve"),
        ("Timeline (all times UTC)", "timeline"),
        ("Follow-ups", "actions"),
        ("Root cause(s)", "root_cause"),
        ("Root Causes", "root_cause"),
        ("Weather", ""),
        ("", ""),
    ],
)
def test_a_heading_names_its_section(heading: str, key: str) -> None:
    assert section_of(heading) == key


@pytest.mark.parametrize("key", SECTIONS)
def test_each_heading_of_the_template_is_known(key: str) -> None:
    assert section_of(title_of(key)) == key


def test_the_head_the_sections_and_the_actions_are_read_with_their_lines() -> None:
    found = parsed(GOOD)
    lines = GOOD.split("\n")
    assert (found.title.text, found.status, found.severity) == ("Parcel labels could not be printed", "Final", "SEV-2")
    assert (found.date, found.authors) == (date(2026, 3, 4), ["Ola Brandt", "Ines Faro"])
    assert [one.key for one in found.sections] == list(SECTIONS)
    assert all(lines[one.line - 1] == f"## {one.heading}" for one in found.sections)
    assert found.impact["users"].text == "310 shops, 12 % of traffic"
    assert lines[found.impact["users"].line - 1].endswith(found.impact["users"].text)
    first = found.actions[0]
    assert (first.item.owner, first.item.due, first.item.priority) == ("Ola Brandt", date(2026, 3, 11), "P1")
    assert lines[first.text.line - 1].startswith(f"| {first.text.text} |")


def test_every_value_stands_where_it_says() -> None:
    found = parsed(GOOD)
    values = [*found.fields.values(), *found.impact.values(), *(one.text for one in found.actions), found.title]
    values += [point for key in SECTIONS for point in found.points(key)]
    assert all(GOOD[value.start : value.end] == value.text for value in values)
    assert all(GOOD.count("\n", 0, value.start) + 1 == value.line for value in values)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- Add an alert (Mina Okafor, 2026-04-01, P1)", ("Add an alert", "Mina Okafor", date(2026, 4, 1), "P1")),
        ("* [ ] Add an alert, owner: Mina Okafor", ("Add an alert, owner: Mina Okafor", "Mina Okafor", None, None)),
        ("1. Add an alert (for expiry)", ("Add an alert (for expiry)", "", None, None)),
        ("- Add an alert @mina by 2026-13-45", ("Add an alert @mina by 2026-13-45", "mina", None, None)),
        (
            "| What | By when | Who |\n| - | - | - |\n| Add it | 2026-04-01 | Mina |",
            ("Add it", "Mina", date(2026, 4, 1), None),
        ),
    ],
)
def test_an_action_is_read_from_a_list_or_a_table(text: str, said: tuple[object, ...]) -> None:
    item = parsed(f"## Action Items\n\n{text}\n").actions[0].item
    assert (item.text, item.owner, item.due, item.priority) == said


def test_front_matter_is_kept_and_its_fields_are_read() -> None:
    found = parsed("---\ndate: 2026-03-04\nseverity: 2\ntags: [a]\n---\n# No bids\n\nText.\n")
    assert (found.date, found.severity, found.title.text) == (date(2026, 3, 4), "SEV-2", "No bids")
    assert found.dump().startswith("---\ndate: 2026-03-04")


@pytest.mark.parametrize(
    "text",
    [
        "# P\n\n```\n## Impact\n```\n\n## Root Cause\n\nx",
        "# P\n\nImpact\n======\n\nRoot Cause\n----------\n\nx",
        "# P\n\n**Impact**\n\n40 users\n\n**Root cause:**\n\nx",
    ],
    ids=["in code", "underlined", "bold lines"],
)
def test_headings_are_read_as_people_write_them(text: str) -> None:
    assert [one.key for one in parsed(text).sections][-1] == "root_cause"
    assert ("impact" in [one.key for one in parsed(text).sections]) == ("```" not in text)


def test_an_unknown_heading_below_a_known_one_belongs_to_it() -> None:
    found = parsed("## Root Cause\n\n### The disk\n\nIt filled.\n\n## Weather\n\nFine.\n")
    assert [(one.key, one.heading) for one in found.sections] == [("root_cause", "Root Cause"), ("", "Weather")]
    assert "It filled." in found.sections[0].text


def test_a_status_is_moved_where_it_stands_and_nothing_else_changes() -> None:
    moved = parsed(GOOD).with_field("status", "Review")
    assert moved.dump() == GOOD.replace("**Status**: Final", "**Status**: Review")
    assert parsed("# No bids\n\nText.\n").with_field("status", "Review").status == "Review"
    assert parsed("").with_field("status", "Review").status == "Review"


@given(MARKDOWN)
def test_any_text_is_a_postmortem_and_is_kept_as_it_is(text: str) -> None:
    found = parsed(text)
    assert found.dump() == text
    assert Postmortem.parse(found.dump()) == found
    held = found.cut.front + text[len(found.cut.front) : found.cut.opening_start] + found.cut.opening
    assert text.startswith(held)
    for value in [*found.fields.values(), *found.impact.values(), *(one.text for one in found.actions)]:
        assert text[value.start : value.end].strip() == value.text.strip()
        assert value.line == len(re.split(r"\r\n?|\n", text[: value.start]))
    found.title, found.status, found.severity, found.authors, found.date  # noqa: B018  # none may raise


TEXTS = st.text(st.sampled_from("abc 12.,\n"), min_size=1, max_size=40).filter(lambda text: bool(text.strip()))


@given(st.dictionaries(st.sampled_from(SECTIONS), TEXTS), st.sampled_from(["Draft", "Review", "Final"]))
def test_what_is_written_is_read_back(sections: dict[str, str], status: str) -> None:
    parts = Parts("No bids", (("date", "2026-03-04"), ("status", status)), tuple(sections.items()))
    found = Postmortem.parse(Postmortem.written(parts).dump())
    assert (found.title.text, found.status, found.date) == ("No bids", status, date(2026, 3, 4))
    assert {one.key: one.text.strip("\n") for one in found.sections} == {
        key: text.strip("\n") for key, text in sections.items()
    }


@pytest.mark.parametrize(
    "text",
    [
        "# x\n" * 40_000,
        "| a |\n|---|\n" * 30_000,
        "## Root cause\n" + "x\n" * 90_000,
        "## Impact\n" + "<!--" * 100_000,
        "## Action Items\n\n- " + "(" * 200_000,
        "(" * 300_000,
    ],
    ids=["headings", "tables", "a paragraph", "comments", "brackets", "one line"],
)
def test_time_grows_with_the_text(text: str) -> None:
    def spent(part: str) -> float:
        begin = time.process_time()
        found = parsed(part)
        found.title, found.fields, found.impact, found.actions, found.points("root_cause"), found.lacks("impact")
        return time.process_time() - begin

    gc.disable()  # what other tests have left behind is not to be counted
    try:
        short, long = (min(spent(text[:length]) for _ in range(2)) for length in (len(text) // 8, len(text)))
    finally:
        gc.enable()
    assert long < 24 * max(short, 0.02)


def test_a_text_above_the_cap_is_refused_in_words() -> None:
    with pytest.raises(AnswerError, match="1,000,000"):
        parsed("x" * 6_000_000)


@pytest.mark.needs("samples")
def test_public_postmortems_keep_every_section_and_row(samples: Path) -> None:
    files = sorted((samples / "postmortems").glob("*.md"))
    assert len(files) == 6
    for file in files:
        found = parsed(file.read_text(encoding="utf-8"))
        assert {"summary", "timeline", "factors", "actions"} <= {one.key for one in found.sections}
        assert found.title.text
        assert found.actions
