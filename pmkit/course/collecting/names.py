"""Whose work a downloaded file is, from the names that platforms give: Moodle, Canvas, Blackboard, or plain ones."""

import re
from dataclasses import dataclass

_LETTERS = re.compile(r"[^\w]+|_")
_MOODLE = re.compile(
    r"(?P<name>[^/]{1,200}?)_(?P<number>\d{1,18})_assignsubmission_(?P<kind>file|onlinetext)_?(?P<rest>[^/]*)$"
)
_CANVAS = re.compile(r"(?P<name>[^/_]{1,200})_(?:LATE_)?(?P<number>\d{1,18})_(?P<attempt>\d{1,18})_(?P<rest>[^/]+)$")
_BLACKBOARD = re.compile(
    r"[^/]{1,200}?_(?P<name>[^/_]{1,100})_attempt_(?P<attempt>\d{4}(?:-\d\d){5})(?:_(?P<rest>[^/]+)|\.txt)$"
)
_COPY = re.compile(r"(?:-\d{1,3}|[ _]?\(\d{1,3}\))$")
"""What platforms and browsers append to a name that is there already: `five_whys-1.toml`, `five_whys (2).toml`."""


@dataclass(frozen=True, slots=True)
class Whose:
    """Who handed a file in, as the platform calls them: a name, its own number, which attempt, and the file's name."""

    name: str
    number: str = ""
    attempt: str = ""
    rest: str = ""

    @property
    def told(self) -> str:
        """For a person: `Ada Lovelace (1234567)`."""
        return f"{self.name} ({self.number})" if self.number else self.name


def of_platform(name: str) -> Whose | None:
    """What one part of a path says, where a platform has written it.

    >>> of_platform("Ada Lovelace_1234567_assignsubmission_file_")
    Whose(name='Ada Lovelace', number='1234567', attempt='', rest='')
    >>> of_platform("lovelaceada_LATE_123_456_five_whys-1.toml").rest
    'five_whys.toml'
    """
    for shape in (_MOODLE, _CANVAS, _BLACKBOARD):
        if found := shape.match(name):
            said = found.groupdict()
            rest = without_copy(said.get("rest") or "")
            return Whose(said["name"].strip(), said.get("number") or "", said.get("attempt") or "", rest)
    return None


def of_plain(name: str, known: tuple[str, ...]) -> Whose | None:
    """A file called `<trainee>_<file of the exercise>`, whatever is in the trainee's name.

    >>> of_plain("ada_lovelace_five_whys.toml", ("five_whys.toml",))
    Whose(name='ada_lovelace', number='', attempt='', rest='five_whys.toml')
    """
    plain = without_copy(name)
    for one in known:
        for between in ("_", "-", "+", " "):
            if plain.lower().endswith(f"{between}{one}".lower()) and len(plain) > len(one) + 1:
                return Whose(plain[: -len(one) - 1], rest=one)
    return None


def without_copy(name: str) -> str:
    """A file's name without the number of a copy.

    >>> without_copy("five_whys (2).toml"), without_copy("five_whys-1.toml")
    ('five_whys.toml', 'five_whys.toml')
    """
    stem, dot, ending = name.rpartition(".")
    return f"{_COPY.sub('', stem)}{dot}{ending}" if dot else name


def letters(name: str) -> str:
    """A name as it can be compared: its letters and digits.

    >>> letters("Five-Whys") == letters("five_whys")
    True
    """
    return _LETTERS.sub("", name).casefold()


def as_id(whose: Whose) -> str:
    """An id for somebody whom no roster knows: the platform's name, with its number where the name has blanks.

    >>> as_id(Whose("Ada Lovelace", "1234567")), as_id(Whose("lovelaceada", "123"))
    ('ada-lovelace-1234567', 'lovelaceada')
    """
    if whose.name.isascii() and whose.name.replace("_", "").replace(".", "").isalnum() and " " not in whose.name:
        return whose.name
    words = "-".join(_LETTERS.sub(" ", whose.name).casefold().split())
    return f"{words}-{whose.number}" if whose.number else words
