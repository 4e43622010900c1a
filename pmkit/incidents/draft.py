"""A fluent draft postmortem of one trainee's incident: true, or wrong in ways that only the evidence shows."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pmkit.incidents.dice import Dice
from pmkit.incidents.incident import Incident
from pmkit.incidents.records import Recorded
from pmkit.incidents.story import ZONES, as_told
from pmkit.incidents.wording import filler
from pmkit.models.data_file import data_file, data_files
from pmkit.models.story.draft import Slip, SlipKind, SlipKinds, StoryDraft
from pmkit.models.words.duration import in_words

KINDS_FILE = "kinds"
_SLOT = re.compile(r"<<([a-z-]+)>>")
_PLACE = re.compile(r"\{(length|zoned|zone) ([a-z0-9-]+) ([a-z0-9-]+)\}")


class DraftLine(NamedTuple):
    """One line of a draft, under the heading `section`."""

    section: str
    text: str


class Planted(NamedTuple):
    """What is wrong in a draft: in line `line` (from 0) the characters from `start` to `end`.

    `right` stands there in truth, `figure` is what of it a mend has to hold ("" where that is for people to judge),
    `records` show it, the nearest first.
    """

    kind: SlipKind
    line: int
    start: int
    end: int
    right: str
    says: str
    figure: str
    records: tuple[Recorded, ...]


class Draft(NamedTuple):
    """A draft by lines, and the key to it: nothing is planted in a true one."""

    title: str
    lines: tuple[DraftLine, ...]
    planted: tuple[Planted, ...]

    @property
    def text(self) -> str:
        """The draft as Markdown."""
        parts = [f"# {self.title}"]
        section = ""
        for line in self.lines:
            parts += [f"\n## {line.section}\n"] if line.section != section else []
            section = line.section
            parts.append(f"- {line.text}")
        return "\n".join(parts) + "\n"


@cache
def slip_kinds() -> tuple[SlipKind, ...]:
    """Every kind of slip, in the order in which they are planted."""
    return tuple(SlipKinds.from_data(data_file(f"incidents/drafts/{KINDS_FILE}.toml"), "drafts/kinds.toml").kinds)


def draft_names() -> list[str]:
    """The stories of which there is a draft."""
    return [name for name in data_files("incidents/drafts") if name != KINDS_FILE]


def true_draft(incident: Incident) -> Draft:
    """The draft with nothing wrong in it. Raises LookupError for a story of which there is none."""
    return _Writer(incident).draft({})


def spoiled_draft(incident: Incident) -> Draft:
    """The draft with one slip of each kind, in different lines. Raises LookupError as `true_draft` does."""
    writer = _Writer(incident)
    return writer.draft(writer.chosen())


class _Writer:
    """Fills in the draft of a story for one incident."""

    def __init__(self, incident: Incident) -> None:
        if incident.slug not in draft_names():
            known = ", ".join(draft_names())
            raise LookupError(f"no draft is written for the story {incident.slug!r}; write one of: {known}")
        name = f"drafts/{incident.slug}.toml"
        data = as_told(incident.slug, incident.seed, data_file(f"incidents/{name}"))
        self.incident = incident
        self.told = StoryDraft.from_data(data, name)
        story = incident.story
        self.basic = filler(story.times, story.zones.get("slack", ""), story.impact)
        self.line_of = {
            slot: line for section in self.told.sections for line in section.lines for slot in _SLOT.findall(line)
        }

    def fill(self, text: str) -> str:
        """A text of the draft with this incident's times and figures."""
        return self.basic(_PLACE.sub(self._own, text))

    def _own(self, match: re.Match[str]) -> str:
        kind, first, second = match.groups()
        times = self.incident.story.times
        if kind == "length":
            return in_words((times[second] - times[first]).total_seconds())
        zone = _zone_apart(self.incident.story.zones.get(first, "UTC"), times[second])
        return zone if kind == "zone" else f"{times[second].astimezone(ZoneInfo(zone)):%H:%M:%S}"

    def chosen(self) -> dict[str, Slip]:
        """One slip of each kind, by its slot, no two of them in one line."""
        dice = Dice(self.incident.seed, "draft")
        found: dict[str, Slip] = {}
        for kind in slip_kinds():
            used = {self.line_of[slot] for slot in found}
            among = [
                one
                for one in self.told.slips
                if one.kind == kind.id and self._is_there(one.slot) and self.line_of[one.slot] not in used
            ]
            if among:
                one = dice.one_of(among)
                found[one.slot] = one
        return found

    def _is_there(self, slot: str) -> bool:
        needs = self.told.slots[slot].needs
        return not needs or any(one.id == needs for one in self.incident.distractors)

    def draft(self, slips: dict[str, Slip]) -> Draft:
        """The draft with these slips in their slots."""
        lines: list[DraftLine] = []
        planted: list[Planted] = []
        for section in self.told.sections:
            for written in section.lines:
                text, places = self._line(written, slips)
                if text:
                    planted += [self._planted(slips[slot], len(lines), *place) for slot, place in places.items()]
                    lines.append(DraftLine(section.title, text))
        return Draft(self.fill(self.told.title), tuple(lines), tuple(planted))

    def _line(self, written: str, slips: dict[str, Slip]) -> tuple[str, dict[str, tuple[int, int]]]:
        """The text of a line, and where in it the slips of its slots stand."""
        text = ""
        places: dict[str, tuple[int, int]] = {}
        for index, part in enumerate(_SLOT.split(written)):
            start = len(text)
            if index % 2 == 0:
                text += self.fill(part)
            elif part in slips:
                text += self.fill(slips[part].wrong)
                places[part] = (start, len(text))
            elif self._is_there(part):
                text += self.fill(self.told.slots[part].right)
        return text, places

    def _planted(self, slip: Slip, line: int, start: int, end: int) -> Planted:
        kind = next(one for one in slip_kinds() if one.id == slip.kind)
        right = self.fill(self.told.slots[slip.slot].right)
        records = tuple(self._records(slip))
        return Planted(kind, line, start, end, right, self.fill(slip.says), self.fill(slip.figure), records)

    def _records(self, slip: Slip) -> Iterator[Recorded]:
        """Those that hold the words of a slip first, then those of its events, the nearest in time before others."""
        records = self.incident.records
        yield from (one for text in slip.texts for one in records if text in one.text)
        by_ref = {one.ref: one for one in records}
        for event in (one for wanted in slip.events for one in self.incident.key if one.id == wanted):
            for proof in sorted(event.proofs, key=lambda one: abs(one.lag)):
                yield by_ref[proof.ref]._replace(at=event.at)


def _zone_apart(zone: str, at: datetime) -> str:
    """A tool's zone; where its clock shows UTC at that instant, the first of those of teams in which it does not."""
    known = (zone, *ZONES)
    return next(one for one in known if at.astimezone(ZoneInfo(one)).utcoffset() != at.astimezone(UTC).utcoffset())
