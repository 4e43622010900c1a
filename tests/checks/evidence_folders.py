"""Evidence of trainees, made once, and the postmortems that were written from it."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from pmkit.evidence.facts import read_facts
from pmkit.incidents.evidence_folder import write_evidence
from pmkit.incidents.incident import make_incident
from pmkit.models.evidence_facts.facts import EvidenceFacts

CORPUS = Path(__file__).parents[1] / "corpus" / "postmortems_with_evidence"
DEVELOPMENT = "t7"
"""Whose evidence a postmortem is of that names nobody."""


class Planted(NamedTuple):
    """A wrong value in a true postmortem: its kind, the text with it, and where it stands."""

    name: str
    kind: str
    text: str
    start: int
    end: int


@cache
def facts_of(story: str, trainee: str = DEVELOPMENT, *, brief: bool = True) -> EvidenceFacts:
    """What a trainee's evidence states, with what the exercise tells of it."""
    incident = make_incident(story, trainee)
    with TemporaryDirectory() as folder:
        write_evidence(incident, Path(folder), force=True)
        return read_facts(folder, brief=incident.story.brief if brief else "")


def postmortems(part: str) -> dict[str, str]:
    """The true postmortems of a part of the corpus."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((CORPUS / part).glob("*.md"))}


def facts_for(name: str) -> EvidenceFacts:
    """The facts behind a postmortem of the corpus."""
    story, _, trainee = name.partition("--")
    return facts_of(story, trainee or DEVELOPMENT)


def planted(part: str) -> Iterator[Planted]:
    """Every wrong value of a part of the corpus, each in its postmortem."""
    true = postmortems(part)
    for row in (CORPUS / part / "planted.txt").read_text(encoding="utf-8").splitlines()[1:]:
        name, kind, words, was, becomes = (cell.strip() for cell in row.split(" | "))
        text = true[name]
        lines = [line for line in text.splitlines() if words in line and line.count(was) == 1]
        assert len(lines) == 1, row
        start = text.index(lines[0]) + lines[0].index(was)
        wrong = text[:start] + becomes + text[start + len(was) :]
        yield Planted(name, kind, wrong, start, start + len(becomes))
