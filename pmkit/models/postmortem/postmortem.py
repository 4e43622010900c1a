"""A postmortem: a Markdown text, kept as it is, and what stands in it by the sections of the template."""

import datetime as dt
import re
from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple, Self

from pydantic import ConfigDict, Field

from pmkit.models import answer_file
from pmkit.models.answer import Answer, AnswerError
from pmkit.models.postmortem.actions import WrittenAction, actions_of
from pmkit.models.postmortem.headings import title_of
from pmkit.models.postmortem.sections import Cut, Section, cut, line_ends
from pmkit.models.postmortem.values import Value, fields_of, points_of

STATUSES = ("Draft", "Review", "Final")
SEVERITIES = ("SEV-1", "SEV-2", "SEV-3", "SEV-4")
FIELDS = ("date", "authors", "status", "severity")
"""What the head of the template gives, in its order."""
_SEVERITY = re.compile(r"(?:sev|severity|s|p)?[ \t-]*([1-4])\b", re.IGNORECASE | re.ASCII)
_ISO = re.compile(r"(?<!\d)(\d{4}-\d\d-\d\d)(?!\d)", re.ASCII)
_PREFIX = re.compile(
    r"(?:post-?[ ]?mortem|incident report|incident review|incident|pir|rca)[ \t]*[:–—-][ \t]*", re.IGNORECASE
)


class Parts(NamedTuple):
    """What a postmortem is written from: the head, then sections as (key, text) in the order wanted."""

    title: str
    fields: tuple[tuple[str, str], ...]
    sections: tuple[tuple[str, str], ...]
    front: str = ""


class Postmortem(Answer):
    r"""The content of `postmortem.md`; any text is one, and what it lacks is for the checks to say.

    >>> found = Postmortem.parse("# Postmortem: No bids\n\n**Status**: Draft\n\n## Impact\n\n40 users.")
    >>> found.title.text, found.status, found.section("impact").text.strip()
    ('No bids', 'Draft', '40 users.')
    """

    model_config = ConfigDict(ignored_types=(cached_property,))

    text: str = Field("", examples=['"# Postmortem: …"'])

    @classmethod
    def parse(cls, text: str, path: str = "the answer") -> Self:
        """Any text is a postmortem. Raises AnswerError for one above the cap."""
        if len(text) > answer_file.MAX_BYTES:
            raise AnswerError(path, [answer_file.too_large(len(text))])
        return cls(text=text)

    @classmethod
    def written(cls, parts: Parts) -> Self:
        """The postmortem of its parts, in the form of the module's template."""
        lines = [parts.front.rstrip("\n")] if parts.front else []
        lines += [f"# Postmortem: {parts.title}", ""]
        lines += [f"**{name.capitalize()}**: {value}  " for name, value in parts.fields]
        for key, text in parts.sections:
            lines += ["", f"## {title_of(key)}", "", text.strip("\n")]
        return cls(text="\n".join(lines).rstrip("\n") + "\n")

    def dump(self) -> str:
        """The text as it is."""
        return self.text

    @cached_property
    def cut(self) -> Cut:
        """The text in its sections."""
        return cut(self.text)

    @property
    def sections(self) -> tuple[Section, ...]:
        """Every section in order; `key` is empty for those that the template does not have."""
        return self.cut.sections

    def section(self, key: str) -> Section | None:
        """The section called `key`: the first that holds something, or else the first."""
        ours = self.called(key)
        return next((one for one in ours if not one.is_empty), ours[0] if ours else None)

    def called(self, key: str) -> list[Section]:
        """Every section of that key."""
        return [one for one in self.sections if one.key == key]

    def lacks(self, key: str) -> bool:
        """Whether a section is not there, or holds nothing."""
        section = self.section(key)
        return section is None or section.is_empty

    @cached_property
    def _ends(self) -> list[int]:
        return line_ends(self.text)

    @cached_property
    def title(self) -> Value:
        """The title, without "Postmortem:" before it."""
        words = self.cut.title
        prefix = _PREFIX.match(words)
        bare = words[prefix.end() if prefix else 0 :]
        start = self.text.find(bare, self.cut.title_start) if bare else self.cut.title_start
        return Value(bare, start, start + len(bare), self.line_of(start))

    @cached_property
    def fields(self) -> dict[str, Value]:
        """The fields of the head, by key: those in the metadata, those before the first section."""
        opening = fields_of(self.cut.opening, self.cut.opening_start, self.line_of(self.cut.opening_start))
        return fields_of(self.cut.front, 0, 1) | opening

    @cached_property
    def impact(self) -> dict[str, Value]:
        """The fields of the impact: duration, users, revenue, slo."""
        section = self.section("impact")
        return fields_of(section.text, section.start, section.first_line) if section else {}

    @property
    def status(self) -> str:
        """Draft, Review or Final, or what stands there; empty for none."""
        said = self._field("status")
        return next((one for one in STATUSES if said.casefold().startswith(one.casefold())), said)

    @property
    def severity(self) -> str:
        """SEV-1 to SEV-4; empty where none is given or it is no such."""
        match = _SEVERITY.match(self._field("severity"))
        return f"SEV-{match[1]}" if match else ""

    @property
    def authors(self) -> list[str]:
        """The names of the authors."""
        names = re.split(r"[,;&]|\band\b", self._field("authors"))
        return [name.strip(" \t*_@[]\"'") for name in names if name.strip(" \t*_@[]\"'")]

    @property
    def date(self) -> dt.date | None:
        """The day of the incident, where the head gives it as ISO 8601."""
        return self.day("date")

    def day(self, field: str) -> dt.date | None:
        """The day that a field of the head gives as ISO 8601; None for none."""
        match = _ISO.search(self._field(field))
        try:
            return dt.date.fromisoformat(match[1]) if match else None
        except ValueError:
            return None

    def points(self, key: str) -> list[Value]:
        """What the sections of a key say, point by point."""
        return [point for section in self.called(key) for point in points_of(section)]

    @cached_property
    def actions(self) -> list[WrittenAction]:
        """The action items, each with its place."""
        return [one for section in self.called("actions") for one in actions_of(section)]

    def line_of(self, place: int) -> int:
        """The line, from 1, of a place in the text."""
        return bisect_right(self._ends, place) + 1

    def with_field(self, key: str, value: str) -> Self:
        """The same text with another value of a field of the head; where it has none, in a new line below the title."""
        there = self.fields.get(key)
        if there:
            return self._with(there.start, there.end, value)
        line = f"**{key.capitalize()}**: {value}"
        begin = self.cut.opening_start
        before = "" if not begin or self.text[:begin].endswith("\n") else "\n"
        return self._with(begin, begin, f"{before}\n{line}\n" if self.cut.title else f"{line}\n\n")

    def _with(self, start: int, end: int, words: str) -> Self:
        return type(self)(text=self.text[:start] + words + self.text[end:])

    def _field(self, key: str) -> str:
        return self.fields[key].text if key in self.fields else ""
