"""The review of a postmortem by a second person: a checklist that is filled in and saved beside the document."""

from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import traitlets

from pmkit.checks import Finding
from pmkit.models.postmortem.review import Review, questions, review_beside
from pmkit.widgets.builder import LOOKS, Builder, Theme, live
from pmkit.widgets.esm import script, styles

IN_WORDS = {"yes": "yes", "no": "no", "unsure": "unsure", None: "?"}


class ReviewBuilder(Builder[Review]):
    """Edits a postmortem.review.toml; see `postmortem_review`."""

    kind: ClassVar[str] = "review"
    model = Review

    questions = traitlets.Any().tag(sync=True)

    _esm = script("review.js")
    _css = styles("review.js", *LOOKS, "review.css")

    def set_up(self) -> None:
        """Nothing but the checklist is shown."""
        self.questions = [one._asdict() for one in questions()]

    def from_fields(self, fields: dict[str, Any]) -> dict[str, Any]:
        """Drop what is empty; the model judges the rest."""
        items = [_said(one) for one in fields.get("items", []) if isinstance(one, dict)]
        kept = [one for one in items if one.keys() - {"key"}]
        return {"reviewer": fields.get("reviewer", ""), **_day(fields.get("date")), "items": kept}

    def examine(self, answer: Review) -> list[Finding]:  # noqa: ARG002  # notes of a colleague are not judged
        """Nothing: it is a colleague's word."""
        return []

    def describe(self, answer: Review) -> str:
        """How many questions are answered."""
        return f"{len(questions()) - len(answer.standing()['open'])} of {len(questions())} answered"

    def draw(self, _answer: Review, _width: int, _theme: Theme) -> str:
        """The form is its own picture."""
        return ""

    def outline(self, answer: Review) -> str:
        """Each question with what is said to it."""
        lines = [f"Reviewer: {answer.reviewer or '?'} · Date: {answer.date or '?'}"]
        for one in questions():
            note = f" · {answer.note_on(one.key)}" if answer.note_on(one.key) else ""
            lines.append(f"  {one.asks} {IN_WORDS[answer.verdict_on(one.key)]}{note}")
        return "\n".join(lines) + "\n"


def _said(item: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in item.items() if value not in ("", None)}


def _day(text: Any) -> dict[str, Any]:
    """The day as a date, where it is one; otherwise the model says what to write."""
    if text in ("", None):
        return {}
    try:
        return {"date": date.fromisoformat(text)}
    except (TypeError, ValueError):
        return {"date": text}


def postmortem_review(document: str | Path) -> ReviewBuilder:
    """The checklist for a second person, about the postmortem at `document`; kept beside it as `….review.toml`."""
    return live(ReviewBuilder, review_beside(Path(document)))
