"""A lesson takes the minutes that it says, tried with a clock: reading, running, writing the answers it asks for."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pmkit.grading.practice.calibration import documents
from pmkit.grading.practice.objectives import lesson_names
from pmkit.grading.practice.starters import begin
from pmkit.meetings.library import rules
from pmkit.models.action_items import ActionItems
from pmkit.models.dissemination.dissemination import Dissemination
from pmkit.models.meeting.answer import Facilitation
from pmkit.models.practice.audit import Audit
from pmkit.models.practice.calibration import Calibration
from pmkit.models.practice.quarter import QuarterChoice
from pmkit.models.practice.spotted import SpottedWords
from pmkit.models.practice.traps import Traps
from pmkit.models.practice.trend_meeting import TrendMeeting
from pmkit.models.timeline import Timeline
from pmkit.widgets.meeting.game import Game
from pmkit.widgets.meeting.page import page_of

ROOT = Path(__file__).parents[2]
ANSWERS = Path(__file__).parent / "lesson_answers"
OPTIONAL = "## If there is time"
READ = 60 / 200
"""Seconds a word, as adults read a text that is new to them."""
WRITE = 60 / 20
"""Seconds a word: 40 words a minute are typed, and finding them takes as long."""
FEEDBACK = 10
"""Seconds to go to a field, and to read what is said of it."""
LOOK = 20
"""Seconds to run a cell and to look at what it shows."""
CHOOSE = 20
"""Seconds to read a statement once more and to choose its kind."""
FIND = 45
"""Seconds to find one event in the evidence; an anchor is chosen from what was found."""
LAB = 120
"""Seconds to set a lab of metrics three ways, and to read what each shows."""
TALK = 4 * 60
"""Seconds for the room."""
EVIDENCE_README = 360
"""Words that lesson 2 shows in an output."""


def cells(name: str) -> list[dict[str, object]]:
    """The cells that the minutes are for."""
    found = json.loads((ROOT / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
    ends = [index for index, cell in enumerate(found) if "".join(cell["source"]).startswith(OPTIONAL)]
    return found[: ends[0] if ends else None]


def texts(name: str, kind: str) -> list[str]:
    return ["".join(cell["source"]) for cell in cells(name) if cell["cell_type"] == kind]


def field(text: str) -> float:
    """Seconds for one field that something is written into."""
    return WRITE * len(text.split()) + FEEDBACK if text else 0.0


def written(path: Path, folder: Path) -> Iterator[float]:
    """Seconds for what a trainee wrote or chose in one answer."""
    text = path.read_text(encoding="utf-8")
    if path.stem == "mended_timeline":
        given = begin(folder / "draft.toml", "first-draft").events
        new = [event for event in Timeline.load(path).events if event not in given]
        yield from (CHOOSE + field(event.what) for event in new)
    elif path.stem == "first_timeline":
        timeline = Timeline.load(path)
        yield FIND * len(timeline.events) + CHOOSE * len(timeline.anchors.given())
    elif path.stem == "audit":
        yield from (FIND + field(mark.mend) for mark in Audit.load(path).marks)
    elif path.stem == "calibration":
        scored = {score.document for score in Calibration.load(path).scores}
        yield from (READ * len(one.text.split()) for one in documents() if one.key.id in scored)
        yield from (CHOOSE for _ in Calibration.load(path).scores)
    elif path.stem in {"lesson_items", "quarter", "mended", "trend_meeting", "dissemination", "lesson_facilitation"}:
        yield from planned(path)
    elif path.stem == "first_postmortem":
        given = begin(folder / "first.md", "first-postmortem").dump().split("\n")
        yield from (field(line) for line in text.split("\n") if line not in given)
    elif path.suffix == ".md":
        yield field(text)
    elif path.stem == "spot_it":
        yield CHOOSE * len(SpottedWords.load(path).marks)
    elif path.stem == "traps":
        yield from (CHOOSE + field(one.rewrite) for one in Traps.load(path).traps)
    else:
        own = re.findall(
            r'^(?:problem|root_cause|answer|evidence|set_aside|text|statement|how) = "(.*)"$', text, re.MULTILINE
        )
        yield from map(field, own)


def led(answer: Facilitation) -> Iterator[float]:
    """Seconds for a meeting: what is read before it and after each turn, lines chosen or written, oneself rated."""
    played = Game().play(answer)
    page = page_of(answer, played)
    yield READ * len(page["about"]["brief"].split())
    yield READ * sum(len(one["text"].split()) for one in page["log"]["talk"])
    for turn, said in zip(page["log"]["turns"], played.state.said, strict=True):
        told = [one["text"] for one in turn["replies"]] + [one["says"] + one["better"] for one in turn["effects"]]
        yield READ * sum(len(one.split()) for one in told)
        yield CHOOSE if said.picked else field(turn["text"])
    levels = [level.says for one in rules().elements for level in one.levels] if answer.ratings else []
    yield READ * sum(len(says.split()) for says in levels) + FEEDBACK * len(answer.ratings)


def planned(path: Path) -> Iterator[float]:
    """Seconds for items that were written and tried, for those that were chosen for quarters, for records mended,
    for what was found in two quarters, for who tells whom, and for a meeting that was led."""
    if path.stem == "lesson_facilitation":
        yield from led(Facilitation.load(path))
        return
    if path.stem == "mended":
        yield from (FIND + CHOOSE for _ in path.read_text(encoding="utf-8").splitlines()[1:])
        return
    if path.stem == "trend_meeting":
        meeting = TrendMeeting.load(path)
        yield FIND * 3
        yield from (CHOOSE + field(one) for one in meeting.sentences)
        return
    if path.stem == "dissemination":
        yield from (CHOOSE + field(one.owner) for one in Dissemination.load(path).steps if one.owner)
        return
    if path.stem == "quarter":
        choice = QuarterChoice.load(path)
        yield CHOOSE * len(choice.items) + LOOK * choice.seed
        return
    answer = ActionItems.load(path)
    yield from (CHOOSE + field(line.says) for line in answer.critique)
    for one in answer.actions:
        yield CHOOSE * 3 + field(one.text) + field(one.success or "")  # owner, priority and date are chosen
        yield CHOOSE + field(one.declined or "") if one.effect or one.declined else 0.0


def minutes(name: str, folder: Path) -> float:
    """What a lesson takes a trainee who does all that it asks for, and no more."""
    words = sum(len(text.split()) for text in texts(name, "markdown"))
    words += EVIDENCE_README if any("README" in text for text in texts(name, "code")) else 0
    labs = LAB * sum(bool(re.search(r"power_lab|mtbf_lab", text)) for text in texts(name, "code"))
    answers = [second for path in sorted((ANSWERS / name).iterdir()) for second in written(path, folder)]
    return (READ * words + LOOK * len(texts(name, "code")) + labs + sum(answers) + TALK) / 60


@pytest.mark.parametrize("name", lesson_names())
def test_a_lesson_fits_into_its_minutes_and_fills_half_of_them(name: str, tmp_path: Path) -> None:
    said = re.search(r"\*\*(\d+) minutes\*\*", texts(name, "markdown")[0])
    assert said is not None
    taken = minutes(name, tmp_path)
    assert int(said[1]) / 2 < taken < int(said[1]), f"{name}: {taken:.0f} minutes"


def test_the_minutes_of_the_lessons_are_those_of_the_table_in_the_first() -> None:
    table = re.findall(
        r"^\| \d .*?\| (\d+) \|.*\((\w+)\.ipynb\) \|$", "\n".join(texts("00_start_here", "markdown")), re.MULTILINE
    )
    said = {name: re.search(r"\*\*(\d+) minutes\*\*", texts(name, "markdown")[0]) for _, name in table}
    assert {name: found and found[1] for name, found in said.items()} == {name: number for number, name in table}
    assert len(table) == len(lesson_names()) - 1
