"""A sentence of a facilitator, with what the moves ask of it: its phrases, and whether it asks."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pmkit.checks.facilitation.phrases import Candidates, candidates, spans
from pmkit.checks.language.pattern import Span
from pmkit.checks.language.reading import judge
from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.sentence import Sentence

REACH = 12
"""How many words a frame such as "we are not here to ask" reaches forward."""


@dataclass(frozen=True, eq=False)
class Line:
    """One sentence; what is worked out is worked out once."""

    sentence: Sentence

    @cached_property
    def _among(self) -> Candidates:
        return candidates(self.sentence)

    @cached_property
    def judged(self) -> dict[str, list[Span]]:
        """What the language checks find in it, by the name of the check."""
        return judge(self.sentence)

    def find(self, name: str) -> Iterator[Span]:
        """Every place at which a phrase called `name` matches."""
        return spans(name, self.sentence, self._among)

    @property
    def words(self) -> list[str]:
        """Its words and signs."""
        return self.sentence.words

    @cached_property
    def framed(self) -> tuple[Span, ...]:
        """Words behind which blame is spoken of: "you keep saying", "if anyone asks"."""
        return tuple(self.find("framed"))

    @cached_property
    def opens_with_story(self) -> bool:
        """Whether it asks with what or how."""
        return any(self.words[index] in lexicon.facilitation.open_words for index in self.openings)

    @property
    def marked(self) -> bool:
        """Whether it ends in a question mark."""
        return "?" in self.sentence.found

    @cached_property
    def openings(self) -> tuple[int, ...]:
        """Where clauses begin that may ask: its first word behind small words, and those behind a comma or a sign."""
        found, skipping = [], True
        for index, word in enumerate(self.words):
            if skipping and word not in lexicon.facilitation.fillers and word[:1].isalnum():
                found.append(index)
                skipping = False
            elif word in lexicon.facilitation.clause_ends:
                skipping = True
        return tuple(found)

    @cached_property
    def wh(self) -> tuple[int, ...]:
        """Where it asks with a question word."""
        return tuple(index for index in self.openings if self.words[index] in lexicon.facilitation.question_words)

    @cached_property
    def asks(self) -> bool:
        """Whether it asks: by its sign, or by its first word and an auxiliary behind."""
        return self.marked or any(
            self.sentence.word(index + 1) in lexicon.facilitation.auxiliaries and self.words[index] != "when"
            for index in self.wh[:1]
        )

    def refused(self, first: int, reach: int = REACH) -> bool:
        """Whether words are denied, or named as what the meeting is not for: "we are not here to ask who …"."""
        words = self.words
        for index in range(first - 1, max(first - reach, 0) - 1, -1):
            if words[index] in lexicon.facilitation.refusing_ends:
                return words[index] == "because" and self.sentence.word(index - 1) == "not"
            if words[index] == "," and words[index + 1] in lexicon.facilitation.restarts:
                return False
            if words[index] in lexicon.facilitation.refusing:
                return True
            if words[index] in {"than", "of"} and words[index - 1] in {"rather", "instead"}:
                return True
        return False
