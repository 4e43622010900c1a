"""How well a meeting parts those who lead it: transcripts by kind of author; a part of `make accuracy`."""

import statistics
import sys
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from pmkit.grading.facilitation.own_meeting import own_meeting
from pmkit.meetings.score import score
from pmkit.models.meeting.answer import Facilitation
from pmkit.models.meeting.score import MeetingScore

CORPUS = Path(__file__).parent / "corpus" / "facilitation" / "transcripts"
KINDS = ("experienced", "beginner", "hostile")
"""From the best to the worst; the first line of a transcript says which its author was asked to be."""
AIM = 0.9


@dataclass(frozen=True)
class Played:
    """A transcript as its own meeting went."""

    name: str
    kind: str
    score: MeetingScore
    share_said: float


def parts() -> list[str]:
    """The parts of the corpus."""
    return sorted(path.name for path in CORPUS.glob("*") if path.is_dir())


def transcripts(part: str) -> Iterator[Played]:
    """Every transcript of a part, played in the meeting of its author."""
    for path in sorted((CORPUS / part).glob("*.toml")):
        yield played(path.stem, path.read_text(encoding="utf-8"))


def played(name: str, text: str) -> Played:
    """One transcript. Raises ValueError where its first line names no kind."""
    kind = text.partition("\n")[0].removeprefix("# kind:").strip()
    if kind not in KINDS:
        raise ValueError(f"{name}: its first line says {kind!r}; write # kind: and one of {', '.join(KINDS)}")
    answer = Facilitation.model_validate(tomllib.loads(text))
    own = own_meeting(answer.meeting, answer.trainee)
    state = own.played(answer)
    return Played(name, kind, score(own.meeting, state), len(state.said) / max(len(answer.turns), 1))


def auc(better: Sequence[float], worse: Sequence[float]) -> float:
    """How often one of the better has more than one of the worse; equal counts half."""
    pairs = [(one > other) + 0.5 * (one == other) for one in better for other in worse]
    return sum(pairs) / len(pairs) if pairs else 0.0


def lines_of(part: str) -> Iterator[str]:
    """The figures of a part, as lines."""
    found = list(transcripts(part))
    of = {kind: [one for one in found if one.kind == kind] for kind in KINDS}
    yield f"meetings, {part} ({len(found)} transcripts)"
    for better, worse in pairwise(KINDS):
        reached = auc([one.score.points for one in of[better]], [one.score.points for one in of[worse]])
        yield f"  {better} above {worse}: AUC {reached:.2f} (aim {AIM})"
    for kind in KINDS:
        yield from _of_kind(kind, of[kind])


def _of_kind(kind: str, played: Sequence[Played]) -> Iterator[str]:
    if not played:
        return
    scores = [one.score for one in played]
    points = ", ".join(f"{one.points:.0f}" for one in sorted(scores, key=lambda one: -one.points))
    mean = statistics.mean(one.points for one in scores)
    facts = statistics.mean(one.facts for one in scores)
    voices = statistics.mean(one.voices for one in scores)
    there = scores[0].facts_there
    yield f"  {kind:<12} points {mean:4.1f} ({points}); facts {facts:.1f} of {there}, voices {voices:.1f}"
    shares = (
        f"{one.title} {statistics.mean(each.elements[at].share for each in scores):.2f}"
        for at, one in enumerate(scores[0].elements)
    )
    yield f"    {', '.join(shares)}"


def main(wanted: Iterable[str]) -> None:
    """Print the figures of each part."""
    for part in wanted:
        if part in parts():
            sys.stdout.write("\n".join(lines_of(part)) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:] or parts())
