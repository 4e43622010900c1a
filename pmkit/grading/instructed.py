"""What an instructor reads lines as: one file for a class, and sentences in a comment on one submission."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from pydantic import Field, ValidationInfo, field_validator

from pmkit.grading.exercise import Exercise, exercise_for, exercise_names, load_exercise
from pmkit.grading.readings.near_misses import near_misses
from pmkit.grading.readings.reader import plain_words
from pmkit.grading.readings.reading import EVERYTHING, Reading
from pmkit.models.answer import Answer, Part

FILE = "readings.toml"
BESIDE = ("nbgrader_config.py", "gradebook.db")
"""The file of a class lies where one of these does."""
HIGHEST = 6
"""So many folders above an answer the file of its class is looked for."""
MOST_READINGS, LONGEST_LINE, LONGEST_ID = 2000, 5000, 300
NOTHING = "nothing"
"""What is written for a line that earns nothing."""
MOST_COMMENT = 20_000
_SENTENCE = re.compile(
    r"[-*•\s]*(?P<place>(?:why|cause|event|rewrite|action|critique of letter) \d{1,4})\b[^\n]{0,40}? reads as:? "
    r"[`'\"“]?(?P<id>[^\n`'\"”]{1,300})",
    re.IGNORECASE,
)

Pairs = tuple[tuple[str, str], ...]
"""Plain words of lines, each with what they are read as."""


class ClassReading(Part):
    """One line that is read alike in all answers to an exercise."""

    exercise: str = Field(examples=['"five-whys"'])
    line: str = Field(max_length=LONGEST_LINE, examples=['"The line as the page shows it"'])
    reads_as: str = Field(max_length=LONGEST_ID, examples=['"out-of-memory", or "nothing" for a line that earns none'])

    @field_validator("exercise")
    @classmethod
    def _there_is_one(cls, exercise: str) -> str:
        if exercise not in exercise_names():
            raise ValueError(f"no exercise is called {exercise[:60]!r}; write one of {', '.join(exercise_names())}")
        return exercise

    @field_validator("line")
    @classmethod
    def _has_words(cls, line: str) -> str:
        if not plain_words(line):
            raise ValueError("has no words; write the line as the page shows it")
        return line

    @field_validator("reads_as")
    @classmethod
    def _is_known(cls, reads_as: str, info: ValidationInfo) -> str:
        if "exercise" in info.data and (problem := problem_with(info.data["exercise"], reads_as)):
            raise ValueError(problem)
        return reads_as.strip()


class ClassReadings(Answer):
    """The content of `readings.toml`.

    >>> one = ClassReading(exercise="five-whys", line="It was off the net", reads_as="nothing")
    >>> ClassReadings.parse(ClassReadings(readings=[one]).dump()).readings == [one]
    True
    """

    readings: list[ClassReading] = Field(
        default_factory=list, max_length=MOST_READINGS, examples=[f"at most {MOST_READINGS} [[readings]]"]
    )

    @classmethod
    def above(cls, folder: Path) -> "ClassReadings":
        """What stands in the file of the class that a folder of answers belongs to; nothing where there is none.

        The folder itself is never looked into: it is the trainee's. Raises AnswerError for a damaged file.
        """
        for place in folder.resolve().parents[:HIGHEST]:
            if any((place / name).exists() for name in BESIDE):
                return cls.inside(place)
        return cls()

    @classmethod
    def inside(cls, folder: Path) -> "ClassReadings":
        """What stands in a course's own file; nothing where there is none. Raises AnswerError for a damaged file."""
        path = folder / FILE
        try:
            status = path.stat()
        except OSError:
            return cls()
        return _load(path, status.st_mtime_ns, status.st_size)

    def of(self, rubric: Exercise) -> Pairs:
        """The lines that are read by hand in one trainee's exercise; a reading of another story is left out."""
        known = {NOTHING, *_ids(rubric)}
        return tuple(
            (plain_words(one.line), one.reads_as)
            for one in self.readings
            if one.exercise == rubric.slug and set(_parts(rubric, one.reads_as)) <= known
        )


@dataclass(frozen=True, slots=True)
class ByHand:
    """All that an instructor says of how to read one answer: in the file of the class, in a comment on it."""

    of_class: ClassReadings
    comment: str = ""


@lru_cache(maxsize=8)
def _load(path: Path, _changed: int, _size: int) -> ClassReadings:
    """One file is read once for a class, until it is changed."""
    return ClassReadings.load(path)


def problem_with(slug: str, reads_as: str) -> str:
    """What is the matter with a reading, and after "; " what to write; "" for one that the exercise has."""
    known = {NOTHING, *(one for rubric in _stories(slug) for one in _ids(rubric))}
    strange = [one for one in _parts(load_exercise(slug), reads_as) if one not in known]
    if reads_as.strip() and not strange:
        return ""
    from difflib import get_close_matches

    got = strange[0][:60] if strange else ""
    near = get_close_matches(got, known, n=1, cutoff=0.5)
    what = near[0] if near else f"one of {', '.join(sorted(one for one in known if '~' not in one)[:40])}"
    return f"{got!r} is no reading of {slug}; write {what}"


def all_readings(rubric: Exercise) -> list[dict[str, str]]:
    """What lines of one trainee's exercise can be read as, for the instructor: each id and what it says."""
    if rubric.statements:
        facts = [(f"{one.id}/{fact.id}", fact.says) for one in rubric.statements for fact in one.facts]
        told = [(EVERYTHING, "all facts of the statement"), *facts]
    else:
        told = [(one.id, one.statement) for one in rubric.reader.meanings.values()]
    return [{"id": one, "says": says} for one, says in [*told, (NOTHING, "it earns nothing")]]


def in_comment(comment: str) -> Iterator[tuple[str, str]]:
    r"""The sentences of a comment that say what a line reads as: its place and the reading, as they are written.

    >>> list(in_comment("Well done.\nwhy 3 reads as `killed-by-kernel`.\nCause 2, text reads as nothing"))
    [('why 3', 'killed-by-kernel'), ('cause 2', 'nothing')]
    """
    for line in comment[:MOST_COMMENT].splitlines():
        if sentence := _SENTENCE.fullmatch(line.strip()[:400].rstrip(".`'\"” ")):
            yield sentence["place"].lower(), sentence["id"].strip()


def without_sentences(comment: str) -> str:
    """The words of a comment that are for the trainee: those sentences are left out."""
    return "\n".join(line for line in comment.splitlines() if not list(in_comment(line))).strip()


def of_comment(comment: str, slug: str, readings: Iterable[Reading]) -> tuple[Pairs, list[str]]:
    """The lines of one answer that a comment reads by hand, and what is the matter with the other sentences."""
    lines = {reading.where.partition(",")[0]: reading.line for reading in readings}
    pairs, problems = [], []
    for place, reads_as in in_comment(comment):
        if place not in lines:
            places = ", ".join(lines) or "none"
            problems.append(f"“{place} reads as {reads_as}”: the answer has no {place} with words; it has {places}.")
        elif problem := problem_with(slug, reads_as):
            problems.append(f"“{place} reads as {reads_as}”: {problem}.")
        else:
            pairs.append((plain_words(lines[place]), reads_as))
    return tuple(pairs), problems


@cache
def _stories(slug: str) -> tuple[Exercise, ...]:
    """An exercise with each of its stories, as they are written."""
    rubric = load_exercise(slug)
    return tuple(exercise_for(slug, "", story) for story in (rubric.story, *rubric.other_stories))


def _ids(rubric: Exercise) -> Iterator[str]:
    """All that a line of one exercise can be read as: causes and near misses, events, or facts."""
    if rubric.statements:
        yield EVERYTHING
        for statement in rubric.statements:
            for fact in statement.facts:
                yield from (fact.id, f"{statement.id}/{fact.id}")
        return
    yield from rubric.reader.meanings
    if rubric.kind != "timeline":
        yield from near_misses(rubric.scenario)


def _parts(rubric: Exercise, reads_as: str) -> list[str]:
    """The readings that are named: of a rewrite there may be several."""
    return reads_as.replace(",", " ").split() if rubric.statements else [reads_as.strip()]
