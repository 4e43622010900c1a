"""The form of figures: the answer file as text, with what it earns beside it, and the figures as a table."""

from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from pmkit.checks import Finding
from pmkit.checks.toml_places import spans_of
from pmkit.grading.assess import judge
from pmkit.grading.assessment import Assessment, CriterionResult
from pmkit.grading.practice.exercise import Practice
from pmkit.models.answer import AnswerError, where
from pmkit.models.document import Document
from pmkit.models.incident_history.answer import MetricsAnswer
from pmkit.models.words.shortened import shortened
from pmkit.widgets.builder import live
from pmkit.widgets.editor import Editor
from pmkit.widgets.exercise_scenario import rubric_of
from pmkit.widgets.judgement import Judgement

MOST_PROBLEMS = 5
LONGEST = 300


class MetricsForm(Editor):
    """Edits the text of an answer of figures, and judges what it holds; see `metrics_form`."""

    kind: ClassVar[str] = "metrics"

    def examine(self, answer: Document) -> list[Finding]:
        """Outside of an exercise nothing is found: only what a grader says is shown here."""
        del answer
        return []

    def _judge(self) -> Judgement:
        """What a grader gives for the file; of one that cannot be read, what to write where."""
        if self.rubric is None:
            return Judgement(())
        text = self.answer.text
        try:
            given = MetricsAnswer.parse(text, self.path.name) if text.strip() else None
        except AnswerError as error:
            told = tuple(shortened(problem, LONGEST) for problem in error.problems[:MOST_PROBLEMS])
            open_ = CriterionResult("readable", "completeness", 0.0, self.rubric.max, "incomplete", "\n".join(told))
            return Judgement((), (open_,), points=0.0, max=self.rubric.max, outcome="incomplete", notes=told)
        return _as_shown(judge(self.rubric, given, text, self.rubric.answer), text)


def _as_shown(assessment: Assessment, text: str) -> Judgement:
    """The assessment with its findings at the words of the file."""
    spans = {where(field): span for field, span in spans_of(text).items()}
    found = []
    for finding in assessment.findings:
        start, end = spans.get(finding.where, (0, 0))
        found.append(replace(finding, where="text", start=start, end=end))
    return Judgement(
        tuple(found),
        tuple(assessment.open),
        assessment.points,
        assessment.max,
        assessment.outcome,
        assessment.notes,
        assessment.points_up_to,
    )


def metrics_form(path: str | Path, exercise: str | Practice | None = None) -> MetricsForm:
    """The form for the answer file at `path`, which need not exist yet.

    With an exercise (its name, or what `pmkit.exercise` gives) it says at every change what the answer earns, and
    what is open. Raises LookupError for a name that no exercise has.
    """
    return live(MetricsForm, path, rubric=rubric_of(exercise, path), label="Your figures")
