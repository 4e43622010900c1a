"""How often the language checks are right on real documents: `make accuracy DOCUMENTS=<folder>`.

The folder holds the repositories named in corpus/real_documents/repositories.toml, each as <owner>/<name>; another
folder of such files may be named by JUDGEMENTS=<folder>. judgements.csv holds a row of document, line, check and
verdict (right, borderline, wrong) for each flag; a borderline one counts half. labels.csv, where it is there, holds
what readers found in documents read whole (see accuracy_recall.py). The text of the documents is kept nowhere. With
WRITE=yes the figures go into pmkit/checks/language/measured.toml, from which `pmkit explain` and docs/checks.md tell
them.
"""

import os
import tomllib
from collections.abc import Iterable, Iterator
from csv import DictReader
from pathlib import Path
from typing import NamedTuple

import accuracy_recall
from accuracy import CHECKS, CORPUS, PARTS, ROOT, corpus, measure, show, wilson

from pmkit.checks import examine
from pmkit.checks.document.document import read_document

JUDGED = CORPUS.parent / "real_documents"
MEASURED = ROOT / "pmkit" / "checks" / "language" / "measured.toml"
WORTH = {"right": 1.0, "borderline": 0.5, "wrong": 0.0}
VAGUE = "language/vague"
SHORTEST = 3
"""Words from which a sentence counts as one."""
UNSEEN = PARTS["second_reporting"][0] + PARTS["third_reporting"][0]
"""The files of sentences whose figures stand beside those of the documents."""
Place = tuple[str, int, str]
Judgements = dict[Place, str]


class Flag(NamedTuple):
    """What a check points at: a check counts once a line."""

    document: str
    line: int
    check: str
    severity: str

    @property
    def place(self) -> Place:
        """By what a judgement is found."""
        return self.document, self.line, self.check


class Read(NamedTuple):
    """The documents that are there, their sentences, and what was flagged in them."""

    names: list[str]
    sentences: int
    flags: list[Flag]


def judgements(folder: Path) -> Judgements:
    """The verdict on each flag, by document, line and check; ValueError for one that is none."""
    verdicts: Judgements = {}
    with (folder / "judgements.csv").open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(DictReader(file), start=2):
            place = row["document"], int(row["line"]), row["check"]
            if row["verdict"] not in WORTH or place in verdicts:
                what = "a second verdict" if place in verdicts else f"the verdict {row['verdict']!r}"
                raise ValueError(f"judgements.csv, line {number}: {what}; write one of {', '.join(WORTH)}, once")
            verdicts[place] = row["verdict"]
    return verdicts


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
    return sorted({Flag(name, one.line, one.check, one.severity) for one in examine(text)})


def read(texts: Iterable[tuple[str, str]]) -> Read:
    """All documents, read once."""
    names, sentences, flags = list[str](), 0, list[Flag]()
    for name, text in texts:
        names.append(name)
        sentences += sum(len(one.words) >= SHORTEST for one in read_document(text).sentences)
        flags += flags_in(name, text)
    return Read(names, sentences, flags)


def share(flags: Iterable[Flag], verdicts: Judgements) -> tuple[float, int]:
    """How much of the judged flags is right, of how many."""
    judged = [WORTH[verdicts[flag.place]] for flag in flags if flag.place in verdicts]
    return sum(judged), len(judged)


def row(name: str, flags: list[Flag], verdicts: Judgements, sentences: int) -> str:
    """One line of the table."""
    right, of = share(flags, verdicts)
    false = 1000 * (of - right) / max(1, sentences)
    return f"  {name:<28}{len(flags):>6}{of:>8}{right:>8.1f}   {wilson(right, of):<20}{false:>6.2f}"


def groups(flags: list[Flag]) -> Iterator[tuple[str, list[Flag]]]:
    """The lines of the table: every check in each severity that it spoke in, then what is counted together."""
    for check in (f"language/{name}" for name in CHECKS):
        mine = [flag for flag in flags if flag.check == check]
        for severity in sorted({flag.severity for flag in mine}):
            yield f"{check[9:]} ({severity})", [flag for flag in mine if flag.severity == severity]
        if not mine:
            yield check[9:], []
    rest = [flag for flag in flags if flag.check != VAGUE]
    yield "all", flags
    yield "all but vague", rest
    for severity in ("fix", "consider"):
        yield f"of these: {severity}", [flag for flag in rest if flag.severity == severity]


def show_precision(found: Read, verdicts: Judgements) -> None:
    """Print the table, and what nobody judged."""
    show(f"{len(found.names)} real documents, {found.sentences} sentences\n"
         "  check (severity)             flags  judged   right   precision           false per 1,000")  # fmt: skip
    for name, flags in groups(found.flags):
        show(row(name, flags, verdicts, found.sentences))
    for flag in found.flags:
        if flag.place not in verdicts:
            show(f"  not judged: {flag.document}:{flag.line} {flag.check}")
    show("")


def figures(found: Read, verdicts: Judgements, unseen: tuple[str, ...] = UNSEEN) -> str:
    """The data file: on the documents, and on sentences that the author of the rules did not read."""
    score, texts = measure(*unseen), len(corpus(*unseen))
    lines = [
        "# How often each check was right when measured: written by `make accuracy DOCUMENTS=<folder> WRITE=yes`.",
        "# Of flags that are judged, a borderline one counts half in `right`.",
        "[corpora.documents]",
        f'what = "{len(found.names)} public postmortems, which the rules were tuned on"',
        'where = "tests/corpus/real_documents/judgements.csv"',
        f"texts = {len(found.names)}\nsentences = {found.sentences}\n",
        "[corpora.sentences]",
        f'what = "{texts} sentences held back from the making of the rules"',
        f'where = "{", ".join(f"tests/corpus/language/{name}.jsonl" for name in unseen)}"',
        f"texts = {texts}\nsentences = {texts}",
    ]
    for name in CHECKS:
        mine = [flag for flag in found.flags if flag.check == f"language/{name}"]
        right, of = share(mine, verdicts)
        one = score.checks[name]
        lines += [
            f"\n[checks.{name}]",
            f"documents = {{ flags = {len(mine)}, judged = {of}, right = {right} }}",
            f"sentences = {{ flags = {one.hit + one.false}, judged = {one.hit + one.false}, right = {one.hit} }}",
        ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the figures of the documents, where there are any."""
    folder, judged = os.environ.get("DOCUMENTS", ""), Path(os.environ.get("JUDGEMENTS") or JUDGED)
    if not folder:
        show("real documents: name their folder (make accuracy DOCUMENTS=…)\n")
        return
    found, verdicts = read(documents(Path(folder), judged)), judgements(judged)
    show_precision(found, verdicts)
    accuracy_recall.show_recall([flag.place for flag in found.flags], judged)
    if os.environ.get("WRITE") == "yes":
        MEASURED.write_text(figures(found, verdicts), encoding="utf-8")


if __name__ == "__main__":
    main()
