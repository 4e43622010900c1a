"""Two questions at once: where an utterance asks, and whether the questions ask for one story or for two."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pmkit.checks.facilitation.line import Line
from pmkit.checks.text.lexicon import lexicon

FAR = 4
"""How many words may stand between what, which or how and its verb: "which of the two graphs was …"."""
SHORT = 4
"""Words and signs below which a question leans on the one before: "And why?", "By when?"."""
MANY = 3
STORY = frozenset({"what", "where", "when"})


class Asked(NamedTuple):
    """A question: its line, its first word and the one behind its last, and the word it asks with."""

    line: Line
    first: int
    end: int

    @property
    def form(self) -> str:
        """Its question word without a verb; how asks as what does. Empty where it is answered by yes or no."""
        word = self.line.words[self.first].partition("'")[0]
        return ("what" if word == "how" else word) if word in lexicon.facilitation.question_words else ""

    @property
    def words(self) -> list[str]:
        """The words and signs of it."""
        return self.line.words[self.first : self.end]


def two_questions(lines: Sequence[Line]) -> tuple[Asked, Asked] | None:
    """The first and the last of questions that are too many at once; None where they ask for one story."""
    asked = [one for line in lines for one in _asked(line)]
    apart = any(any(line.find("apart")) for line in lines if line.asks or any(line.find("requests")))
    if len(asked) < 2:
        return _listed(lines) if apart else None
    if not apart and any(any(line.find("requests")) for line in lines):
        return None
    loose = [later for earlier, later in pairwise(asked) if not _leans(later, earlier)]
    if not (apart or loose):
        return None
    owners = any(any(line.find("asks-owner")) for line in lines)
    if len(asked) < MANY and not apart and (owners or not _differ(asked[0], asked[1])):
        return None
    return asked[0], asked[-1]


def _listed(lines: Sequence[Line]) -> tuple[Asked, Asked] | None:
    """Topics that are asked for in a row: "Talk about the cutover, also the invoices"."""
    for line in lines:
        found = next(iter(line.find("requests")), None)
        if found and any(line.find("apart")):
            whole = Asked(line, found.first, len(line.words))
            return whole, whole
    return None


def _differ(first: Asked, second: Asked) -> bool:
    """Whether two loose questions ask for different things; one behind another sentence is joined by "And"."""
    if first.form == second.form and first.form:
        return False
    joined = second.line.sentence.word(second.first - 1) == "and" or "and" in second.line.words[: second.first]
    return joined or (second.line is first.line and bool(second.form))


def _leans(later: Asked, earlier: Asked) -> bool:
    """Whether a question goes on from another: it takes up its words, or asks the same person for the same story."""
    words, before = later.words, earlier.words
    last = next((word for word in reversed(words) if word.isalpha()), "")
    rest = words[3:] if words[2:3] == ["there"] else words[2:]
    if len(words) < SHORT or last == "that" or not lexicon.facilitation.anaphora.isdisjoint(rest):
        return True
    if later.form in STORY and earlier.form in STORY and "you" in words and "you" in before:
        return True
    small = lexicon.english.function | lexicon.facilitation.auxiliaries | lexicon.facilitation.question_words
    return any(len(word) > SHORT and word not in small for word in set(words) & set(before))


def _asked(line: Line) -> list[Asked]:
    """The questions of a sentence; what follows "or" is the other half of one."""
    if not (line.marked or any(line.find("apart"))) or not line.sentence.found.isdisjoint(
        lexicon.facilitation.checking
    ):
        return []
    openings = line.openings if line.marked else line.wh
    starts = [index for index in openings if _asks_at(line, index)]
    return [Asked(line, one, end) for one, end in zip(starts, [*starts[1:], len(line.words)], strict=False)]


def _asks_at(line: Line, index: int) -> bool:
    """Whether a main clause asks from `index` on: not "when you looked at it", nor "or did the second come later"."""
    word, sentence = line.words[index], line.sentence
    following = sentence.word(index + 1)
    if len(line.words) - index < SHORT - 1 or any(span.first == index for span in line.find("passes")):
        return False
    if word in lexicon.facilitation.auxiliaries:
        return sentence.word(index - 1) != "or" and line.words[index + 1 : index + 3] != ["i", "ask"]
    if word not in lexicon.facilitation.question_words:
        return False
    if "'" in word or word == "who":
        return True
    if following in lexicon.facilitation.auxiliaries | lexicon.facilitation.question_seconds:
        return True
    if following in lexicon.facilitation.subjects or word in {"when", "where", "why"}:
        return False
    return word == "what" or not lexicon.facilitation.auxiliaries.isdisjoint(line.words[index + 1 : index + 2 + FAR])
