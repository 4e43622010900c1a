"""The catalogue of checks as people read it: a list, a page on a terminal, docs/checks.md; all from the records."""

import textwrap
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any

from pmkit.models.answer import Answer
from pmkit.models.five_whys import FiveWhys, Why
from pmkit.models.postmortem.postmortem import Postmortem
from pmkit.render.findings.measured import measured
from pmkit.render.findings.shown import Record
from pmkit.render.findings.text import PLAIN, Look

TITLES = {"five-whys": "5 Whys"}
"""Of topics whose id does not read as a title by itself."""

WHOLE = "(a whole postmortem, every part of which is there)"
"""In place of the document from which the other examples of a check differ."""
SEVERITIES = {
    "fix": "to fix: meant to be right 95 times in 100",
    "consider": "to consider: meant to be right 75 times in 100; read, and decide",
}
HEADING = """\
<!-- Generated from the records in pmkit/checks by `make docs`; change those, not this page. -->

# What the checks look for

`pmkit check` runs them, `pmkit explain CHECK-ID` shows one of them. A finding is

- **fix**: {fix};
- **consider**: {consider}.

Where a check was measured, that stands with it. A flag that is right by half counts half.
"""


def as_data(check: Record) -> dict[str, Any]:
    """A check as plain data, ready for JSON; examples are texts, or answers as tables."""
    fields = ("id", "severity", "says", "why", "instead", "example", "source")
    data: dict[str, Any] = {field: getattr(check, field) for field in fields}
    for kind in ("bad", "good"):
        examples: Sequence[str | Answer] = getattr(check, kind)
        data[kind] = [one if isinstance(one, str) else one.model_dump(mode="json") for one in examples]
    data["measured"] = [one.as_data() for one in measured(check.id)]
    return data


def listing(checks: Iterable[Record], look: Look = PLAIN) -> str:
    """One line a check, grouped by topic."""
    checks = list(checks)
    width = max((len(one.id) for one in checks), default=0) + 2
    lines: list[str] = []
    for topic, group in groupby(checks, key=_topic):
        lines += ["", look.paint(_title(topic), "bold")] if lines else [look.paint(_title(topic), "bold")]
        lines += [f"  {one.id:<{width}}{look.paint(f'{one.severity:<10}', one.severity)}{one.why}" for one in group]
    return "\n".join([*lines, "", "pmkit explain CHECK-ID shows one with its examples.", ""])


def page(check: Record, look: Look = PLAIN) -> str:
    """All there is to say of one check, for a terminal."""
    parts = [
        ("says", _says(check)),
        ("why", check.why),
        ("instead", check.instead),
        *([("example", check.example)] if check.example else []),
        ("source", check.source),
        *(("measured", one.told()) for one in measured(check.id)),
    ]
    lines = [f"{look.paint(check.id, 'bold')}  {look.paint(SEVERITIES[check.severity], check.severity)}", ""]
    for label, text in parts:
        lines += _labelled(label, text, look)
    for heading, examples in (("It speaks up at", check.bad), ("It is silent at", check.good)):
        lines += ["", look.paint(heading, "bold")]
        for example in examples:
            lines += _labelled("-", example_text(example, check.good[0]), look, indent=2)
    return "\n".join([*lines, ""])


def markdown(checks: Iterable[Record]) -> str:
    """The page docs/checks.md."""
    parts = [HEADING.format(**{key: text.partition(": ")[2] for key, text in SEVERITIES.items()})]
    for topic, group in groupby(checks, key=_topic):
        parts.append(f"## {_title(topic)}\n")
        parts += [_section(check) for check in group]
    return "\n".join(parts)


def example_text(example: str | Answer, base: str | Answer = "") -> str:
    """An example in words: an answer as its chain, each line one step; of a document what differs from `base`."""
    if isinstance(example, str):
        return example
    if isinstance(example, Postmortem) and isinstance(base, Postmortem):
        return _difference(example, base)
    return _chain(example) if isinstance(example, FiveWhys) else example.dump().strip()


def _section(check: Record) -> str:
    lines = [
        f"### `{check.id}`\n",
        f"{_says(check)} *({check.severity})*\n",
        f"- **Why**: {check.why}",
        f"- **{'Ask' if '?' in check.instead else 'Try'}**: {check.instead}",
        *([f"- **Instead, for example**: {check.example}"] if check.example else []),
        f"- **Source**: {check.source}",
        *(f"- **Measured**: {one.told()}" for one in measured(check.id)),
        "",
    ]
    # In fences, the examples are code: our own checks, and people's eyes, pass over them as examples.
    for heading, examples in (("It speaks up at", check.bad), ("It is silent at", check.good)):
        text = "\n\n".join(example_text(one, check.good[0]) for one in examples)
        fence = "`" * max(3, 1 + max((len(run) for run in _runs_of_backticks(text)), default=0))
        lines.append(f"{heading}:\n\n{fence}text\n{text}\n{fence}\n")
    return "\n".join(lines)


def _difference(example: Postmortem, base: Postmortem) -> str:
    """The lines of a document that another one has not, each stretch below its heading; what it lacks is named."""
    before, lines = base.text.splitlines(), example.text.splitlines()
    told: list[str] = []
    for change, start, end, first, last in SequenceMatcher(None, before, lines, autojunk=False).get_opcodes():
        if change == "equal":
            continue
        heading = next((line for line in reversed(lines[:first]) if line.startswith("#")), "")
        told += [heading] if heading and heading not in told else []
        told += [line for line in lines[first:last] if line.strip()] or [f"(without: {_first(before[start:end])})"]
    return "\n".join(told) or WHOLE


def _first(lines: Sequence[str]) -> str:
    return next((line for line in lines if line.strip()), "a blank line")


def _runs_of_backticks(text: str) -> list[str]:
    return "".join(character if character == "`" else " " for character in text).split()


def _chain(answer: FiveWhys) -> str:
    lines = [f"Problem: {answer.problem}"] if answer.problem else []
    lines += [
        f"Why {number}{_branch(why)}: {why.answer or '(blank)'}" for number, why in enumerate(answer.whys, start=1)
    ]
    lines += [f"Root cause: {answer.root_cause}"] if answer.root_cause else []
    return "\n".join([*lines, *(f"Action: {action.text}" for action in answer.actions)])


def _branch(why: Why) -> str:
    if why.parent is None:
        return ""
    return f" (explains why {why.parent})" if why.parent else " (explains the problem)"


def _says(check: Record) -> str:
    return check.says.replace("{quote}", "…")


def _topic(check: Record) -> str:
    return check.id.partition("/")[0]


def _title(topic: str) -> str:
    return TITLES.get(topic, topic.replace("-", " ").capitalize())


def _labelled(label: str, text: str, look: Look, *, indent: int = 10) -> list[str]:
    lines: list[str] = []
    for line in text.splitlines():
        start = f"{label:<{indent}}" if not lines else " " * indent
        wrapped = textwrap.wrap(start + line, look.columns, subsequent_indent=" " * indent) if look.width else []
        lines += wrapped or [start + line]
    return lines
