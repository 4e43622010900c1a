"""`pmkit check --exercise`: what answers earn and what is open, by the assessment that a grader makes."""

from dataclasses import asdict, dataclass, field
from pathlib import Path

from pmkit.checks import CHECKS, Finding
from pmkit.cli.program import BAD_INPUT, CLEAN, FINDINGS, complain, fail, look, print_json, say
from pmkit.cli.sources import STANDARD_INPUT, Source
from pmkit.grading.answer_place import place_of
from pmkit.grading.assess import judge
from pmkit.grading.assessment import Assessment
from pmkit.grading.exercise import Exercise, load_exercise
from pmkit.grading.instructed import ClassReadings
from pmkit.grading.own_incident import exercise_beside
from pmkit.grading.practice.exercise import line_of, read_back, verdict
from pmkit.models.answer import AnswerError
from pmkit.models.answer_file import UnreadableError
from pmkit.render.findings import sarif
from pmkit.render.findings import text as findings
from pmkit.render.findings.place import Lines


@dataclass
class Judged:
    """What one run has read: an assessment a file, in the order of the command line."""

    assessments: dict[str, tuple[Exercise, Assessment]] = field(default_factory=dict)
    lines: dict[str, Lines] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def add(self, slug: str, path: str) -> None:
        """Assess one file; whose incident it is about stands beside it."""
        try:
            path = _file_of(path, load_exercise(slug))
            rubric = exercise_beside(Path(path), slug)
            instructed = ClassReadings.above(Path(path)).of(rubric)
            text = Source(path, rubric.kind).read()
            answer = rubric.model.parse(text, path)
        except (UnreadableError, AnswerError) as error:
            self.errors.append(str(error))
            return
        self.lines[path] = Lines(text)
        self.assessments[path] = rubric, judge(rubric, answer, text, path, instructed=instructed)

    @property
    def findings(self) -> list[Finding]:
        """Those of all files."""
        return [one for _, assessment in self.assessments.values() for one in assessment.findings]

    @property
    def exit_code(self) -> int:
        """What cannot be read weighs more than what is open."""
        done = all(one.outcome == "met" and not one.findings for _, one in self.assessments.values())
        return BAD_INPUT if self.errors else CLEAN if done else FINDINGS


def check_exercise(slug: str, paths: list[str], output: str, *, quiet: bool, readings: bool = False) -> int:
    """Assess the files for an exercise, print criteria, findings and maybe readings, and return the exit code."""
    try:
        load_exercise(slug)
    except LookupError as error:
        fail(str(error.args[0]))
    judged = Judged()
    for path in paths:
        judged.add(slug, path)
    if output == "json":
        data = [{"path": path, **one.as_data()} for path, (_, one) in judged.assessments.items()]
        found = [asdict(one) for one in judged.findings]
        print_json({"findings": found, "checked": [*judged.lines], "errors": judged.errors, "assessments": data})
    elif output == "sarif":
        from pmkit import __version__

        print_json(sarif.log(judged.findings, CHECKS, judged.lines, version=__version__, errors=judged.errors))
    else:
        for path, (rubric, one) in judged.assessments.items():
            say(_report(path, rubric, one, judged.lines, quiet=quiet), end="")
            if readings:
                say(read_back(one))
    for problem in judged.errors:
        complain(problem)
    return judged.exit_code


def _file_of(path: str, rubric: Exercise) -> str:
    """The answer file in a folder, or the file itself."""
    if path == STANDARD_INPUT or not Path(path).is_dir():
        return path
    place = place_of(rubric, Path(path))
    if place.among:
        raise UnreadableError(f"{path}: {place.says} Write the path of one of them.")
    return str(place.path if place.path.exists() else Path(path) / place.path.name)


def _report(path: str, rubric: Exercise, one: Assessment, lines: dict[str, Lines], *, quiet: bool) -> str:
    told = [f"{path}: {one.earned} ({verdict(rubric, one)})", *one.notes]
    alike = len({criterion.says for criterion in one.open}) == 1 < len(one.open)
    told += [f"  {one.open[0].says}"] if alike and not one.notes else []
    told += [line_of(criterion) for criterion in (() if alike else one.open)]
    found = findings.concise(one.findings) if quiet else findings.report(one.findings, lines, look())
    return "\n".join(told) + "\n" + ("" if quiet or not found else "\n") + found
