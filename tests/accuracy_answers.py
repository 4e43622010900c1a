"""Measures the grades: answers by authors who saw the exercises alone, beside the marks that they fixed beforehand.

`make accuracy` runs it; PART=validation prints one part. Development is read and tuned on, of validation only these
figures are looked at, reporting is measured when the rules stand still.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from pmkit.grading.assess import assess
from pmkit.grading.assessment import Assessment
from pmkit.grading.exercise import Exercise, exercise_for, load_exercise
from pmkit.incidents.incident import scenario_of
from pmkit.models.answer import AnswerError

CORPUS = Path(__file__).parent / "corpus" / "answers"
PARTS = ("development", "validation", "reporting")
GOOD, HIGH = 85, 20
"""What an honest answer should earn at least, and a gaming one at most."""
_HEAD = re.compile(r"^# (kind|mark|trainee): *(.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Marked:
    """An answer of the corpus: its kind (honest, half, gaming), the author's mark, and what the grader gives."""

    path: Path
    kind: str
    mark: float
    result: Assessment
    passes: bool


def marked(exercise: str, part: str) -> Iterator[Marked]:
    """Every answer of one part of an exercise's corpus, graded."""
    rubric = load_exercise(exercise)
    for path in sorted((CORPUS / exercise / part).glob("*-*.*")):
        text = path.read_text(encoding="utf-8")
        head = dict(_HEAD.findall(text))
        handed_in = text.partition("-->\n")[2] if path.suffix == ".md" else text  # the head is ours
        result = _graded(rubric, handed_in, path.name, head.get("trainee", ""))
        passes = result.outcome != "for-instructor" and 100 * result.points / result.max >= rubric.pass_mark
        yield Marked(path, head["kind"], float(head["mark"]), result, passes)


def _graded(rubric: Exercise, text: str, name: str, trainee: str) -> Assessment:
    """What the grader gives; an answer that cannot be read earns what a class would see: nothing."""
    try:
        return assess(rubric.slug, rubric.model.parse(_as_numbered(rubric, text, trainee), name), trainee)
    except AnswerError:
        return assess(rubric.slug, None, trainee)


def _as_numbered(rubric: Exercise, text: str, trainee: str) -> str:
    """The answer with its exhibits called as the trainee's are: the authors had them in the order of the story."""
    if not (rubric.numbered_anew and trainee):
        return text
    own = exercise_for(rubric.slug, trainee)
    now = {exhibit.text: exhibit.id for exhibit in own.scenario.exhibits}
    assert own.incident is not None
    new = {exhibit.id: now[exhibit.text] for exhibit in scenario_of(own.incident).exhibits}
    return re.sub(r"\bE\d+\b", lambda match: new.get(match[0], match[0]), text)


def spearman(one: Sequence[float], other: Sequence[float]) -> float:
    """Rank correlation, ties at their mean rank; 0 where either does not vary."""
    first, second = _ranks(one), _ranks(other)
    spread = [sum((rank - mean(ranks)) ** 2 for rank in ranks) for ranks in (first, second)]
    shared = sum((a - mean(first)) * (b - mean(second)) for a, b in zip(first, second, strict=True))
    return shared / (spread[0] * spread[1]) ** 0.5 if all(spread) else 0.0


def _ranks(values: Sequence[float]) -> list[float]:
    ordered = sorted(values)
    return [ordered.index(value) + (ordered.count(value) - 1) / 2 for value in values]


def row(answers: list[Marked]) -> list[str]:
    """The figures of one part: as the table's head names them."""
    of = {kind: [one for one in answers if one.kind == kind] for kind in ("honest", "half", "gaming")}
    honest, half, gaming = of["honest"], of["half"], of["gaming"]
    error = mean(abs(one.result.points - one.mark) for one in half)
    order = spearman([one.result.points for one in answers], [one.mark for one in answers])
    return [
        f"{sum(one.result.points >= GOOD for one in honest)} of {len(honest)}",
        f"{sum(one.passes for one in honest)} of {len(honest)}",
        f"{error:.0f}",
        f"{order:.2f}",
        f"{sum(one.result.points > HIGH for one in gaming)} of {len(gaming)}",
        f"{sum(one.passes for one in gaming)}",
    ]


HEAD = ("honest 85+", "honest passed", "half: error", "Spearman", "gaming over 20", "gaming passes")


def main(parts: Sequence[str]) -> None:
    """Print a table for each part."""
    for part in parts:
        sys.stdout.write(f"\nGrades beside authors' marks: {part}\n")
        sys.stdout.write(f"{'':<20}" + "".join(f"{name:>16}" for name in HEAD) + "\n")
        for exercise in sorted(one.name for one in CORPUS.iterdir()):
            answers = list(marked(exercise, part))
            if answers:
                cells = "".join(f"{cell:>16}" for cell in row(answers))
                sys.stdout.write(f"{exercise:<20}{cells}\n")


if __name__ == "__main__":
    main(sys.argv[1:] or PARTS)
