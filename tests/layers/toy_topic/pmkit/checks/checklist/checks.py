"""What good checklists do."""

from collections.abc import Iterator
from dataclasses import dataclass

from pmkit.checks.check import Check, Field, Match
from pmkit.models.checklist import ITEM, Checklist
from pmkit.models.story.scenario import Scenario


@dataclass(frozen=True)
class ChecklistReading:
    """A checklist, and the exercise's scenario if there is one."""

    answer: Checklist
    scenario: Scenario | None = None


def place_of(text: str, field: Field) -> tuple[int, int]:
    """Line and column of a step in a checklist.md."""
    places = [match.start(1) for match in ITEM.finditer(text)]
    index = field[1] if len(field) > 1 else 0
    start = places[index] if isinstance(index, int) and index < len(places) else 0
    return text.count("\n", 0, start) + 1, start - (text.rfind("\n", 0, start) + 1) + 1


def blank(reading: ChecklistReading) -> Iterator[Match]:
    """Steps that say nothing."""
    for index, step in enumerate(reading.answer.steps):
        if not step:
            yield Match(("steps", index), 0, 0, "")


CHECKS = (
    Check(
        id="checklist/blank",
        says="This step says nothing yet.",
        why="Whoever follows the list at night needs each step in words.",
        instead="What is done here, and how does one see that it worked?",
        source="pmkit",
        find=blank,
        severity="fix",
        bad=(Checklist(text="- [ ]"), Checklist(text="- [ ] Page the owner\n- [x] ")),
        good=(Checklist(text="- [ ] Page the owner"), Checklist(text="- [x] Close the gate")),
    ),
)
