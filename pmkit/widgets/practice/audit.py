"""The practice *audit the draft*: mark what is wrong in a draft of one's own incident, cite the record, mend it."""

from dataclasses import asdict
from pathlib import Path
from typing import Any, ClassVar

import traitlets

from pmkit.checks import Finding
from pmkit.grading.practice.audit import Drafted, Review, drafted, review, trainee_beside
from pmkit.models.practice.audit import Audit, AuditMark
from pmkit.models.practice.words import WORD, place_of, quoted
from pmkit.models.story.source_names import names_of
from pmkit.widgets.builder import LOOKS, Builder, Theme, live
from pmkit.widgets.esm import script, styles
from pmkit.widgets.timeline.evidence import noted, packed


class AuditBuilder(Builder[Audit]):
    """Edits an audit.toml; see `audit`."""

    kind: ClassVar[str] = "audit"
    model = Audit

    lines = traitlets.Any().tag(sync=True)
    names = traitlets.Any().tag(sync=True)
    notes = traitlets.Any().tag(sync=True)

    _esm = script("audit.js")
    _css = styles("audit.js", *LOOKS, "spot.css", "timeline_evidence.css", "audit.css")

    def set_up(self, *, given: Drafted) -> None:
        """`given` is the draft with evidence and key; of the key the page gets what was asked for."""
        self._given = given
        self.lines, self.notes = packed(given.lines), noted(given.warnings, given.lines)
        self.names = {source: names_of(source) for source in {line.event.source for line in given.lines}}

    def examine(self, _answer: Audit) -> list[Finding]:
        """What is to be said stands with each line."""
        return []

    def from_fields(self, fields: dict[str, Any]) -> dict[str, Any]:
        """A mark for each line that something was marked or written for; those of lines not shown here stay."""
        lines = self._given.draft.lines
        sent = enumerate(zip(lines, fields["lines"], strict=True), start=1)
        marks = [_mark(number, line.text, entry) for number, (line, entry) in sent]
        others = [one.model_dump(exclude_none=True) for one in self.answer.marks if one.line > len(lines)]
        return {"asked": fields["asked"], "marks": [*(mark for mark in marks if mark), *others]}

    def to_fields(self, answer: Audit) -> dict[str, Any]:
        """Each line as its words, what is marked in it, and what was asked for of the key."""
        told = review(answer, self._given) if answer.asked else None
        lines = [
            {"section": line.section, **_shown(line.text, answer.of(number)), "judged": _judged(number, answer, told)}
            for number, line in enumerate(self._given.draft.lines, start=1)
        ]
        title, summary = self._given.draft.title, told.summary if told else ""
        return {"title": title, "asked": answer.asked, "summary": summary, "lines": lines}

    def describe(self, answer: Audit) -> str:
        """How many lines are marked."""
        return "1 mark" if len(answer.marks) == 1 else f"{len(answer.marks)} marks"

    def draw(self, _answer: Audit, _width: int, _theme: Theme) -> str:
        """The draft is its own picture."""
        return ""

    def outline(self, answer: Audit) -> str:
        """The draft, and under each marked line what was written for it."""
        parts = []
        for number, line in enumerate(self._given.draft.lines, start=1):
            mark = answer.of(number)
            parts.append(f"{number}. {line.text}")
            if mark.quote or mark.record or mark.mend:
                parts.append(f"   “{mark.quote}” – {mark.record.strip() or '…'} – {mark.mend.strip() or '…'}")
        return "\n".join(parts)


def _shown(text: str, mark: AuditMark) -> dict[str, Any]:
    first, last = place_of(text, mark) or (None, None)
    return {
        "words": WORD.findall(text),
        "first": first,
        "last": last,
        "record": mark.record,
        "mend": mark.mend,
    }


def _judged(number: int, answer: Audit, told: Review | None) -> dict[str, Any] | None:
    """What of the key was asked for about one line."""
    judged = told.lines.get(number) if told else None
    is_kept = judged is not None and judged.outcome == "missed" and answer.asked != "missed"
    return asdict(judged) if judged and not is_kept else None


def _mark(number: int, text: str, entry: dict[str, Any]) -> dict[str, Any] | None:
    """What the file keeps of one line; None where nothing was marked or written."""
    first, last, record, mend = entry["first"], entry["last"], entry["record"], entry["mend"]
    mark = {"line": number, "quote": "", "record": record, "mend": mend}
    words = len(WORD.findall(text))
    if not (isinstance(first, int) and isinstance(last, int) and 0 <= first <= last < words):
        return mark if record or mend else None
    start, quote = quoted(text, (first, last))
    found = mark | {"quote": quote}
    plain = place_of(text, AuditMark(line=number, quote=quote)) == (first, last)
    return found if plain else found | {"start": start}


def audit(path: str | Path, story: str = "expired-certificate", trainee: str = "") -> AuditBuilder:
    """The practice *audit the draft* for the answer file at `path`, which need not exist yet.

    The draft is about the trainee's own incident; without an id it is about the one that the exercises in the same
    folder were begun for, and where none was, about the story as it is written. Raises LookupError for a story of
    which there is no draft, ValueError for a trainee that cannot be.
    """
    return live(AuditBuilder, path, given=drafted(story, trainee or trainee_beside(Path(path))))
