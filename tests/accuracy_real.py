"""How often the language checks are right on real documents: `make accuracy DOCUMENTS=<folder>`.

The folder holds the repositories named in corpus/real_documents/repositories.toml, each as <owner>/<name>; another
file of such rows and a file of judgements may be named by JUDGEMENTS=<folder>, which holds both. A judgement is a row
of document, line, check and verdict (right, borderline, wrong); a borderline one counts half. The text of the
documents is kept nowhere. With WRITE=yes the figures go into pmkit/checks/language/measured.toml, from which
`pmkit explain` and docs/checks.md tell them.
"""

import csv
import os
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from accuracy import CHECKS, CORPUS, ROOT, measure, show, wilson

from pmkit.checks import examine
from pmkit.checks.document.document import read_document
from pmkit.checks.language import checks as language

JUDGED = CORPUS.parent / "real_documents"
MEASURED = ROOT / "pmkit" / "checks" / "language" / "measured.toml"
WORTH = {"right": 1.0, "borderline": 0.5, "wrong": 0.0}
VAGUE = "language/vague"
SHORTEST = 3
"""Words from which a sentence counts as one."""
Judgements = dict[tuple[str, int, str], str]
Flag = tuple[str, int, str]


def judgements(folder: Path) -> Judgements:
    """The verdict on each flag, by document, line and check."""
    with (folder / "judgements.csv").open(encoding="utf-8", newline="") as file:
        return {(row["document"], int(row["line"]), row["check"]): row["verdict"] for row in csv.DictReader(file)}


def documents(folder: Path, judged: Path) -> Iterator[tuple[str, str]]:
    """Name and text of every document that is there."""
    for repository in tomllib.loads((judged / "repositories.toml").read_text("utf-8"))["repository"]:
        place = folder / repository["name"]
        found = sorted(place.glob(repository["files"]))
        if not found:
            show(f"  {repository['name']}: no {repository['files']} in {place}")
        for path in found:
            yield str(path.relative_to(folder)), path.read_text("utf-8", errors="replace")


def flags_in(name: str, text: str) -> list[Flag]:
    """What the language checks point at, a check once a line."""
    return sorted({(name, one.line, one.check) for one in examine(text)})


def share(flags: list[Flag], verdicts: Judgements) -> tuple[float, int]:
    """How much of the judged flags is right, of how many."""
    judged = [WORTH[verdicts[flag]] for flag in flags if flag in verdicts]
    return sum(judged), len(judged)


def row(name: str, flags: list[Flag], verdicts: Judgements, sentences: int) -> str:
    """One line of the table."""
    right, of = share(flags, verdicts)
    false = 1000 * (of - right) / max(1, sentences)
    return f"  {name:<26}{len(flags):>6}{of:>8}   {wilson(right, of):<20}{false:>6.1f}"


def show_documents(folder: Path, judged: Path) -> tuple[list[Flag], Judgements, str]:
    """Print the table; the flags, their verdicts, and on what they were judged."""
    verdicts, flags, sentences, count = judgements(judged), list[Flag](), 0, 0
    for name, text in documents(folder, judged):
        flags += flags_in(name, text)
        sentences += sum(len(one.words) >= SHORTEST for one in read_document(text).sentences)
        count += 1
    on = f"{count} real postmortems, {sentences} sentences"
    show(f"{on}\n  check                      flags  judged   precision           false per 1,000")
    severities = {check.id: check.severity for check in language.CHECKS}
    for check in (f"language/{name}" for name in CHECKS):
        mine = [flag for flag in flags if flag[2] == check]
        show(row(f"{check[9:]} ({severities[check]})", mine, verdicts, sentences))
    rest = [flag for flag in flags if flag[2] != VAGUE]
    show(row("all but vague", rest, verdicts, sentences))
    show(row("of these: fix", [one for one in rest if severities[one[2]] == "fix"], verdicts, sentences))
    unjudged = [flag for flag in rest if flag not in verdicts]
    for document, line, check in unjudged:
        show(f"  not judged: {document}:{line} {check}")
    show("")
    return flags, verdicts, on


def write(flags: list[Flag], verdicts: Judgements, on: str) -> None:
    """Keep the figures where `pmkit explain` finds them: on the documents, and on sentences that no author read."""
    score, counted = measure("reporting"), Counter(flag[2] for flag in flags)
    lines = ["# How often each check was right when measured: written by `make accuracy DOCUMENTS=<folder> WRITE=yes`."]
    for name in CHECKS:
        right, of = share([flag for flag in flags if flag[2] == f"language/{name}"], verdicts)
        one = score.checks[name]
        lines += [f"\n[{name}]", f'documents = "{on}"', f"flags = {counted[f'language/{name}']}"]
        lines += [
            f"judged = {of}",
            f"right = {right}",
            'sentences = "300 sentences that the author of the rules did not read"',
        ]
        lines += [f"sentence_flags = {one.hit + one.false}", f"sentence_right = {one.hit}"]
    MEASURED.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Print the figures of the documents, where there are any."""
    folder = os.environ.get("DOCUMENTS", "")
    if not folder:
        show("real documents: name their folder (make accuracy DOCUMENTS=…)\n")
        return
    flags, verdicts, on = show_documents(Path(folder), Path(os.environ.get("JUDGEMENTS") or JUDGED))
    if os.environ.get("WRITE") == "yes":
        write(flags, verdicts, on)


if __name__ == "__main__":
    sys.exit(main())
