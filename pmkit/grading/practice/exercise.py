"""An exercise in a notebook: check the answer, get a hint, see one solution, report points to the grader."""

import os
from dataclasses import dataclass
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import Self

from pmkit.grading.assess import assess_folder
from pmkit.grading.assessment import OUTCOMES, Assessment, CriterionResult
from pmkit.grading.exercise import Exercise, load_exercise
from pmkit.grading.own_incident import NOBODY
from pmkit.grading.practice.beginning import begun, evidence_at
from pmkit.grading.readings import shown
from pmkit.grading.scheme import scheme_of
from pmkit.incidents.evidence_folder import write_evidence
from pmkit.models import answer_file

MOST_FINDINGS = 3
HUB_USER = "JUPYTERHUB_USER"
"""Where a JupyterHub says who works here."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Text and its HTML, for a notebook to show; trainees' words in it are already escaped."""

    text: str
    html: str

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return self.html


class Points(float):
    """Points as a graded cell reports them: for nbgrader the plain number, for a reader a line of words.

    nbgrader takes the text of a cell's result for its points, and anything that is no number for all points: so the
    text stays what a float has. `earned` says them in words, `aspect` what they are for.

    >>> points = Points(32.0, aspect="correctness", earned="32 of 40 points")
    >>> points, points._repr_html_()
    (32.0, '<p><b>Correctness</b>: 32 of 40 points</p>')
    """

    def __new__(cls, points: float, **_about: object) -> Self:
        """The number; what it is about comes with it."""
        return super().__new__(cls, points)

    def __init__(self, _points: float, *, aspect: str, earned: str) -> None:
        self.aspect, self.earned = aspect, earned

    def _repr_html_(self) -> str:
        return f"<p><b>{escape(self.aspect.capitalize())}</b>: {escape(self.earned)}</p>"


@dataclass(frozen=True, slots=True)
class Practice:
    """What a trainee calls in an exercise notebook.

    >>> practice = Practice(load_exercise("five-whys"), Path("no-such-folder"))
    >>> practice.points("correctness")
    0.0
    >>> practice.hint(1)
    Hint 1 of 4: Start small: what state was the machine in while the blocks went by? Exhibits E1 and E2 show it.
    """

    exercise: Exercise
    folder: Path

    def __post_init__(self) -> None:
        """Hold the exercise as a trainee has it."""
        object.__setattr__(self, "exercise", self.exercise.handed_out())

    def scenario(self) -> Shown:
        """The incident: what happened, who is there, the exhibits."""
        story = self.exercise.scenario
        rows = [(one.id, one.source, one.text) for one in story.exhibits]
        people = [f"{person.name} ({person.role})" for person in story.people]
        text = "\n".join(
            [
                story.brief.strip(),
                "",
                *(f"{row[0]:>3}  {row[1]}: {row[2]}" for row in rows),
                "",
                f"People: {'; '.join(people)}",
            ]
        )
        cells = "".join(
            "<tr>" + "".join(f"<td style='text-align:left'>{escape(cell)}</td>" for cell in row) + "</tr>"
            for row in rows
        )
        heads = "".join(f"<th style='text-align:left'>{name}</th>" for name in ("Exhibit", "Source", "What it shows"))
        html = (
            f"<p>{_with_code(story.brief.strip())}</p><table style='text-align:left;table-layout:auto'>"
            f"<thead><tr>{heads}</tr></thead><tbody>{cells}</tbody></table>"
            f"<p><b>People</b>: {escape('; '.join(people))}. <b>Teams</b>: {escape(', '.join(story.teams))}.</p>"
        )
        return Shown(text, html)

    def evidence(self) -> Path:
        """The folder with the evidence of the trainee's own incident, or history; made here where it is not there yet.

        Raises LookupError for an exercise in which all trainees have the same incident.
        """
        material = self.exercise.history or self.exercise.incident
        if material is None:
            raise LookupError(
                f"the exercise {self.exercise.slug} has no evidence folder; scenario() shows its exhibits"
            )
        folder = evidence_at(self.exercise, self.folder)
        if not (folder / "README.md").exists():
            write_evidence(material, folder, force=True)
        return folder

    def begin(self) -> Path:
        """The answer file; where there is none yet, the template is put there first. Raises OSError."""
        path = self.folder / self.exercise.answer
        scheme = scheme_of(self.exercise.kind)
        if scheme.template is not None and not path.exists():
            answer_file.write(path, scheme.begun or scheme.template.dump())
        return path

    def assess(self) -> Assessment:
        """Grade the answer file beside the notebook."""
        return assess_folder(self.exercise.slug, self.folder)

    def check(self) -> Shown:
        """Every criterion with its outcome, and the first findings with a question each."""
        return show(self.exercise, self.assess(), readings=True)

    def points(self, aspect: str) -> Points:
        """The points of one aspect, as a graded cell reports them. Raises LookupError for an unknown aspect."""
        part = self.assess().of(aspect)
        waits = f", {OUTCOMES[part.outcome]}" if part.outcome in {"unattempted", "for-instructor"} else ""
        return Points(part.points, aspect=aspect, earned=f"{part.earned}{waits}")

    def hint(self, number: int = 1) -> Shown:
        """Hint `number` of the exercise, from the gentlest on; beyond the last, the last."""
        hints = self.exercise.hints
        chosen = min(max(1, number), len(hints))
        text = f"Hint {chosen} of {len(hints)}: {hints[chosen - 1]}"
        return Shown(text, f"<p><b>Hint {chosen} of {len(hints)}.</b> {escape(hints[chosen - 1])}</p>")

    def hints(self) -> Shown:
        """All hints, the gentlest first, each closed until it is opened."""
        hints = list(enumerate(self.exercise.hints, start=1))
        text = f"{len(hints)} hints, closed; hint(1) shows the gentlest, hint({len(hints)}) the last."
        opened = "cursor:pointer;padding:.2em 0"
        folded = "".join(
            f'<details><summary style="{opened}">Hint {number} of {len(hints)}</summary><p>{escape(hint)}</p></details>'
            for number, hint in hints
        )
        return Shown(text, folded)

    def solution(self) -> Shown:
        """One good answer among many, once there is an attempt to compare it with."""
        if self.assess().outcome == "unattempted":
            text = "Try it first: the solution opens once your answer file says something. hint(1) helps you start."
            return Shown(text, f"<p>{escape(text)}</p>")
        from pmkit.render.drawing import html, outline

        answer = self.exercise.shown_solution
        return Shown(outline(answer), f"<p><b>One good answer among many.</b></p>{html(answer)}")

    @property
    def trainee(self) -> str:
        """Whose incident it is about; empty for one of nobody in particular."""
        return "" if self.exercise.trainee == NOBODY else self.exercise.trainee

    def pack(self, trainee: str = "") -> Shown:
        """Make the one archive to hand in, `<exercise>-<trainee>.zip` beside the notebook, and say what is in it.

        Raises NothingToPackError, a sentence, without an answer or an id, or where it cannot be written.
        """
        from pmkit.grading.packing import missing, pack, packed_in

        path = pack(self.exercise, self.folder, trainee)
        lines = [
            f"Packed: {path.name}, beside this notebook. Hand in this one file.",
            f"In it: {', '.join(packed_in(path))}.",
            *missing(self.exercise, self.folder),
        ]
        return Shown("\n".join(lines), "".join(f"<p>{escape(line)}</p>" for line in lines))

    def how_to_pack(self) -> Shown:
        """How to make the archive where no button can be shown."""
        text = f'To pack what you hand in, run: pmkit.exercise("{self.exercise.slug}").pack(trainee="your-id")'
        return Shown(text, f"<p>{escape(text)}</p>")


def _with_code(text: str) -> str:
    """Escaped text in which `backticks` are code."""
    parts = escape(text).split("`")
    return "".join(f"<code>{part}</code>" if index % 2 else part for index, part in enumerate(parts))


def exercise(slug: str, trainee: str = "", story: str = "", *, anew: bool = False) -> Practice:
    """The exercise called `slug`, answered in the current folder.

    Where every trainee has an incident of their own, `trainee` is the id that the course knows you by (on a JupyterHub
    its user name, where nothing was begun without it) and `story` one of the exercise's. What was begun goes on:
    the id is kept beside the answer, and can be changed until something is answered. With `anew` it can be changed
    after that too: the answers are kept beside. Raises LookupError for an unknown exercise or story,
    BegunOtherwiseError (a ValueError) where the answers here are about another incident.
    """
    rubric = load_exercise(slug)
    if not rubric.own_incident:
        return Practice(rubric, Path.cwd())
    own = begun(rubric, Path.cwd(), trainee, story, anew=anew, otherwise=os.environ.get(HUB_USER, ""))
    return Practice(own, Path.cwd())


def show(rubric: Exercise, assessment: Assessment, *, readings: bool = False) -> Shown:
    """An assessment in words, and as a page that has the readings always."""
    return Shown(in_words(rubric, assessment, readings=readings), _html(rubric, assessment))


def in_words(rubric: Exercise, assessment: Assessment, *, readings: bool = False) -> str:
    """An assessment for a terminal: criteria first, then the findings behind them, then `readings` line by line."""
    lines = [f"{rubric.title}: {assessment.earned} ({verdict(rubric, assessment)})"]
    lines += assessment.notes
    alike = len({criterion.says for criterion in assessment.criteria}) == 1 and assessment.outcome != "met"
    if alike and assessment.criteria[0].says not in assessment.notes:
        lines.append(f"  {assessment.criteria[0].says}")
    lines += [line_of(criterion) for criterion in (() if alike else assessment.criteria)]
    for finding in assessment.findings[:MOST_FINDINGS]:
        lines.append(f"  {finding.where}: {finding.says} {finding.instead}")
    lines += [read_back(assessment)] if readings and assessment.readings else []
    return "\n".join(lines)


def read_back(assessment: Assessment) -> str:
    """What each line was read as, and what can be written as `reads_as` where something is asked."""
    if not assessment.readings:
        return "No line was read."
    return "\n".join(["How each line was read:", shown.text(assessment.readings, choices=True)])


def line_of(criterion: CriterionResult) -> str:
    """One criterion on a line: outcome, points, where it is open, what to say."""
    points = f"{round(criterion.points, 2):g} of {criterion.max:g}"
    where = f" ({criterion.where})" if criterion.where else ""
    return f"  {OUTCOMES[criterion.outcome]:<19} {points:>9}  {criterion.id}{where}: {criterion.says}"


def verdict(rubric: Exercise, assessment: Assessment) -> str:
    """One line for the whole: passed or not yet, and never "needs work" for one open point.

    While a person has still to read something, nothing is passed: the instructor decides.
    """
    undecided = assessment.outcome in {"unattempted", "for-instructor"} and assessment.points < rubric.pass_mark
    if assessment.waits or undecided:
        waits = f", {rubric.pass_mark:g} to pass" if assessment.waits else ""
        return f"{OUTCOMES[assessment.outcome if not assessment.waits else 'for-instructor']}{waits}"
    return f"{'passed' if is_passed(rubric, assessment) else 'not yet'}, {rubric.pass_mark:g} to pass"


def is_passed(rubric: Exercise, assessment: Assessment) -> bool:
    """Whether an answer has the points to pass, and nothing in it waits for a person."""
    return not assessment.waits and 100 * assessment.points / assessment.max >= rubric.pass_mark


def _html(rubric: Exercise, assessment: Assessment) -> str:
    """As HTML where Jinja is installed (it comes with JupyterLab); the command line needs none."""
    if find_spec("jinja2") is None:
        return ""
    from pmkit.grading import feedback_page

    data = assessment.as_data()
    more = max(0, len(data["findings"]) - MOST_FINDINGS)
    return feedback_page.render(
        "assessment.html.j2",
        **data
        | {"findings": data["findings"][:MOST_FINDINGS], "more": more, "verdict": verdict(rubric, assessment)}
        | {"earned": assessment.earned, "readings": shown.rows(assessment.readings), "few": shown.FEW},
    )
