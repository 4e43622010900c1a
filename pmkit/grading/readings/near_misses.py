"""The short list under a line: what it may mean besides, and near misses that a hasty reader would take for it."""

from pmkit.grading.readings.meaning import Meaning
from pmkit.grading.readings.reading import SOMETHING_ELSE, Choice
from pmkit.models.scenario import Scenario

MOST_OTHERS = 4
MOST_MISSES = 2
ELSE = "Something else: my instructor reads it"


def near_misses(story: Scenario) -> dict[str, str]:
    """Every near miss of a story: its id, which is the cause's with a number, and what it says."""
    return {f"{cause.id}~{number}": says for cause in story.causes for number, says in enumerate(cause.near_misses, 1)}


def choices_for(meaning: Meaning | None, among: list[Meaning], story: Scenario) -> tuple[Choice, ...]:
    """What a line may be read as: the reading itself, what else the cited exhibits show, near misses, something else.

    Sorted by what they say, so that the place of an entry tells nothing.
    """
    others = [one for one in among if meaning is None or one.id != meaning.id][:MOST_OTHERS]
    true = [Choice(one.id, one.statement) for one in ([meaning] if meaning else []) + others]
    missed = [
        Choice(key, says, is_true=False)
        for key, says in near_misses(story).items()
        if meaning is not None and key.rpartition("~")[0] == meaning.id
    ][:MOST_MISSES]
    return (*sorted([*true, *missed], key=lambda choice: choice.says), Choice(SOMETHING_ELSE, ELSE, is_true=False))
