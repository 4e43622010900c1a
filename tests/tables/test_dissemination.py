"""A plan as a calendar and a checklist; the summary for colleagues holds sentences of the postmortem and no others."""

import datetime as dt
import re
from pathlib import Path

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.checks import examine
from pmkit.models.answer import AnswerError
from pmkit.models.dissemination.dissemination import Dissemination, DisseminationStep, steps_of_the_module
from pmkit.models.postmortem.postmortem import Postmortem
from pmkit.tables.dissemination import export_dissemination, to_calendar, to_checklist, tracked
from pmkit.tables.engineering_summary import LONGEST, MISSING, MOST, PARTS, summary_for_engineering

ENDED = dt.datetime(2026, 1, 31, 15, 2, tzinfo=dt.UTC)
PLAN = Dissemination(incident="Bids stopped", ended=ENDED, steps=steps_of_the_module())
TEXT = """# Postmortem: Bids stopped for an hour

**Date**: 2026-01-31
**Severity**: SEV-2

## Executive Summary

Bids stopped at 14:01 UTC for 61 minutes. A certificate had ended. Nobody lost money.

## Impact

- **Duration**: 61 minutes
- **Users Affected**: 310 bidders

## Root Cause

The renewal rested on one person's calendar, and no alert watched the date.

## Action Items

| Action | Owner | Priority | Due Date | Status |
| --- | --- | --- | --- | --- |
| Alert 21 days before a certificate ends | Nerys Hale | P1 | 2026-02-14 | Open |
| Renew by a job | Marit Solberg | P2 | | Open |
"""


def test_the_calendar_has_a_day_for_each_open_step_and_opens_elsewhere() -> None:
    plan = PLAN.model_copy(deep=True)
    plan.steps[0].done = dt.date(2026, 2, 2)
    plan.steps[1].owner = "Nerys, Hale; on call"
    read = icalendar.Calendar.from_ical(to_calendar(plan, ENDED))
    events = read.walk("VEVENT")
    assert len(events) == len(plan.steps) - 1
    assert str(events[0]["SUMMARY"]) == (
        "Due: Bring the runbooks that were used up to date (for People on call, Runbooks)"
    )
    assert events[0]["DTSTART"].dt == dt.date(2026, 2, 2)
    assert "Nerys, Hale; on call" in str(events[0]["DESCRIPTION"])
    assert len({str(event["UID"]) for event in events}) == len(events)


def test_the_checklist_has_a_heading_a_horizon_and_calls_nobody() -> None:
    steps = [DisseminationStep(horizon="day", what="Tell @all <b>now</b>", done=dt.date(2026, 2, 2), channel="a|b")]
    text = to_checklist(Dissemination(incident="x\n# y", ended=ENDED, steps=steps))
    assert text.count("\n## ") == 4
    assert text.count("- [x] ") == 1
    assert text.count("Nothing planned yet") == 3
    assert not re.search(r"(?<!\w)@\w", text)
    assert "<b>" not in text
    assert "\n# y" not in text
    assert "no owner yet · by 2026-02-02 · done 2026-02-02" in text


def test_the_summary_says_what_the_postmortem_says() -> None:
    assert summary_for_engineering(Postmortem(text=TEXT), "postmortem.md").splitlines() == [
        "Bids stopped for an hour (SEV-2, 2026-01-31)",
        "What happened: Bids stopped at 14:01 UTC for 61 minutes. A certificate had ended.",
        "What it meant for users:",
        "- Duration: 61 minutes",
        "- Users Affected: 310 bidders",
        "What made it possible: The renewal rested on one person's calendar, and no alert watched the date.",
        "What comes next:",
        "- Alert 21 days before a certificate ends (Nerys Hale, by 2026-02-14)",
        "- Renew by a job (Marit Solberg)",
        "Read more: postmortem.md",
    ]


def test_a_postmortem_that_says_nothing_gives_no_sentences() -> None:
    told = summary_for_engineering(Postmortem(text=""))
    assert told.count(MISSING) == len(PARTS)
    assert told.startswith("Postmortem\n")


def test_a_long_summary_ends_behind_a_whole_sentence_and_calls_nobody() -> None:
    long = "# T\n\n## Executive Summary\n\n" + "The queue of the site in Oslo grew for an hour @channel. " * 12
    line = summary_for_engineering(Postmortem(text=long)).splitlines()[1]
    assert len(line) < LONGEST + 40
    assert "@channel" not in line
    one = summary_for_engineering(Postmortem(text="# T\n\n## Executive Summary\n\n" + "queue " * 90)).splitlines()[1]
    assert one.endswith("queue …")


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=40)


def test_the_draft_calls_nobody_leads_nowhere_and_fits_a_screen() -> None:
    odd = "Tell @channel, <!here>, &amp; [the log](https://logs.example/x) and *all* of https://a.example."
    items = [f"| Add alert {number} {'far ' * 200}| {'N' * 900} | P1 | 2026-02-14 | Open |" for number in range(50)]
    table = ["| Action | Owner | Priority | Due Date | Status |", "| --- | --- | --- | --- | --- |", *items]
    impact = "\n".join([f"- {odd} {'x' * 5_000}"] * 50)
    parts = [f"# {odd * 40}", f"## Executive Summary\n\n{odd}", f"## Impact\n\n{impact}"]
    text = "\n\n".join([*parts, "## Action Items\n\n" + "\n".join(table)])
    told = summary_for_engineering(Postmortem(text=text), "https://wiki.example/bids")
    assert len(told) <= MOST
    assert not set(told) & set("@<>&*`")
    assert re.findall(r"https?://\S+", told) == ["https://wiki.example/bids"]
    assert told.endswith("Read more: https://wiki.example/bids\n")


def test_what_the_template_holds_open_a_comment_and_what_is_done_are_not_told() -> None:
    held = "[2-3 sentence summary of what happened and impact]"
    text = TEXT.replace("Bids stopped at 14:01 UTC for 61 minutes. A certificate had ended. Nobody lost money.", held)
    text = text.replace("- **Users Affected**: 310 bidders", "- **Users Affected**: <!-- ask Ines -->")
    told = summary_for_engineering(Postmortem(text=text.replace("P1 | 2026-02-14 | Open", "P1 | 2026-02-14 | Done")))
    assert f"What happened: {MISSING}" in told
    assert "What it meant for users: Duration: 61 minutes" in told
    assert "Ines" not in told
    assert "What comes next: Renew by a job (Marit Solberg)" in told


def test_a_summary_is_drafted_from_a_path(tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text(TEXT, encoding="utf-8")
    assert summary_for_engineering(tmp_path / "p.md") == summary_for_engineering(Postmortem(text=TEXT))


def test_a_plan_at_a_path_is_exported_and_another_target_is_refused(tmp_path: Path) -> None:
    PLAN.save(tmp_path / "dissemination.toml")
    assert export_dissemination(tmp_path / "dissemination.toml", "markdown") == to_checklist(PLAN)
    assert export_dissemination(PLAN, "ical", stamp=ENDED) == to_calendar(PLAN, ENDED)
    with pytest.raises(ValueError, match=r"write .ical. or .markdown."):
        export_dissemination(PLAN, "pdf")  # type: ignore[arg-type]


def test_formulas_line_ends_and_markup_stay_words_in_both_files() -> None:
    odd = "=HYPERLINK(1)\r\nEND:VCALENDAR\n- [x] <script>"
    plan = PLAN.model_copy(update={"steps": [DisseminationStep(horizon="day", what=odd, audience=odd, owner=odd)]})
    events = icalendar.Calendar.from_ical(to_calendar(plan, ENDED)).walk("VEVENT")
    assert len(events) == 1
    assert "END:VCALENDAR" in str(events[0]["SUMMARY"])
    lines = to_checklist(plan).splitlines()
    assert [line[:5] for line in lines if line.startswith("- ")] == ["- [ ]"]
    assert "<script>" not in "".join(lines)


def test_a_day_that_cannot_be_counted_is_said_of_the_file() -> None:
    for change in ({"calendar": "moon"}, {"ended": dt.datetime(9999, 12, 31, tzinfo=dt.UTC)}):
        with pytest.raises(AnswerError, match=r"plan\.toml"):
            tracked(PLAN.model_copy(update=change), "plan.toml")


@given(WORDS, WORDS, st.lists(WORDS, max_size=4), WORDS)
def test_whatever_stands_in_it_each_line_is_the_postmortems_own(
    title: str, summary: str, points: list[str], cause: str
) -> None:
    text = "\n\n".join(
        [
            f"# {title}",
            f"## Executive Summary\n\n{summary}",
            "## Impact\n\n" + "\n".join(f"- {point}" for point in points),
            f"## Root Cause\n\n{cause}",
        ]
    )
    bare = re.sub(r"\W", "", re.sub(r"(\*\*|__|`)", "", text))
    for line in summary_for_engineering(Postmortem(text=text)).splitlines()[1:-1]:
        said = line.removeprefix("- ")
        for name in PARTS.values():
            said = said.removeprefix(f"{name}:")
        said = said.replace(MISSING, "").removesuffix("…")
        assert re.sub(r"\W", "", re.sub(r"(\*\*|__|`)", "", said)) in bare


def test_the_modules_own_plan_passes_its_checks_once_it_has_owners() -> None:
    plan = PLAN.model_copy(update={"steps": [one.model_copy(update={"owner": "Nerys"}) for one in PLAN.steps]})
    assert examine(plan, "dissemination") == []
    assert {one.check for one in examine(PLAN, "dissemination")} == {"dissemination/owner"}
