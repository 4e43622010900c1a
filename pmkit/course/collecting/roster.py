"""A roster: a CSV table of the class that gives the id of the course for each name on the learning platform."""

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from pmkit.course.collecting.names import Whose, letters
from pmkit.grading.handed_in.reading import read
from pmkit.models.words.of_libraries import of_csv

IDS = ("student_id", "id", "trainee", "course_id")
"""What the column of the course's ids may be called; each other column is a name or number of the same person."""
FILE = "roster.csv"


class Roster:
    """Who is who; a name that two people have is nobody's."""

    def __init__(self, rows: Iterable[tuple[str, Iterable[str]]] = ()) -> None:
        """`rows` are the id of a trainee and all that the platform may call them."""
        self._known: dict[str, set[str]] = {}
        for student, names in rows:
            for name in (student, *names):
                for one in _spellings(name):
                    self._known.setdefault(one, set()).add(student)

    def __bool__(self) -> bool:
        """Whether it holds anybody."""
        return bool(self._known)

    def find(self, whose: Whose) -> str:
        """The id of somebody: by the platform's number first, then by name; empty where nobody or several are meant."""
        for one in (whose.number, whose.name):
            found = self._known.get(letters(one), set()) if one else set()
            if len(found) == 1:
                return next(iter(found))
        return ""


def read_roster(path: Path) -> Roster:
    """A roster from a CSV file. Raises ValueError saying what to write, FileNotFoundError when there is none."""
    text, _ = read(path)
    try:
        rows = list(csv.DictReader(io.StringIO(text), dialect=_dialect(text)))
    except csv.Error as error:
        raise ValueError(f"{path.name}: no table that can be read: {of_csv(error)}; write CSV") from None
    heads = {letters(head): head for head in (rows[0] if rows else {}) if head}
    column = next((heads[letters(name)] for name in IDS if letters(name) in heads), None)
    if column is None:
        wanted = f"student_id and the names or numbers of your platform, such as: student_id,name,{'canvas_id'}"
        raise ValueError(f"{path.name}: no column of ids; write a first line with {wanted}")
    return Roster((row[column].strip(), _names(row, column)) for row in rows if (row[column] or "").strip())


def _names(row: Mapping[str, str], column: str) -> list[str]:
    names = [cell for head, cell in row.items() if head != column and isinstance(cell, str) and cell.strip()]
    by_head = {letters(head): cell for head, cell in row.items() if head and isinstance(cell, str)}
    both = f"{by_head.get('firstname', '')} {by_head.get('lastname', '')}".strip()
    alone = {by_head.get("firstname"), by_head.get("lastname")}
    # A first name alone is no name: two people have it in any class.
    return [name for name in names if name not in alone] + ([both] if " " in both else [])


def _spellings(name: str) -> set[str]:
    """A name as platforms write it: Ada Lovelace, Lovelace, Ada and lovelaceada."""
    words = name.replace(",", " ").split()
    turned = [letters("".join(words[cut:] + words[:cut])) for cut in range(len(words))] if len(words) < 6 else []
    return {one for one in (letters(name), *turned) if one}


def _dialect(text: str) -> type[csv.Dialect] | str:
    try:
        return csv.Sniffer().sniff(text.partition("\n")[0], ",;\t")
    except csv.Error:
        return "excel"
