"""The model answer of a fishbone exercise: the causes of one story on their bones, with the exhibits that show them."""

from collections import Counter

from pmkit.models.fishbone import CATEGORIES, Fishbone, FishboneCause
from pmkit.models.story.scenario import Cause, Scenario

NOTHING = "Looked into; no exhibit shows a cause here"


def model_fishbone(story: Scenario) -> Fishbone:
    """Every cause of the story; one that leads to another may stand under it, on its own bone or one where it fits.

    No bone is emptied for that. Marked as contributing are those that a team can change, as far as they are not
    more than half of all.
    """
    causes: list[FishboneCause] = []
    place: dict[str, int] = {}
    on_bone = Counter(cause.category for cause in story.causes)
    marks = [cause.id for cause in story.causes if cause.systemic][: len(story.causes) // 2]
    for cause in story.causes:
        fits = {cause.category, *(cause.also_fits if on_bone[cause.category] > 1 else ())}
        above = _above(cause, fits, causes, place)
        category = cause.category if above is None else causes[above].category
        on_bone.subtract([cause.category])
        on_bone.update([category])
        causes.append(
            FishboneCause(
                category=category,
                text=cause.statement,
                evidence=", ".join(cause.shown_by) or None,
                contributed=True if cause.id in marks else None,
                parent=None if above is None else above + 1,
            )
        )
        place[cause.id] = len(causes) - 1
    filled = {cause.category for cause in causes}
    empty = {category: NOTHING for category in CATEGORIES if category not in filled}
    return Fishbone(problem=story.problem, causes=causes, empty=empty or None)


def _above(cause: Cause, fits: set[str], causes: list[FishboneCause], place: dict[str, int]) -> int | None:
    """The 0-based index of the cause that this one may stand under: an effect of its own that is no sub-cause."""
    effects = (place[effect] for effect in cause.leads_to if effect in place)
    return next((index for index in effects if causes[index].parent is None and causes[index].category in fits), None)
