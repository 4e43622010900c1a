"""Which answers of a class are nearly the same word for word, in a time that grows with the class and no faster."""

import re
import zlib
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from typing import Any

from pmkit.grading.exercise import AuthorsExercise, exercise_for, load_exercise
from pmkit.meetings.library import load_meeting
from pmkit.models.data_file import data_file

NEAR = 0.2
"""From this share of common runs on; blind answers share 0.11 at most, honest ones 0.07."""
RUN, SHORTEST_WORD = 3, 4
"""So many words in a row are compared; shorter words, and those with digits, are anybody's to change."""
FEWEST_RUNS = 10
MOST_SIGNS = 100_000
BINS, KEPT = 64, 4
"""Answers that share the least run of a bin are compared, with the latest few of them."""
# Each sign is looked at once: no repetition can begin anew within the signs of another.
_WORD = re.compile(r"(?<!\w)[^\W\d_]++(?!\w)")
_KEY = re.compile(r"^[ \t]*+(?:#.*|\[.*\]|[\w-]++[ \t]*+=[ \t]*+)", re.MULTILINE)
_APART = re.compile(r'[\n"]')
Runs = frozenset[int]


def nearly_the_same(slug: str, texts: Mapping[str, str]) -> list[list[str]]:
    """The names whose answer files, by name, are nearly the same, in groups; what is given in an exercise counts not.

    Of a meeting only what was typed counts: lines on offer, and what the people in it say, are the same for many.
    """
    given = _given(slug)
    runs = {name: _runs_of([_KEY.sub("", text[:MOST_SIGNS])]) - given for name, text in texts.items()}
    runs = {name: found for name, found in runs.items() if len(found) >= FEWEST_RUNS}
    groups: dict[str, list[str]] = {name: [name] for name in runs}
    for one, other in _pairs(runs):
        if groups[one] is not groups[other]:
            joined = groups[one] + groups[other]
            groups.update(dict.fromkeys(joined, joined))
    return sorted({tuple(sorted(group)): sorted(group) for group in groups.values() if len(group) > 1}.values())


def _pairs(runs: Mapping[str, Runs]) -> Iterator[tuple[str, str]]:
    """Names whose runs are alike: each is compared with a few of those that share a least run, never with all."""
    latest: dict[tuple[int, int], deque[str]] = defaultdict(lambda: deque(maxlen=KEPT))
    for name, own in runs.items():
        least: dict[int, int] = {}
        for run in own:
            least[run % BINS] = min(run, least.get(run % BINS, run))
        for other in dict.fromkeys(one for place in least.items() for one in latest[place]):
            if len(own & runs[other]) >= NEAR * len(own | runs[other]):
                yield other, name
        for place in least.items():
            latest[place].append(name)


def _runs_of(texts: Iterable[str]) -> Runs:
    """The runs of words in each line, as numbers; what is quoted apart, as in a list, makes none."""
    found = set[int]()
    for text in texts:
        for line in _APART.split(text.casefold()):
            words = [word for word in _WORD.findall(line) if len(word) >= SHORTEST_WORD]
            rows = (words[start : start + RUN] for start in range(len(words) - RUN + 1))
            found.update(zlib.crc32(" ".join(row).encode("utf-8", "replace")) for row in rows)
    return frozenset(found)


@lru_cache(maxsize=16)
def _given(slug: str) -> Runs:
    """What trainees are shown, of all stories of an exercise: sentences, exhibits, the solution."""
    exercise = load_exercise(slug)
    stories = (exercise.story, *exercise.other_stories)
    shown = chain.from_iterable(_shown(exercise_for(slug, "", story)) for story in stories)
    said = chain.from_iterable(map(_in_meeting, stories)) if exercise.material == "meeting" else ()
    return _runs_of(chain(shown, said))


def _shown(exercise: AuthorsExercise) -> Iterator[str]:
    yield from _texts(exercise.shown_solution.model_dump())
    yield from _texts(exercise.scenario.model_dump())
    for statement in exercise.statements:
        yield from _texts(statement.model_dump())


def _in_meeting(story: str) -> Iterator[str]:
    """Lines on offer, replies, the facilitator's sheet, what the shown facilitator says in other meetings."""
    yield from _texts(load_meeting(story).model_dump())
    for name in ("meetings/kit.toml", "grading/shown_answers/facilitation.toml"):
        yield from _texts(data_file(name))


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list | tuple):
        for one in data.values() if isinstance(data, dict) else data:
            yield from _texts(one)
