"""`pmkit check`: run the checks over files, folders or standard input, and say what is found."""

from dataclasses import asdict, dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pmkit import __version__
from pmkit.checks.check import Finding
from pmkit.checks.document.folded import folded as folded_rows
from pmkit.checks.document.folded import is_chosen
from pmkit.checks.document.tables import may_hold_timeline
from pmkit.checks.examination import examine
from pmkit.checks.language.folded import VAGUE, folded
from pmkit.cli.parser import Options, Parser, add_format, day, listed, one_of
from pmkit.cli.program import BAD_INPUT, CLEAN, FINDINGS, complain, fail, look, print_json, say
from pmkit.cli.settings import forget, settings_for
from pmkit.cli.sources import Source, gather
from pmkit.cli.timeline_tables import findings_in, is_called_timeline, is_table
from pmkit.cli.unknown_check import no_such_check
from pmkit.models.answer_error import AnswerError
from pmkit.models.answer_file import UnreadableError
from pmkit.models.postmortem.headings import may_be_postmortem
from pmkit.models.topics import PROSE, RECORDS
from pmkit.render.findings import text as findings
from pmkit.render.findings.place import Lines

if TYPE_CHECKING:  # facts are read where --evidence is given
    from pmkit.models.evidence_facts.facts import EvidenceFacts


POSTMORTEM = "postmortem"
ACTION_ITEMS = "action-items"
DOCUMENTS = (PROSE, POSTMORTEM)


class Format(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"


class Severity(StrEnum):
    """The least serious finding that is shown."""

    FIX = "fix"
    CONSIDER = "consider"


@dataclass
class Outcome:
    """What one run has read and found."""

    findings: list[Finding] = field(default_factory=list)
    told: list[Finding] = field(default_factory=list)
    """The same for a reader: what many rows and action items lack is told of some, and the rest counted."""
    waived: list[Finding] = field(default_factory=list)
    checked: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    lines: dict[str, Lines] = field(default_factory=dict)
    evidence: "EvidenceFacts | None" = None
    settings: list[str] = field(default_factory=list)
    fix_only: bool = False
    each_vague: bool = False
    """Whether each vague place is told by itself; a document has one line that counts them."""
    each_row: bool = False
    """Whether a reader is told of each action item and each row of a timeline."""
    day: date | None = None
    """The day of times in a table that have none."""

    def add(self, source: Source, wanted: frozenset[str] | None) -> None:
        """Read a text and keep what the wanted checks find in it, in the order of its lines."""
        try:
            settings = settings_for(source.path)
            text = source.read()
            kind = _kind(text, source, looked_up=self.evidence is not None)
            if is_table(source):
                found = findings_in(source, text, self.day)
            elif kind == ACTION_ITEMS and source.path.lower().endswith(".csv"):
                found = _in_csv(text, source)
            else:
                found = examine(text, kind, path=source.path, waived=True, evidence=self.evidence, team=settings.team)
            found += _in_tables(text, source, self.day) if kind == PROSE else []
        except (UnreadableError, AnswerError) as error:
            self.errors.append(str(error))
            return
        self.lines[source.path] = Lines(text)
        self.checked.append(source.path)
        if settings.path and settings.path not in self.settings:
            self.settings.append(settings.path)
        chosen = [one for one in settings.applied(found, source.path) if wanted is None or one.check in wanted]
        if self.fix_only:  # a team may have demoted some
            chosen = [one for one in chosen if one.severity == Severity.FIX.value]
        if not self.each_vague and kind in DOCUMENTS:
            chosen = folded(chosen)
        kept = sorted(chosen, key=lambda one: (one.line, one.column))
        standing = [one for one in kept if not one.waived]
        self.findings += standing
        self.told += standing if self.each_row or kind not in DOCUMENTS else folded_rows(standing)
        self.waived += [one for one in kept if one.waived]

    @property
    def exit_code(self) -> int:
        """What cannot be read weighs more than what is found."""
        return BAD_INPUT if self.errors else FINDINGS if self.findings else CLEAN


def _kind(text: str, source: Source, *, looked_up: bool) -> str:
    """The kind of a text: one with the sections of a postmortem is one, and any that is looked up in evidence.

    What was asked for as prose is prose.
    """
    if source.kind != PROSE or source.asked:
        return source.kind
    return POSTMORTEM if looked_up or may_be_postmortem(text) else PROSE


def _in_tables(text: str, source: Source, day: date | None) -> list[Finding]:
    """What is found in the timelines that a document holds as tables; most hold none, and load nothing for it.

    A document that is called a timeline is one, whatever stands around its table.
    """
    if not may_hold_timeline(text):
        return []
    from pmkit.checks.document.timelines import timeline_findings
    from pmkit.tables.timeline_document import timelines_of

    timelines = timelines_of(text)
    if not timelines and not source.asked and is_called_timeline(source):
        return findings_in(source, text, day)
    for note in (note for one in timelines for note in one.notes):
        complain(f"{source.path}: {note}")
    return timeline_findings(text, source.path, timelines)


def _in_csv(text: str, source: Source) -> list[Finding]:
    """What is found in action items that stand in another program's table, each told at its row."""
    from pmkit.models.action_items import ActionItems
    from pmkit.tables.action_items_csv import from_csv

    rows = from_csv(text, source.path)
    found = examine(ActionItems(actions=[one.item for one in rows]), ACTION_ITEMS, path=source.path, waived=True)
    lines = {f"action {number}": row.line for number, row in enumerate(rows, start=1)}
    return [replace(one, line=lines.get(one.where.partition(",")[0], 1), column=1) for one in found]


def declare(parser: Parser) -> None:
    """What the command takes."""
    parser.arguments.add_argument(
        "paths", nargs="+", metavar="PATH", help="Files, folders to search, or '-' for standard input."
    )
    add = parser.options.add_argument
    add("--as", dest="kind", metavar="KIND", help=f"Read all as one of: {', '.join(RECORDS)}.")
    add_format(parser, Format, "the findings")
    add("--select", default="", metavar="IDS", help="Only these checks: language/blame,five-whys/")
    add("--ignore", default="", metavar="IDS", help="All but these checks.")
    add(
        "--severity",
        type=one_of(Severity),
        default=Severity.CONSIDER,
        metavar=listed(Severity),
        help="The least serious finding to show: fix leaves out what to consider.",
    )
    add("--date", type=day, metavar="DAY", help="The day of times in a table that have none: 2026-01-31.")
    add("--show-waived", action="store_true", help="Show what the author waived, with the reason.")
    add("-q", "--quiet", action="store_true", help="One line a finding, and nothing when there is none.")
    add("--evidence", metavar="DIR", help="Look postmortems up in a folder of evidence, and ask about what differs.")
    add("--exercise", metavar="NAME", help="What the answers earn in an exercise, such as five-whys.")
    add("--readings", action="store_true", help="With --exercise: show how each line was read.")


def run(options: Options) -> int:
    """Check postmortems and answers; say where, what, why, and what to ask.

    Exit code 0: nothing found. 1: findings. 2: something could not be read. With --exercise 0 means that every
    criterion is met and nothing is found.
    """
    if options.exercise is not None:
        return _exercise(options)
    if options.readings:
        fail("--readings shows what lines of an exercise mean; write --exercise NAME as well")
    if options.kind is not None and options.kind not in RECORDS:
        fail(f"no kind of answer is called {options.kind!r}; write one of: {', '.join(RECORDS)}")
    if options.evidence is not None and options.kind not in (None, POSTMORTEM):
        fail(f"--evidence looks a postmortem up; leave out --as {options.kind}, or --evidence")
    wanted = _wanted(options.select, options.ignore, options.severity)
    outcome = Outcome(
        evidence=_evidence(options.evidence) if options.evidence is not None else None,
        fix_only=options.severity is Severity.FIX,
        each_vague=VAGUE in options.select.split(","),
        each_row=is_chosen(options.select),
        day=options.date,
    )
    forget()
    named, outcome.errors = gather(options.paths, options.kind)
    for source in named:
        outcome.add(source, wanted)
    _show(outcome, options)
    return outcome.exit_code


def _evidence(folder: str) -> "EvidenceFacts":
    """What a folder states; what its readers ask is said on standard error."""
    from pmkit.evidence.facts import read_facts

    if not Path(folder).exists():
        fail(f"--evidence {folder} is not there; write the folder that holds the evidence")
    facts = read_facts(folder)
    if not Path(folder).is_dir() or not facts.records:
        fail(f"--evidence {folder}: no records to look anything up in; write the folder that holds the evidence")
    for question in facts.questions:
        complain(f"{folder}: {question}")
    return facts


def _exercise(options: Options) -> int:
    from pmkit.cli.check_exercise import check_exercise

    others = {
        "--as": options.kind,
        "--select": options.select,
        "--ignore": options.ignore,
        "--severity": options.severity != Severity.CONSIDER,
        "--evidence": options.evidence,
    }
    if given := [name for name, value in others.items() if value]:
        fail(f"--exercise shows what is graded, all of it; leave out {' and '.join(given)}")
    return check_exercise(
        options.exercise, options.paths, options.format.value, quiet=options.quiet, readings=options.readings
    )


def _wanted(select: str, ignore: str, severity: Severity) -> frozenset[str] | None:
    """The ids of the checks that were asked for; None for all of them, which need not be known then."""
    if not (select or ignore) and severity is Severity.CONSIDER:
        return None
    from pmkit.checks import CHECKS

    chosen = {one.id for one in CHECKS if severity is Severity.CONSIDER or one.severity == severity.value}
    return frozenset((chosen & _named(select, "--select") if select else chosen) - _named(ignore, "--ignore"))


def _named(words: str, option: str) -> set[str]:
    """The ids that a list such as "language/,five-whys/blank" names; a topic names all of its checks."""
    from pmkit.checks import CHECKS

    named: set[str] = set()
    for word in filter(None, (word.strip() for word in words.split(","))):
        ids = {one.id for one in CHECKS if word == one.id or one.id.startswith(word.rstrip("/") + "/")}
        if not ids:
            fail(f"{option}: {no_such_check(word, [one.id for one in CHECKS])}")
        named |= ids
    return named


def _show(outcome: Outcome, options: Options) -> None:
    waived = outcome.waived if options.show_waived else []
    match options.format:
        case Format.JSON:
            print_json(_as_data(outcome, waived=options.show_waived))
        case Format.SARIF:
            from pmkit.checks import CHECKS
            from pmkit.render.findings import sarif

            every = outcome.findings + outcome.waived
            print_json(sarif.log(every, CHECKS, outcome.lines, version=__version__, errors=outcome.errors))
        case Format.TEXT if options.quiet:
            say(findings.concise(outcome.findings + waived), end="")
        case Format.TEXT:
            report = findings.report(outcome.told + waived, outcome.lines, look())
            own = "".join(f"\nSettings: {path}" for path in outcome.settings)
            say(report + findings.summary(len(outcome.checked), outcome.findings, len(outcome.waived)) + own)
    for error in outcome.errors:
        complain(error)


def _as_data(outcome: Outcome, *, waived: bool) -> dict[str, Any]:
    data: dict[str, Any] = {
        "findings": [asdict(one) for one in outcome.findings],
        "checked": outcome.checked,
        "errors": outcome.errors,
    }
    if outcome.settings:
        data["settings"] = outcome.settings
    return data | ({"waived": [asdict(one) for one in outcome.waived]} if waived else {})
