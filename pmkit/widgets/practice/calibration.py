"""The practice *reviewer calibration*: score documents of known quality, then see how the authors score them."""

from pathlib import Path
from typing import Any, ClassVar

import traitlets

from pmkit.checks import Finding
from pmkit.grading.practice.calibration import agreement, compared, documents, is_scored, rubric
from pmkit.models.postmortem.postmortem import Postmortem
from pmkit.models.practice.calibration import Calibration, KeyedDocument
from pmkit.render.postmortem import html_of
from pmkit.widgets.builder import LOOKS, Builder, Theme, live
from pmkit.widgets.esm import script, styles


class CalibrationBuilder(Builder[Calibration]):
    """Edits a calibration.toml; see `calibration`."""

    kind: ClassVar[str] = "calibration"
    model = Calibration

    documents = traitlets.List().tag(sync=True)
    items = traitlets.List().tag(sync=True)

    _esm = script("calibration.js")
    _css = styles("calibration.js", *LOOKS, "calibration.css")

    def set_up(self) -> None:
        """Send what is to be read and scored, and nothing of the key."""
        self.documents = [{"id": one.id, "html": html_of(Postmortem(text=one.text))} for one in documents()]
        self.items = [item.model_dump() for item in rubric()]

    def examine(self, _answer: Calibration) -> list[Finding]:
        """What is to be said stands with each document."""
        return []

    def from_fields(self, fields: dict[str, Any]) -> dict[str, Any]:
        """The scores of each document; where its key was shown, or it is not shown here, they stay."""
        kept = {one.id for one in compared(self.answer)}
        free = [
            (one.id, sent) for one, sent in zip(documents(), fields["documents"], strict=True) if one.id not in kept
        ]
        moved = {document for document, _ in free}
        scores = [one.model_dump() for one in self.answer.scores if one.document not in moved]
        asked = []
        for document, sent in free:
            levels = {item.id: sent["levels"].get(item.id) for item in rubric()}
            scores += [{"document": document, "item": item, "level": level} for item, level in levels.items() if level]
            asked += [document] if sent["compared"] and all(levels.values()) else []
        return {"compared": [*(one for one in self.answer.compared if one not in moved), *asked], "scores": scores}

    def to_fields(self, answer: Calibration) -> dict[str, Any]:
        """The scores of each document, with the key to it where that may be seen."""
        done = {one.id for one in compared(answer)}
        shown = [
            {
                "levels": answer.of(one.id),
                "compared": one.id in done,
                "scored": is_scored(answer, one.id),
                "key": _told(one.key) if one.id in done else None,
            }
            for one in documents()
        ]
        return {"documents": shown, "agreement": agreement(answer)}

    def describe(self, answer: Calibration) -> str:
        """How many documents are scored."""
        number = sum(is_scored(answer, one.id) for one in documents())
        return "1 document scored" if number == 1 else f"{number} documents scored"

    def draw(self, _answer: Calibration, _width: int, _theme: Theme) -> str:
        """There is no picture."""
        return ""

    def outline(self, answer: Calibration) -> str:
        """The levels of each document, and how far they agree."""
        titles = {item.id: item.title for item in rubric()}
        lines = []
        for one in documents():
            levels = answer.of(one.id)
            lines += [f"Document {one.id}", *(f"  {titles[item]}: {levels.get(item, '…')}" for item in titles)]
        return "\n".join([*lines, *agreement(answer)])


def _told(key: KeyedDocument) -> dict[str, Any]:
    return {"quality": key.quality, "levels": key.levels, "reasons": key.reasons}


def calibration(path: str | Path) -> CalibrationBuilder:
    """The practice *reviewer calibration* for the answer file at `path`, which need not exist yet."""
    return live(CalibrationBuilder, path)
