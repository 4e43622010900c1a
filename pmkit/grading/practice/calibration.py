"""How a reviewer's scores stand to those of the authors: agreement, and where one is lenient or strict."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pmkit.grading.practice.kappa import weighted_kappa
from pmkit.models.data_file import PACKAGE, data_file
from pmkit.models.practice.calibration import Calibration, CalibrationKey, KeyedDocument, ReviewRubric, RubricItem

FOLDER = "grading/calibration"
APART = 0.5
"""Levels, on average, from which on one is called lenient or strict."""
FEWEST = 2
"""Documents from which on a leaning is told: of one it may be chance."""
STRENGTHS = ((0.8, "close"), (0.6, "good"), (0.4, "fair"), (0.0, "weak"))


@dataclass(frozen=True, slots=True)
class ToScore:
    """A document to be scored: its text, and the key to it."""

    text: str
    key: KeyedDocument

    @property
    def id(self) -> str:
        """Its name in answer files."""
        return self.key.id


@cache
def rubric() -> tuple[RubricItem, ...]:
    """What is scored in each document, in this order."""
    return tuple(ReviewRubric.from_data(data_file(f"{FOLDER}/rubric.toml"), "calibration/rubric.toml").items)


@cache
def documents() -> tuple[ToScore, ...]:
    """The documents of known quality, in the order in which they are scored."""
    keys = CalibrationKey.from_data(data_file(f"{FOLDER}/key.toml"), "calibration/key.toml").documents
    return tuple(ToScore((PACKAGE / FOLDER / f"{key.id}.md").read_text(encoding="utf-8"), key) for key in keys)


def is_scored(answer: Calibration, document: str) -> bool:
    """Whether every item of a document has a level."""
    return {item.id for item in rubric()} <= answer.of(document).keys()


def compared(answer: Calibration) -> list[ToScore]:
    """The documents whose key may be shown: scored whole, and asked for."""
    return [one for one in documents() if one.id in answer.compared and is_scored(answer, one.id)]


def agreement(answer: Calibration) -> list[str]:
    """In words how far the scores agree with the key, and where one leans; nothing before a document is compared."""
    done = compared(answer)
    pairs = {
        item.id: [(answer.of(one.id)[item.id], one.key.levels[item.id]) for one in done if item.id in one.key.levels]
        for item in rubric()
    }
    every = [pair for found in pairs.values() for pair in found]
    if not every:
        return []
    told = [_overall(every, len(done))]
    if len(done) < FEWEST:
        return [*told, "Where you are lenient or strict shows from the second document on."]
    leanings = [_leaning(item.title, pairs[item.id]) for item in rubric()]
    return [*told, *([one for one in leanings if one] or ["On no item are you lenient or strict by half a level."])]


def _overall(pairs: list[tuple[int, int]], number: int) -> str:
    same = sum(mine == key for mine, key in pairs)
    near = sum(abs(mine - key) <= 1 for mine, key in pairs)
    counts = f"{same} of {len(pairs)} scores are the same as the key's, {near} within one level."
    kappa = weighted_kappa(pairs)
    read = "1 document" if number == 1 else f"{number} documents"
    if kappa is None:
        return f"{counts} Weighted kappa over {read}: not defined, as all levels are the same."
    strength = next((word for least, word in STRENGTHS if kappa >= least), "none beyond chance")
    return f"{counts} Weighted kappa over {read}: {kappa:.2f} ({strength})."


def _leaning(title: str, pairs: Iterable[tuple[int, int]]) -> str:
    """Whether one gives more than the key, or less; empty where neither is so."""
    apart = [mine - key for mine, key in pairs]
    mean = sum(apart) / len(apart) if apart else 0.0
    if abs(mean) < APART:
        return ""
    word, side = ("lenient", "above") if mean > 0 else ("strict", "below")
    return f"{title}: you are {word}, {abs(mean):.1f} of a level {side} the key on average."
