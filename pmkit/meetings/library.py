"""The meetings that come with the kit, and the rules of all: read once, never changed."""

from functools import cache

from pmkit.models.data_file import data_file, data_files
from pmkit.models.meeting.meeting import Meeting
from pmkit.models.meeting.rules import Agenda, KindRule, MoveRule, Rules

FOLDER = "meetings/stories"


@cache
def rules() -> Rules:
    """What holds in every meeting."""
    return Rules.from_data(data_file("meetings/rules.toml"), "rules.toml")


@cache
def kind_rules() -> dict[str, KindRule]:
    """How each kind of beat is met, by its id."""
    return {one.id: one for one in rules().kinds}


@cache
def move_rules() -> dict[str, MoveRule]:
    """What each move does, by its name."""
    return {one.id: one for one in rules().moves}


def agenda_of(name: str) -> Agenda:
    """An agenda by its id. Raises ValueError for another name."""
    for one in rules().agendas:
        if one.id == name:
            return one
    raise ValueError(f"no agenda {name!r}; write one of {', '.join(one.id for one in rules().agendas)}")


def meeting_names() -> list[str]:
    """The meetings that there are."""
    return data_files(FOLDER)


@cache
def load_meeting(name: str) -> Meeting:
    """A meeting of the kit. Raises ValueError for a name that is none of `meeting_names`."""
    if name not in meeting_names():
        raise ValueError(f"no meeting {name!r}; write one of {', '.join(meeting_names())}")
    return Meeting.from_data(data_file(f"{FOLDER}/{name}.toml"), f"{name}.toml")
