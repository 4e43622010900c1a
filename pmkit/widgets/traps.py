"""The practice *four traps*: name the trap in each statement, say it again, and see at once how the key reads it."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, ClassVar

import traitlets

from pmkit.checks import Finding
from pmkit.grading.practice.traps import review, summary
from pmkit.models.practice.traps import TITLES, NamedTrap, Traps
from pmkit.models.story.statement import Statement
from pmkit.widgets.builder import LOOKS, Builder, Theme, live
from pmkit.widgets.esm import script, styles


class TrapsBuilder(Builder[Traps]):
    """Edits a traps.toml; see `traps`."""

    kind: ClassVar[str] = "traps"
    model = Traps

    kinds = traitlets.List(list(TITLES.items())).tag(sync=True)

    _esm = script("traps.js")
    _css = styles("traps.js", *LOOKS, "spot.css", "traps.css")

    def set_up(self, *, statements: Sequence[Statement] = ()) -> None:
        """`statements` hold a trap each, or none."""
        self._statements = list(statements)

    def examine(self, _answer: Traps) -> list[Finding]:
        """What is found is shown with each statement."""
        return []

    def from_fields(self, fields: dict[str, Any]) -> dict[str, Any]:
        """An entry for each statement that something was chosen or written for; those not shown here stay."""
        sent = enumerate(zip(self._statements, fields["statements"], strict=True), start=1)
        shown = [{"statement": number, "trap": one["trap"], "rewrite": one["rewrite"]} for number, (_, one) in sent]
        others = [one.model_dump() for one in self.answer.traps if one.statement > len(self._statements)]
        return {"traps": [one for one in shown if one["trap"] or one["rewrite"]] + others}

    def to_fields(self, answer: Traps) -> dict[str, Any]:
        """Each statement with what was chosen, written, and is to be said of it."""
        reviews = review(answer, self._statements)
        statements = [
            {"text": one.text, **_entry(answer.of(number)), "review": asdict(reviews[number - 1])}
            for number, one in enumerate(self._statements, start=1)
        ]
        return {"statements": statements, "summary": summary(reviews)}

    def describe(self, answer: Traps) -> str:
        """How many traps are named."""
        named = sum(bool(one.trap) for one in answer.traps)
        return "1 trap" if named == 1 else f"{named} traps"

    def draw(self, _answer: Traps, _width: int, _theme: Theme) -> str:
        """The statements are their own picture."""
        return ""

    def outline(self, answer: Traps) -> str:
        """Each statement, the trap that was named in it, and how it was said again."""
        lines = []
        for number, one in enumerate(self._statements, start=1):
            mine = answer.of(number)
            lines += [f"{number}. {one.text}", f"   {TITLES.get(mine.trap, '…')} – {mine.rewrite.strip() or '…'}"]
        return "\n".join(lines)


def _entry(mine: NamedTrap) -> dict[str, str]:
    return {"trap": mine.trap, "rewrite": mine.rewrite}


def traps(path: str | Path, statements: Sequence[Statement] = ()) -> TrapsBuilder:
    """The practice *four traps* for the answer file at `path`, which need not exist yet.

    The statements are those given here, else the sixteen of the lesson.
    """
    from pmkit.grading.practice.statements import statements as kept

    return live(TrapsBuilder, path, statements=list(statements) or kept("traps"))
