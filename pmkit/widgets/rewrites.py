"""The rewriting practice: given statements, each said again in a field that underlines as one types."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import traitlets

from pmkit.checks import Finding, examine
from pmkit.checks.examination import in_order
from pmkit.models.rewrites import Rewrite, Rewrites
from pmkit.models.story.statement import Statement
from pmkit.render import rewrites as render
from pmkit.widgets.builder import LOOKS, Builder, Theme, live
from pmkit.widgets.editor import Examine, with_plain_line_ends
from pmkit.widgets.esm import script, styles
from pmkit.widgets.exercise_scenario import rubric_of


class RewritesBuilder(Builder[Rewrites]):
    """Edits a blameless_rewrite.toml; see `rewrites`."""

    kind: ClassVar[str] = "prose"
    model = Rewrites
    rows: ClassVar[str] = "rewrites"

    label = traitlets.Unicode().tag(sync=True)

    _esm = script("rewrites.js")
    _css = styles("rewrites.js", *LOOKS, "lib/prose_field.css", "lib/prose_marks.css", "rewrites.css")

    def set_up(
        self, *, statements: Sequence[str] = (), label: str = "Say it again", examine: Examine = examine
    ) -> None:
        """`statements` are to be said again, `examine` runs the checks on each rewrite."""
        self.label = label
        self._statements = list(statements)
        self._find = examine

    def blank(self) -> Rewrites:
        """Every statement, and nothing said again yet."""
        return Rewrites(rewrites=[Rewrite(original=statement) for statement in self._statements])

    def arranged(self, answer: Rewrites) -> Rewrites:
        """In the order of the statements; rewrites of others stay, at the end."""
        ordered = answer.in_order_of(self._statements)
        plain = [one.model_copy(update={"text": with_plain_line_ends(one.text)}) for one in ordered.rewrites]
        return ordered.model_copy(update={"rewrites": plain})

    def order(self, answer: Rewrites) -> list[int | None]:
        """As `arranged`; a statement without a rewrite has no row in the answer yet."""
        left = {index: one.original for index, one in enumerate(answer.rewrites)}
        order: list[int | None] = []
        for shown in answer.in_order_of(self._statements).rewrites:
            found = next((index for index, original in left.items() if original == shown.original), None)
            left = {index: original for index, original in left.items() if index != found}
            order.append(found)
        return order

    def examine(self, answer: Rewrites) -> list[Finding]:
        """What the checks find in each rewrite, those that matter most first."""
        found = [
            replace(finding, where=f"rewrite {number}, text")
            for number, rewrite in enumerate(answer.rewrites, start=1)
            for finding in self._find(rewrite.text, kind=self.kind, scenario=self.scenario)
        ]
        return in_order(found)

    def describe(self, answer: Rewrites) -> str:
        """How many statements have a rewrite."""
        return "1 rewrite" if answer.written == 1 else f"{answer.written} rewrites"

    def draw(self, _answer: Rewrites, _width: int, _theme: Theme) -> str:
        """The text is its own picture."""
        return ""

    def outline(self, answer: Rewrites) -> str:
        """Each statement, and what was written instead."""
        return render.outline(answer)


def rewrites(
    path: str | Path,
    statements: Sequence[str | Statement] = (),
    exercise: str | None = None,
    *,
    label: str = "Say it again",
) -> RewritesBuilder:
    """The rewriting practice for the answer file at `path`, which need not exist yet.

    The statements are those given here, else those of the exercise; `label` is shown above them. With an exercise
    it says at every change what the answer earns, and what is open. Raises LookupError for a name that no exercise
    has.
    """
    texts = texts_of(statements, exercise)
    return live(RewritesBuilder, path, rubric=rubric_of(exercise, path), statements=texts, label=label)


def texts_of(statements: Sequence[str | Statement], exercise: str | None) -> list[str]:
    """The sentences to work on: those that a cell gave, else those of its exercise."""
    from pmkit.grading.exercise import load_exercise

    given = statements or (load_exercise(exercise).statements if exercise else ())
    return [one if isinstance(one, str) else one.text for one in given]
