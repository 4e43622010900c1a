"""The prose editor: one text in one file, with the words that the checks point at underlined as one types."""

from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar, Protocol

import traitlets

from pmkit.checks import Finding, examine
from pmkit.models.document import Document
from pmkit.models.story.scenario import Scenario
from pmkit.widgets.builder import LOOKS, Builder, Theme, live
from pmkit.widgets.esm import script, styles
from pmkit.widgets.exercise_scenario import scenario_of


class Examine(Protocol):
    """Text in, findings out, as `pmkit.checks.examine` does; `start` and `end` count characters of the text."""

    def __call__(self, subject: str, kind: str, *, scenario: Scenario | None = None) -> list[Finding]:
        """What is found in `subject`, most consequential first."""


class Editor(Builder[Document]):
    """Edits one text; see `editor`."""

    kind: ClassVar[str] = "prose"
    model = Document

    label = traitlets.Unicode().tag(sync=True)

    _esm = script("editor.js")
    _css = styles("editor.js", *LOOKS, "lib/prose_field.css", "lib/prose_marks.css", "editor.css")

    def set_up(self, *, label: str = "Your text", kind: str = "prose", examine: Examine = examine) -> None:
        """`kind` names the checks that read the text, `examine` what runs them."""
        self.label = label
        self._checks = kind
        self._find = examine

    def arranged(self, answer: Document) -> Document:
        """The text as the field will hold it."""
        return Document(text=with_plain_line_ends(answer.text))

    def parse(self, fields: dict[str, Any]) -> Document:
        """The text that was typed."""
        return Document.parse(fields["text"], self.path.name)

    def examine(self, answer: Document) -> list[Finding]:
        """What the checks find in the text."""
        found = self._find(answer.text, kind=self._checks, scenario=self.scenario)
        return [replace(finding, where="text") for finding in found]

    def describe(self, answer: Document) -> str:
        """How many words there are."""
        return "1 word" if answer.words == 1 else f"{answer.words} words"

    def draw(self, _answer: Document, _width: int, _theme: Theme) -> str:
        """The text is its own picture."""
        return ""

    def outline(self, answer: Document) -> str:
        """The label, and the text as it is."""
        return f"{self.label}\n\n{answer.text}" if answer.text else self.label


def editor(path: str | Path, label: str = "Your text", exercise: str | None = None, *, kind: str = "prose") -> Editor:
    """The editor of the text file at `path`, which need not exist yet; `label` is shown above it.

    With the name of an exercise, feedback knows that exercise's people and systems. Raises LookupError for a
    name that no exercise has.
    """
    return live(Editor, path, scenario_of(exercise), label=label, kind=kind)


def with_plain_line_ends(text: str) -> str:
    """The text with the line ends that a browser's field gives back, so that both count alike."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
