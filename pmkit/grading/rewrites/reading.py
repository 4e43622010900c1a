"""One rewrite read: which facts it keeps, what still judges, what nobody in the story knows, whether anybody acts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pmkit.checks.check import Finding
from pmkit.checks.text.sentence import Frame, sentences_of
from pmkit.checks.text.text import Text, lexicon, read
from pmkit.checks.text.wording import says
from pmkit.grading.rewrites.facts import FactReader, FactReading
from pmkit.grading.rewrites.figures import missing_figures, strange_figures
from pmkit.grading.rewrites.judgement import Judged, judged, weight_of
from pmkit.grading.rewrites.standing import IN_WORDS, Standing, repeats, standing
from pmkit.models.rewrites import Rewrites
from pmkit.models.scenario import Scenario
from pmkit.models.statement import Statement

ENOUGH = 0.8
"""From this share of verified facts on, what is earned by form counts in full."""
STEEPNESS, LEAST = 1.5, 0.2
"""How fast a rewrite loses what it earns elsewhere as it judges on, and what is left of it at least."""


@dataclass(frozen=True, slots=True)
class Said:
    """One statement and what was written for it; `where` is its field, empty where the answer has none.

    `strange` are names, times and versions that nobody in the story knows, `others` the numbers of the statements
    for which the same words stand.
    """

    number: int
    statement: Statement
    text: Text
    where: str = ""
    standing: Standing = ""
    facts: tuple[FactReading, ...] = ()
    judged: tuple[Judged, ...] = ()
    strange: tuple[str, ...] = ()
    others: tuple[int, ...] = ()

    @property
    def why_not(self) -> str:
        """Why it is no text of the trainee's own, in words; empty where it is one."""
        if self.standing == "repeated":
            numbers = " and ".join(str(number) for number in self.others)
            return f"the same words as for statement{'s' if len(self.others) > 1 else ''} {numbers}"
        return IN_WORDS.get(self.standing, "")

    @property
    def own(self) -> bool:
        """Whether there is a text of the trainee's own: not the given one, not the sample, no list of words."""
        return not self.standing

    @property
    def unread(self) -> bool:
        """Whether none of the facts is recognised, or words only stand in a row: a person reads it."""
        told = any(one.how or one.doubt for one in self.facts)
        return self.standing == "list" or (self.own and bool(self.facts) and not told)

    @property
    def waits(self) -> bool:
        """Whether a person has still to read something of it."""
        return self.unread or (self.own and any(one.waits for one in self.facts))

    def verified(self, *, waiting: bool = False) -> float:
        """The share of the facts that are said beyond doubt; with `waiting`, what waits counts as well."""
        if waiting and self.unread:
            return 1.0
        if not self.own:
            return 0.0
        if not self.facts:
            return 1.0
        counted = (one.share for one in self.facts if one.counts or (waiting and one.waits))
        return sum(counted) / len(self.facts)

    def weight(self, *, waiting: bool = False) -> float:
        """How much of what form earns is earned: by its facts, and by how far it left off judging."""
        return min(1.0, self.verified(waiting=waiting) / ENOUGH) * self.mildness

    @property
    def mildness(self) -> float:
        """1 where nothing judges, down to LEAST where it judges about as much as the original."""
        if not self.judged:
            return 1.0
        given = max(1, len(self.statement.marks))
        return max(LEAST, 1 - STEEPNESS * weight_of(self.judged) / given)

    @property
    def lost_facts(self) -> list[FactReading]:
        """The facts that are not found in the rewrite."""
        return [one for one in self.facts if not one.how and not one.doubt]

    @property
    def doubted_facts(self) -> list[FactReading]:
        """The facts that a person has still to read."""
        return [one for one in self.facts if one.waits]

    @property
    def figures(self) -> list[str]:
        """The statement's times and figures."""
        return missing_figures(self.statement.text, "")

    @property
    def lost_figures(self) -> list[str]:
        """The statement's times and figures that the rewrite leaves out."""
        return missing_figures(self.statement.text, self.text.text)

    @property
    def names_actor(self) -> bool:
        """Whether it says who or what acted."""
        return any(says(self.text, actor) for actor in self.statement.actors)


def said(
    answer: Rewrites, statements: Sequence[Statement], findings: Iterable[Finding] = (), story: Scenario | None = None
) -> list[Said]:
    """What was written for each statement, read; rewrites of anything else are left out."""
    found = tuple(findings)
    reader = FactReader(tuple(statements), story)
    places = {one.original: number for number, one in enumerate(answer.rewrites, start=1)}
    texts = {one.original: read(one.text) for one in answer.rewrites}
    rows = [
        Said(
            number,
            statement,
            texts.get(statement.text, read("")),
            f"rewrite {places[statement.text]}, text" if statement.text in places else "",
        )
        for number, statement in enumerate(statements, start=1)
    ]
    return _unrepeated([_read(one, reader, found, story) for one in rows])


def _read(one: Said, reader: FactReader, findings: tuple[Finding, ...], story: Scenario | None) -> Said:
    status = standing(one.text, one.statement, story)
    if status == "empty":
        return replace(one, standing=status)
    strange = strangers(one.text, one.statement, story) if story else ()
    mine = (finding for finding in findings if one.where and finding.where == one.where)
    known = _known(story).casefold() if story else ""
    return replace(
        one,
        standing=status,
        facts=tuple(reader.read(one.text, one.statement, strange)),
        judged=tuple(judged(one.text, one.statement, mine, known)),
        strange=(*strange, *(strange_figures(one.text.text, f"{_known(story)} {one.statement.text}") if story else ())),
    )


def _unrepeated(rows: list[Said]) -> list[Said]:
    """The rows; words that stand for several statements count for one, and only where they keep all its facts."""
    alike = repeats([one.text for one in rows])
    kept: set[int] = set()
    for index, others in alike.items():
        if kept.isdisjoint(others) and rows[index].own and all(fact.counts for fact in rows[index].facts):
            kept.add(index)
    return [
        replace(one, standing="repeated", others=tuple(rows[other].number for other in alike[index]))
        if index in alike and index not in kept and one.own
        else one
        for index, one in enumerate(rows)
    ]


def strangers(text: Text, statement: Statement, story: Scenario) -> tuple[str, ...]:
    """Products and people in a rewrite of whom the story knows nothing, or who have no part in the statement."""
    known = f"{_known(story)} {statement.text}".casefold()
    names, products = lexicon("names", "names") - lexicon("names", "also_words"), lexicon("products", "names")
    found = []
    for sentence in sentences_of(Frame(text.text)):
        for index, word in enumerate(sentence.words):
            shown = text.text[sentence.starts[index] : sentence.ends[index]]
            if (word in products or (word in names and sentence.is_capital(index))) and word not in known:
                found.append(shown)
    if not any(says(text, actor) for actor in statement.actors):
        found += [name for name in _people_of(story) if read(name).tokens[0].stem in text.positions]
    return tuple(dict.fromkeys(found))


def _people_of(story: Scenario) -> list[str]:
    return [part for person in story.people for part in person.name.split()]


def _known(story: Scenario | None) -> str:
    if story is None:
        return ""
    exhibits = (f"{exhibit.source} {exhibit.text}" for exhibit in story.exhibits)
    people = (f"{person.name} {person.role}" for person in story.people)
    causes = (cause.statement for cause in story.causes)
    return " ".join([story.brief, *story.systems, *story.teams, *people, *exhibits, *causes])
