"""The practice *spot it*: mark words in given statements, name their kind, and see where others agree."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, ClassVar

import traitlets

from pmkit.checks import Finding, examine
from pmkit.models.practice.spotted import Mark, SpottedWords
from pmkit.models.practice.words import WORD, place_of, quoted
from pmkit.models.story.statement import Mark as KeyMark
from pmkit.models.story.statement import Statement
from pmkit.widgets.builder import LOOKS, Builder, Theme, live
from pmkit.widgets.editor import Examine
from pmkit.widgets.esm import script, styles
from pmkit.widgets.exercise_scenario import scenario_of
from pmkit.widgets.rewrites import texts_of
from pmkit.widgets.spotting import KINDS, compare


class SpotBuilder(Builder[SpottedWords]):
    """Edits a spot_it.toml; see `spot`."""

    kind: ClassVar[str] = "prose"
    model = SpottedWords

    kinds = traitlets.List(list(KINDS.items())).tag(sync=True)

    _esm = script("spot.js")
    _css = styles("spot.js", *LOOKS, "lib/prose_marks.css", "spot.css")

    def set_up(
        self,
        *,
        statements: Sequence[str] = (),
        keys: Sequence[Sequence[KeyMark]] | None = None,
        examine: Examine = examine,
    ) -> None:
        """`statements` are to be looked at, `keys` is how authors read each, `examine` runs the checks on each."""
        self._statements = list(statements)
        self._keys = keys
        self._find = examine
        self._found: list[list[Finding]] = [[] for _ in statements]

    def examine(self, _answer: SpottedWords) -> list[Finding]:
        """Look at each statement; what is found is shown only where a trainee compares."""
        self._found = [self._find(text, kind=self.kind, scenario=self.scenario) for text in self._statements]
        return []

    def from_fields(self, fields: dict[str, Any]) -> dict[str, Any]:
        """A mark for each statement that something was marked in; those of statements not shown here stay."""
        shown = [
            self._mark(number, text, *_three(entry))
            for number, (text, entry) in enumerate(zip(self._statements, fields["statements"], strict=True), start=1)
        ]
        others = [mark for mark in self.answer.marks if mark.statement > len(self._statements)]
        kept = [mark.model_dump(exclude_none=True) for mark in others]
        return {"marks": [*(mark for mark in shown if mark), *kept]}

    def _mark(self, number: int, text: str, first: Any, last: Any, check: Any) -> dict[str, Any] | None:
        words = len(WORD.findall(text))
        if not (isinstance(first, int) and isinstance(last, int) and 0 <= first <= last < words):
            return {"statement": number, "quote": "", "check": check} if check else None
        start, quote = quoted(text, (first, last))
        mark = {"statement": number, "quote": quote, "check": check}
        return mark if text.find(quote) == start else {**mark, "start": start}

    def to_fields(self, answer: SpottedWords) -> dict[str, Any]:
        """Each statement as its words, what is marked in it, and how that compares."""
        return {"statements": [self._shown(number, text, answer) for number, text in enumerate(self._statements, 1)]}

    def _shown(self, number: int, text: str, answer: SpottedWords) -> dict[str, Any]:
        mark = answer.of(number)
        first, last = (mark and place_of(text, mark)) or (None, None)
        key = None if self._keys is None else self._keys[number - 1]
        compared = compare(text, mark, self._found[number - 1], key)
        return {
            "words": WORD.findall(text),
            "first": first,
            "last": last,
            "check": mark.check if mark else "",
            "compared": asdict(compared) if compared else None,
        }

    def describe(self, answer: SpottedWords) -> str:
        """How many statements are marked."""
        return "1 mark" if len(answer.marks) == 1 else f"{len(answer.marks)} marks"

    def draw(self, _answer: SpottedWords, _width: int, _theme: Theme) -> str:
        """The statements are their own picture."""
        return ""

    def outline(self, answer: SpottedWords) -> str:
        """Each statement, and what was marked in it."""
        return "\n".join(
            f"{number}. {text}\n   {_said(answer.of(number))}" for number, text in enumerate(self._statements, 1)
        )


def _three(entry: Any) -> tuple[Any, Any, Any]:
    """The first word, the last word and the kind that a browser sent of one statement."""
    return entry["first"], entry["last"], entry["check"]


def _said(mark: Mark | None) -> str:
    if mark is None:
        return "…"
    return " – ".join(part for part in (f"“{mark.quote}”" * bool(mark.quote), KINDS.get(mark.check, "")) if part)


def spot(path: str | Path, statements: Sequence[str | Statement] = (), exercise: str | None = None) -> SpotBuilder:
    """The practice *spot it* for the answer file at `path`, which need not exist yet.

    The statements are those given here, else those of the exercise. Those that come with marks are compared with
    these, others with what the checks find. Raises LookupError for a name that no exercise has.
    """
    keys = [one.marks for one in statements if isinstance(one, Statement)]
    known = keys if keys and len(keys) == len(statements) else None
    return live(SpotBuilder, path, scenario_of(exercise), statements=texts_of(statements, exercise), keys=known)
