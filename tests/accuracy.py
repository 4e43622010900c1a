"""How often the language checks are right, side by side with other tools: `make accuracy`.

Development: the rules' author read these texts. Validation: nobody read them, but their figures were looked at while
the rules were made. Reporting: written by others, read by nobody, measured at the end. Only figures are printed of the
latter two. Peers are found in .peers/ (`make accuracy PEERS=yes` installs them), on PATH, and in the folders named by
PMKIT_PEERS (colon-separated). PMKIT_SAMPLES names real documents. A word on the command line chooses one part.
"""

import json
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pmkit.checks import examine
from pmkit.checks.document.document import read_document

ROOT = Path(__file__).parent.parent
CORPUS = Path(__file__).parent / "corpus" / "language"
# Part: the labelled files, and the files of tempting innocents.
PARTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "development": (
        (
            *("development", "development_second", "development_third", "development_fourth", "development_fifth"),
            *("development_sixth", "development_adversarial"),
        ),
        (),
    ),
    "validation": (("reporting",), ("hard_negatives",)),
    "second_reporting": (("reporting_third", "reporting_fourth"), ()),
    "third_reporting": (("reporting_fifth",), ()),
    "adversarial": (
        ("reporting_adversarial", "reporting_adversarial_second", "reporting_adversarial_third"),
        (),
    ),
    "reporting": (("reporting_second",), ("hard_negatives_second",)),
}
PAIRS = ("pairs", "reporting_pairs", "reporting_pairs_second")
MINIMAL_PAIRS = "reporting_minimal_pairs"
"""Pairs of which `a` and `b` share most words, and one has a fault and the other none."""
PEER_FOLDERS = (ROOT / ".peers" / "bin", ROOT / ".peers" / "node_modules" / ".bin")
CHECKS = ("blame", "accusation", "loaded", "counterfactual", "hindsight", "person-as-cause", "single-cause", "vague")
# The words that the module warns of, as a plain list: what a team writes first.
KEYWORDS = (
    "fault blame failed failure mistake error careless negligent incompetent stupid lazy should could forgot "
    "ignored obviously clearly caused because never always who why"
).split()
ENOUGH = 0.5
Judge = Callable[[list[str]], list[bool]]


@dataclass
class Count:
    """Sentences that a check met, flagged for nothing, or passed over; spans that were right."""

    hit: int = 0
    false: int = 0
    missed: int = 0
    spans: int = 0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.hit / max(1, 2 * self.hit + self.false + self.missed)


@dataclass
class Score:
    """Counts by check; `any` counts sentences with any label at all."""

    checks: dict[str, Count] = field(default_factory=lambda: {name: Count() for name in CHECKS})
    any: Count = field(default_factory=Count)

    @property
    def all(self) -> Count:
        """Every check together."""
        counts = self.checks.values()
        return Count(*(sum(getattr(one, name) for one in counts) for name in ("hit", "false", "missed", "spans")))


def corpus(*names: str) -> list[dict[str, object]]:
    """The rows of some files of the corpus."""
    texts = ((CORPUS / f"{name}.jsonl").read_text(encoding="utf-8") for name in names)
    return [json.loads(line) for text in texts for line in text.splitlines() if line.strip()]


def words(text: str) -> list[str]:
    """The words of a span, for comparing."""
    return re.findall(r"\w+", text.lower())


def overlap(one: str, other: str) -> float:
    """How much two quotes share: twice the common words over all words (Dice)."""
    mine, theirs = words(one), words(other)
    common = sum(min(mine.count(word), theirs.count(word)) for word in set(mine))
    return 2 * common / max(1, len(mine) + len(theirs))


def measure(*names: str) -> Score:
    """The checks on some labelled files."""
    score = Score()
    for row in corpus(*names):
        found: dict[str, list[str]] = {}
        for finding in examine(str(row["text"])):
            found.setdefault(finding.check.partition("/")[2], []).append(finding.quote)
        labelled: dict[str, list[str]] = {}
        for label in row["labels"]:  # type: ignore[attr-defined]
            labelled.setdefault(label["check"], []).append(label["quote"])
        _count(score.any, bool(found), bool(labelled))
        for name in CHECKS:
            _count(score.checks[name], name in found, name in labelled)
            if name in found and name in labelled:
                best = max(overlap(mine, theirs) for mine in found[name] for theirs in labelled[name])
                score.checks[name].spans += best >= ENOUGH
    return score


def _count(count: Count, found: bool, labelled: bool) -> None:
    count.hit += found and labelled
    count.false += found and not labelled
    count.missed += labelled and not found


def flagged(texts: list[str]) -> int:
    """How many of some texts get any finding."""
    return sum(bool(examine(text)) for text in texts)


def pairs_agree(name: str) -> tuple[int, int]:
    """How many pairs of a file get the same checks in both wordings, of how many."""
    rows = corpus(name)
    same = sum(len({frozenset(one.check for one in examine(text)) for text in pair_of(row)}) == 1 for row in rows)
    return same, len(rows)


def pair_of(row: dict[str, object]) -> list[str]:
    """The two wordings of a pair, whatever their keys are called."""
    texts = [value for value in row.values() if isinstance(value, str) and " " in value]
    nested = [value["text"] for value in row.values() if isinstance(value, dict) and "text" in value]
    return (nested or texts)[:2]


def real_sentences() -> list[str]:
    """The sentences of real postmortems, where PMKIT_SAMPLES names them."""
    folder = os.environ.get("PMKIT_SAMPLES")
    texts = [path.read_text("utf-8") for path in sorted(Path(folder, "postmortems").glob("*.md"))] if folder else []
    return [
        text[sentence.starts[0] : sentence.ends[-1]]
        for text in texts
        for sentence in read_document(text).sentences
        if len(sentence.words) > 2
    ]


def keywords(texts: list[str]) -> list[bool]:
    """A naive list of words."""
    return [any(word in KEYWORDS for word in words(text)) for text in texts]


def peers() -> Iterator[tuple[str, Judge]]:
    """The other tools that are installed here."""
    named = os.environ.get("PMKIT_PEERS", "").split(os.pathsep)
    path = os.pathsep.join([*map(str, PEER_FOLDERS), *named, os.environ.get("PATH", "")])
    yield "keyword list", keywords
    for name, options in (("alex", ["--why"]), ("write-good", []), ("proselint", ["check"])):
        program = shutil.which(name, path=path)
        if program:
            yield name, _judge_by(program, name, options)
        else:
            show(f"  {name:<23}absent; make accuracy PEERS=yes installs it")


def _judge_by(program: str, name: str, options: list[str]) -> Judge:
    """Run a peer once over one file with a sentence a paragraph; a line of its output flags the sentence there."""

    def judge(texts: list[str]) -> list[bool]:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "sentences.md"
            file.write_text("\n\n".join(" ".join(text.split()) for text in texts) + "\n", encoding="utf-8")
            done = subprocess.run([program, *options, str(file)], capture_output=True, text=True, check=False)
        output = re.sub(r"\x1b\[[0-9;]*m", "", done.stdout + done.stderr)
        pattern = r"on line (\d+)" if name == "write-good" else r"(?m)^\s*(?:\S+\.md:)?(\d+):\d+"
        lines = {int(number) for number in re.findall(pattern, output)}
        return [2 * index + 1 in lines for index in range(len(texts))]

    return judge


def wilson(hits: float, of: int) -> str:
    """A share with its 95 % interval after Wilson."""
    if not of:
        return "   –           "
    share, z = hits / of, 1.96
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return f"{share:.2f} ({max(0, middle - half):.2f}–{min(1, middle + half):.2f})"


def row(name: str, count: Count, spans: bool = True) -> str:
    """One line of a table."""
    right = f"{count.spans / count.hit:.2f}" if spans and count.hit else "–"
    return (
        f"  {name:<18}{wilson(count.hit, count.hit + count.false):<20}{wilson(count.hit, count.hit + count.missed):<20}"
        f"{count.f1:.2f}   {right:>5}   {count.hit + count.missed:>4}"
    )


def show(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def show_part(part: str) -> None:
    """Precision, recall, F1 and spans on a part, check by check; then its tempting innocents."""
    labelled, innocent = PARTS[part]
    score = measure(*labelled)
    show(
        f"{part}: {len(corpus(*labelled))} examples\n"
        "  check             precision           recall              F1      spans   labelled"
    )
    for name in CHECKS:
        show(row(name, score.checks[name]))
    show(row("all checks", score.all))
    show(row("any finding", score.any, spans=False))
    if innocent:
        show_flagged("hard negatives", [str(one["text"]) for one in corpus(*innocent)])
    show("")


def show_flagged(what: str, texts: list[str]) -> None:
    """How many of some innocent texts are flagged, and by which checks."""
    counts: dict[str, int] = {}
    for text in texts:
        for check in {f"{one.check} ({one.severity})" for one in examine(text)}:
            counts[check] = counts.get(check, 0) + 1
    tally = ", ".join(f"{check} {count}" for check, count in sorted(counts.items())) or "by none"
    show(f"  {what}: flagged {wilson(flagged(texts), len(texts))} of {len(texts)}: {tally}")


def show_peers(part: str) -> None:
    """Any flag or none, for every tool, on the same texts."""
    labelled, innocents = PARTS[part]
    texts = [str(one["text"]) for one in corpus(*labelled)]
    labels = [bool(one["labels"]) for one in corpus(*labelled)]
    innocent = [str(one["text"]) for one in corpus(*innocents)]
    real = real_sentences()
    show(
        f"any flag on {part}, tool by tool\n"
        "  tool                   precision           recall              F1    per 1,000 hard negatives, real ones"
    )
    tools: list[tuple[str, Judge]] = [("pmkit", lambda all_: [bool(examine(text)) for text in all_])]
    for name, judge in (*tools, *peers()):
        count = Count()
        for found, label in zip(judge(texts), labels, strict=True):
            _count(count, found, label)
        tempted = f"{1000 * sum(judge(innocent)) / len(innocent):.0f}" if innocent else "–"
        prose = f"{1000 * sum(judge(real)) / len(real):.0f}" if real else "PMKIT_SAMPLES is not set"
        show(
            f"  {name:<23}{wilson(count.hit, count.hit + count.false):<20}"
            f"{wilson(count.hit, count.hit + count.missed):<20}{count.f1:.2f}   {tempted:>8}                 {prose}"
        )
    show("")


def minimal_pairs_told() -> tuple[int, int]:
    """Of how many minimal pairs both verdicts are right, of how many."""
    told, pairs = 0, corpus(MINIMAL_PAIRS)
    for pair in pairs:
        sides = [one for one in (pair["a"], pair["b"]) if isinstance(one, dict)]
        told += all(bool(examine(str(one["text"]))) == bool(one["labels"]) for one in sides)
    return told, len(pairs)


def main() -> None:
    """Print every figure, or those of the parts that are named."""
    chosen = sys.argv[1:] or list(PARTS)
    for part in chosen:
        show_part(part)
    real = real_sentences()
    if real:
        show_flagged("real sentences", real)
    for name in PAIRS:
        same, of = pairs_agree(name)
        show(f"  {name} with the same verdict: {same} of {of}\n")
    told, of = minimal_pairs_told()
    show(f"  {MINIMAL_PAIRS} told apart: {told} of {of}\n")
    show_peers(chosen[-1])


if __name__ == "__main__":
    main()
