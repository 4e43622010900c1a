"""What was shown earns nothing: its words, lightly edited or not, are taken out before an answer is graded."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from typing import Any

from pmkit.grading.exercise import Exercise, exercise_for
from pmkit.models.answer import Answer

SHORTEST = 5
"""Sentences of fewer words are anybody's."""
EDITED, FEWEST_EDITED = 1 / 4, 8
"""So large a share of the words may be changed, from FEWEST_EDITED words on two of them at least, and it is a copy."""
ALIKE = 0.4
"""A sentence of whose pairs of words fewer are there is compared no further."""
SHIFT = 3
"""So many words may be put in or left out between the parts of a copied sentence."""
WINDOW, STEP = 200, 140
"""Words that are compared at a time, and how far on the next ones begin."""
MOST_AT_ONCE = 24
"""Sentences that are looked for in so many words; more have no room there."""
LEFT_OVER = 1 / 4
"""What is left between copied sentences is nothing of one's own where it is so small a share of the line."""
SAME_FIGURE, FEWEST_FIGURES = 0.005, 4
TABLE = "|"
"""Begins a row of a table, which has what the evidence has: the same for all."""
_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"[^.?!;:\n]+(?:[.?!;:](?!\s)[^.?!;:\n]+)*[.?!;:]*")
Words = tuple[str, ...]


def words_of(text: str) -> Words:
    """The words of a text, without case and signs."""
    return tuple(_WORD.findall(text.casefold()))


def _in_rows(words: Words, length: int) -> list[Words]:
    return [words[start : start + length] for start in range(len(words) - length + 1)]


@dataclass(frozen=True)
class Shown:
    """Sentences that were shown, and whether others are copies of them."""

    sentences: tuple[Words, ...]

    @cached_property
    def by_pair(self) -> dict[Words, list[int]]:
        """In which sentences two words stand one behind the other."""
        found: dict[Words, list[int]] = defaultdict(list)
        for number, one in enumerate(self.sentences):
            for pair in set(_in_rows(one, 2)):
                found[pair].append(number)
        return found

    def without(self, text: str) -> str:
        """The text with blanks in the place of what was shown; "" where next to nothing of one's own is left."""
        left = "\n".join(map(self._line, text.split("\n")))
        return left if words_of(left) or not words_of(text) else ""

    def _line(self, line: str) -> str:
        found = [*_WORD.finditer(line)]
        words = tuple(one[0].casefold() for one in found)
        if len(words) < SHORTEST or line.lstrip().startswith(TABLE):
            return line
        copied = self._copied(words)
        if len(words) - len(copied) <= LEFT_OVER * len(words):
            return ""
        signs = list(line)
        for index in copied:
            end = found[index + 1].start() if index + 1 in copied else found[index].end()
            signs[found[index].start() : end] = " " * (end - found[index].start())
        return "".join(signs)

    def _copied(self, words: Words) -> set[int]:
        """The words, by index, that stand in a sentence that was shown."""
        copied = set[int]()
        for start in range(0, len(words), STEP):
            part = words[start : start + WINDOW]
            votes = Counter(number for pair in set(_in_rows(part, 2)) for number in self.by_pair.get(pair, ()))
            for number, count in votes.most_common(MOST_AT_ONCE):
                if count >= ALIKE * (len(self.sentences[number]) - 1):
                    copied.update(start + index for index in _place_of(self.sentences[number], part))
        return copied


def _place_of(shown: Words, words: Words) -> range:
    """Where a sentence stands in others, some of its words changed, left out or put in; empty where it does not."""
    matcher = SequenceMatcher(None, words, shown, autojunk=False)
    core = matcher.find_longest_match()
    near = [one for one in matcher.get_matching_blocks() if one.size and abs(one.a - one.b - core.a + core.b) <= SHIFT]
    allowed = max(EDITED * len(shown), 2) if len(shown) >= FEWEST_EDITED else float(len(shown) > SHORTEST)
    if not near or len(shown) - sum(one.size for one in near) > allowed:
        return range(0)
    return range(near[0].a, near[-1].a + near[-1].size)


@lru_cache(maxsize=16)
def shown_in(slug: str) -> Shown:
    """What the solutions of an exercise show, of all its stories: neighbours show each other theirs.

    What stands in the model answers too is given: an idea of the meeting, a name.
    """
    exercise = exercise_for(slug)
    written = [exercise_for(slug, "", story) for story in (exercise.story, *exercise.other_stories)]
    given = {sentence for one in written for sentence in _sentences(one.model_answer)}
    shown = (sentence for one in written for sentence in _sentences(one.shown_solution))
    return Shown(tuple(dict.fromkeys(one for one in shown if one not in given)))


def _sentences(answer: Answer) -> Iterator[Words]:
    lines = (line for text in _texts(answer.model_dump()) for line in text.split("\n"))
    prose = (line for line in lines if not line.lstrip().startswith(TABLE))
    found = (words_of(one[0]) for line in prose for one in _SENTENCE.finditer(line))
    return (one for one in found if len(one) >= SHORTEST)


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for one in data.values() if isinstance(data, dict) else data:
            yield from _texts(one)


def in_ones_own_words(answer: Answer, exercise: Exercise) -> Answer:
    """The answer with blanks where words were shown; the same one where it has none of them."""
    data = answer.model_dump()
    left = _without(data, shown_in(exercise.slug))
    return answer if left == data else type(answer).model_validate(left)


def _without(data: Any, shown: Shown) -> Any:
    if isinstance(data, dict):
        return {key: _without(one, shown) for key, one in data.items()}
    if isinstance(data, list):
        return [_without(one, shown) for one in data]
    return shown.without(data) if isinstance(data, str) else data


def has_the_shown_figures(answer: Answer, exercise: Exercise) -> bool:
    """Whether most figures are those of the solution that was shown, which is of another history than one's own."""
    if not exercise.trainee:
        return False
    given = dict(_figures(answer.model_dump()))
    if len(given) < FEWEST_FIGURES:  # and what is shown need not be made
        return False
    shown = dict(_figures(exercise.shown_solution.model_dump()))
    same = sum(place in shown and math.isclose(one, shown[place], rel_tol=SAME_FIGURE) for place, one in given.items())
    return same >= FEWEST_FIGURES and 2 * same > len(given)


def _figures(data: Any, place: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], float]]:
    if isinstance(data, float):
        yield place, data
    elif isinstance(data, dict | list):
        for key, one in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _figures(one, (*place, key))
