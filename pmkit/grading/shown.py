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
RUN, PASTED = 5, 0.6
"""Of a passage of which so large a share of its runs of RUN words was shown, nothing is one's own."""
EDITED, FEWEST_EDITED = 1 / 4, 8
"""So large a share of the words may be changed, from FEWEST_EDITED words on two of them at least, and it is a copy."""
ALIKE = 0.4
"""Sentences that share fewer of their pairs of words are compared no further."""
LONGEST = 120
"""Words of a sentence that are compared one by one; of a longer one the runs tell."""
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
    def runs(self) -> frozenset[Words]:
        """Every run of words in them."""
        return frozenset(run for one in self.sentences for run in _in_rows(one, RUN))

    @cached_property
    def by_pair(self) -> dict[Words, list[int]]:
        """In which sentences two words stand one behind the other."""
        found: dict[Words, list[int]] = defaultdict(list)
        for number, one in enumerate(self.sentences):
            for pair in set(_in_rows(one, 2)):
                found[pair].append(number)
        return found

    def without(self, text: str) -> str:
        """The text with blanks in the place of what was shown; "" where nothing of one's own is left."""
        left = "\n".join(map(self._line, text.split("\n")))
        return left if words_of(left) or not words_of(text) else ""

    def _line(self, line: str) -> str:
        if line.lstrip().startswith(TABLE):
            return line
        if self._is_pasted(words_of(line)):
            return ""
        return _SENTENCE.sub(lambda one: " " * len(one[0]) if self.is_copy(one[0]) else one[0], line)

    def is_copy(self, sentence: str) -> bool:
        """Whether a sentence is one that was shown, with a few words changed at most."""
        words = words_of(sentence)
        if len(words) < SHORTEST:
            return False
        return self._is_pasted(words) or (len(words) <= LONGEST and self._is_edited(words))

    def _is_pasted(self, words: Words) -> bool:
        runs = _in_rows(words, RUN)
        return bool(runs) and sum(run in self.runs for run in runs) >= PASTED * len(runs)

    def _is_edited(self, words: Words) -> bool:
        pairs = set(_in_rows(words, 2))
        votes = Counter(number for pair in pairs for number in self.by_pair.get(pair, ()))
        near = (self.sentences[number] for number, count in votes.items() if count >= ALIKE * len(pairs))
        return any(_is_edit(words, one) for one in near)


def _is_edit(words: Words, shown: Words) -> bool:
    """Whether one row of words is the other with some of them changed, left out or put in."""
    longer = max(len(words), len(shown))
    allowed = max(EDITED * longer, 2 if longer >= FEWEST_EDITED else 1)
    blocks = SequenceMatcher(None, words, shown, autojunk=False).get_matching_blocks()
    return longer - sum(block.size for block in blocks) <= allowed


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
    shown = dict(_figures(exercise.shown_solution.model_dump()))
    same = sum(place in shown and math.isclose(one, shown[place], rel_tol=SAME_FIGURE) for place, one in given.items())
    return same >= FEWEST_FIGURES and 2 * same > len(given)


def _figures(data: Any, place: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], float]]:
    if isinstance(data, float):
        yield place, data
    elif isinstance(data, dict | list):
        for key, one in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _figures(one, (*place, key))
