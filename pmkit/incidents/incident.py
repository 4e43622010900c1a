"""Makes a story into one trainee's incident: the evidence that goes into a folder, and the key that never does."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from pmkit.incidents.dice import seed_of
from pmkit.incidents.records import Recorded, records_of
from pmkit.incidents.rendering import Sheet, render
from pmkit.incidents.story import scenario_in, tell
from pmkit.incidents.telling import Telling
from pmkit.models.story.incident import Distractor, Silence, Story
from pmkit.models.story.scenario import Scenario
from pmkit.models.timeline import Anchors


class Proof(NamedTuple):
    """Where the evidence shows an event: `ref` as readers give it, `lag` how many seconds the record is late."""

    ref: str
    lag: float


class KeyEvent(NamedTuple):
    """One true event: when, what, how far off an answer may be, wordings that mean it, and what proves it."""

    id: str
    at: datetime
    what: str
    actor: str
    kind: str
    tolerance: int
    said_as: tuple[str, ...]
    proofs: tuple[Proof, ...]


class Distortion(NamedTuple):
    """One thing that the evidence bends: its `kind`, the file or host it is in, and what it does, in words."""

    kind: str
    where: str
    says: str


@dataclass(frozen=True)
class Incident:
    """A story as one trainee meets it. `seed` is "" for the story as it is written."""

    story: Story
    seed: str = field(repr=False)

    @property
    def slug(self) -> str:
        """The story's name."""
        return self.story.slug

    @cached_property
    def telling(self) -> Telling:
        """Who told what."""
        return Telling(self.story, self.seed)

    @cached_property
    def sheets(self) -> list[Sheet]:
        """The files of the evidence folder, with what stands behind their records."""
        return render(self.telling)

    @cached_property
    def records(self) -> list[Recorded]:
        """Every record of the evidence by time."""
        return records_of(self.sheets)

    @cached_property
    def key(self) -> list[KeyEvent]:
        """The true events by time, each with its proofs; those that nothing shows have none."""
        proofs = self._proofs()
        return [
            KeyEvent(
                event.id, event.at, event.what, event.actor, event.kind, event.tolerance, tuple(event.said_as),
                tuple(proofs.get(event.id, ())),
            )
            for event in sorted(self.story.events, key=lambda event: event.at)
        ]  # fmt: skip

    @cached_property
    def anchors(self) -> Anchors:
        """Every instant that the story knows of those that figures are measured between."""
        return Anchors(**{name: event.at for event in self.story.events for name in event.anchors})

    @property
    def gaps(self) -> list[Silence]:
        """The stretches in which nothing is known."""
        return self.story.gaps

    @property
    def distractors(self) -> list[Distractor]:
        """What is told besides and is no part of the causes."""
        return self.telling.distractors

    @cached_property
    def distortions(self) -> list[Distortion]:
        """What this trainee's evidence bends beyond what its tools always do."""
        return list(_distortions(self))

    def _proofs(self) -> dict[str, list[Proof]]:
        found: dict[str, list[Proof]] = {}
        for sheet in self.sheets:
            for record in sheet.records:
                if record.event:
                    found.setdefault(record.event, []).append(Proof(f"{sheet.path}:{record.line}", record.lag))
        return found


def make_incident(slug: str, trainee: str | None = None, seed: int | None = None) -> Incident:
    """The incident of a story for a trainee or a seed; without either, or with seed 0, as the story is written.

    The same trainee under the same course secret gets the same incident. Raises LookupError for an unknown
    story, ValueError for a trainee or a seed that cannot be.
    """
    start = seed_of(slug, trainee, seed)
    return Incident(tell(slug, start), start)


def scenario_of(incident: Incident) -> Scenario:
    """What an exercise about this incident knows: the people, systems, exhibits and causes that the trainee sees."""
    return scenario_in(incident.story)


def _distortions(incident: Incident) -> Iterator[Distortion]:
    telling = incident.telling
    for by, zone in telling.story.zones.items():
        yield Distortion("zone", by, f"written in {zone}")
    for host, seconds in telling.skew.items():
        yield Distortion("skewed-clock", host, f"its clock was {seconds} s ahead")
    if telling.missing:
        by, start, end = telling.missing
        yield Distortion("missing-window", by, f"no records from {start:%H:%M:%S} to {end:%H:%M:%S} UTC")
    for distractor in telling.distractors:
        yield Distortion(distractor.kind, distractor.id, distractor.what)
    edited = sum(bool(line.seen.edited) for line in telling.of("slack"))
    if edited:
        yield Distortion("edited", "slack", f"{edited} messages were changed after they were written")
    again = sum(line.seen.broadcast for line in telling.of("slack"))
    if again:
        yield Distortion("duplicate", "slack", f"{again} replies stand twice")
