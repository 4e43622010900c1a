"""A plan as a calendar and a checklist; the summary for colleagues holds sentences of the postmortem and no others."""

import datetime as dt
import re

import icalendar
from hypothesis import given
from hypothesis import strategies as st

from pmkit.checks import examine
from pmkit.models.dissemination.dissemination import Dissemination, DisseminationStep, steps_of_the_module
from pmkit.models.postmortem.postmortem import Postmortem
from pmkit.tables.dissemination import to_calendar, to_checklist
from pmkit.tables.engineering_summary import LONGEST, MISSING, PARTS, summary_for_engineering

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
