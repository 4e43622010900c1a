"""How an idea finds somebody: parked before, asked for in the last part, taken up by one person."""

from pmkit.meetings.hearing import Heard
from pmkit.meetings.sitting import Sitting
from pmkit.models.meeting.meeting import Idea
from pmkit.models.meeting.state import Owned


def find_owner(sitting: Sitting, heard: Heard) -> None:
    """A question for an owner is answered for one parked idea, the one that it names if it names one."""
    if "asks-owner" not in heard.counts or heard.spoils:
        return
    ideas = ideas_left(sitting)
    if not ideas:
        return
    if sitting.stage != "owners":
        sitting.notice("missed", "asks-owner", "early-owner")
        return
    idea = max(ideas, key=lambda one: _hits(one, heard.words))  # the first of equals
    sitting.owned.append(Owned(idea=idea.id, owner=idea.owner))
    sitting.moment("owners", f"idea:{idea.id}", 1.0, 1.0)
    sitting.speak(idea.owner, idea.taken, f"idea:{idea.id}")
    sitting.notice("met", idea.id, "asked-who", says=idea.says)


def ideas_left(sitting: Sitting) -> list[Idea]:
    """The parked ideas that nobody has taken up, in the order in which they were parked."""
    taken = {one.idea for one in sitting.owned}
    return [sitting.meeting.idea_by_id[name] for name in sitting.parked if name not in taken]


def _hits(idea: Idea, words: tuple[str, ...]) -> int:
    return sum(any(word.startswith(start) for word in words) for start in idea.about)
