"""An action item together with where it was found."""

from datetime import date
from typing import NamedTuple

from pmkit.models.action_item import ActionItem


class Tracked(NamedTuple):
    """An item of the file `path`; `line`, from 1, is 0 where the file has no rows.

    `since` is the day from which its age and the time of its priority run; `asks` what is asked about a due date
    that nobody can read.
    """

    item: ActionItem
    path: str = ""
    line: int = 0
    since: date | None = None
    asks: str = ""
