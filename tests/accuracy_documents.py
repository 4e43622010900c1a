"""How often the checks of postmortems are right: kinds of defect planted into good documents, one at a time.

Each document of `tests/corpus/documents/good` is spoiled in one way; the defect counts as found where a finding of an
accepted check is there that the document as it was does not have. Findings on the originals, and on documents nobody
planted anything in beyond what their author marked, count as false. A word on the command line chooses one part:
development (which rules were made on), reporting and second_reporting (whose figures are looked at once).
"""

import csv
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import correlation

from pmkit.checks import Finding, examine
from pmkit.checks.postmortem.weight import weight_of
from pmkit.models.postmortem.postmortem import Postmortem

FOLDER = Path(__file__).parent / "corpus" / "documents"
PARTS = {
    "development": [f"good/{number:02}.md" for number in range(9, 14)],
    "reporting": [f"good/{number:02}.md" for number in range(1, 9)],
    "second_reporting": [f"good_second/{number:02}.md" for number in range(1, 5)],
}
JUDGED = {
    "development": [("judged", slice(0, 7)), ("judged_second", slice(None))],
    "reporting": [("judged", slice(7, None))],
    "second_reporting": [("judged_third", slice(None))],
}
"""Scored documents: rules were made on seven of the first author's, and on the second author's after one look."""
CLEAN = {"development": ["clean", "clean_second"], "reporting": [], "second_reporting": ["clean_third"]}
TIMES = 3
"""Ways in which each kind is planted into each document."""


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


Plant = Callable[[Postmortem, random.Random], str | None]


def planted(document: Postmortem, key: str, body: str) -> str | None:
    """The text with another body of a section."""
    section = document.section(key)
    if section is None:
        return None
    return document.text[: section.start] + f"\n{body}\n\n" + document.text[section.start + len(section.text) :]


def put(document: Postmortem, start: int, end: int, words: str) -> str:
    """The text with other words at a place."""
    return document.text[:start] + words + document.text[end:]


def missing_section(document: Postmortem, dice: random.Random) -> str | None:
    section = dice.choice([one for one in document.sections if one.key and one.key != "references"])
    heading = document.text.rindex(section.heading, 0, section.start)
    line = document.text.rfind("\n", 0, heading) + 1
    end = section.start + len(section.text)
    return put(document, line if dice.random() < 0.5 else section.start, end, "\n")


def placeholder(document: Postmortem, dice: random.Random) -> str | None:
    values = [*document.impact.values(), *(one for name, one in document.fields.items() if name in {"authors", "date"})]
    value = dice.choice(values) if values else None
    return value and put(
        document, value.start, value.end, dice.choice(["TBD", "N/A", "[Name]", "TODO", "YYYY-MM-DD", "???"])
    )


def long_summary(document: Postmortem, dice: random.Random) -> str | None:
    more = ["It was a busy day.", "The team had planned the change for weeks.", "Several ideas were tried first."]
    more += ["A second team joined later.", "The weather was fine.", "Nobody had seen this before."]
    section = document.section("summary")
    return section and planted(document, "summary", " ".join([section.text.strip(), *dice.sample(more, 3)]))


def summary_without_impact(document: Postmortem, dice: random.Random) -> str | None:
    bodies = ["A setting was changed and changed back later.", "A job ran twice. It was removed from the plan."]
    bodies += ["The configuration of a component did not fit its new version, and was adapted."]
    return planted(document, "summary", dice.choice(bodies))


def impact_without_numbers(document: Postmortem, dice: random.Random) -> str | None:
    bodies = ["Many users were affected for some time.", "- **Duration**: a while\n- **Users affected**: a lot"]
    bodies += ["The impact was considerable, but it could have reached more people."]
    return planted(document, "impact", dice.choice(bodies))


def numbers_that_disagree(document: Postmortem, dice: random.Random) -> str | None:
    section = document.section("summary")
    if section is None:
        return None
    numbers = re.finditer(r"(?<![\d,.])(\d[\d,]*)(?= (?:minutes?|hours?|[a-z]+ing )?[a-z]+)", section.text)
    chosen = [
        one
        for one in numbers
        if (len(one[1]) > 2 and not re.match(r"20\d\d$", one[1])) or section.text.startswith(" minute", one.end())
    ]
    if not chosen:
        return None
    one = dice.choice(chosen)
    wrong = f"{int(one[1].replace(',', '')) * dice.choice([2, 3, 5]) + 7:,}"
    return put(document, section.start + one.start(), section.start + one.end(), wrong)


def wrong_clock_figure(document: Postmortem, dice: random.Random) -> str | None:
    found = list(
        re.finditer(
            r"[Tt]ime to (?:detect|acknowledge|mitigate|resolve|recover)\w*\W{1,6}(\d+ (?:minutes|min|s\b)(?: \d+ s)?)",
            document.text,
        )
    )
    if not found:
        return None
    one = dice.choice(found)
    return put(document, one.start(1), one.end(1), f"{int(one[1].split()[0]) * 3 + dice.choice([61, 73, 94])} minutes")


def rows_of(document: Postmortem) -> list[tuple[int, int]]:
    section = document.section("timeline")
    if section is None:
        return []
    found = re.finditer(r"(?m)^\|[^\n]*\|[ \t]*$\n?", section.text)
    return [(section.start + one.start(), section.start + one.end()) for one in found][2:]


def row_at_fault(document: Postmortem, dice: random.Random) -> str | None:
    rows = rows_of(document)
    if len(rows) < 6:
        return None
    kind = dice.randrange(4)
    if kind == 0:  # out of order
        first, second = rows[1], rows[-2]
        one, other = document.text[slice(*first)], document.text[slice(*second)]
        return put(Postmortem(text=put(document, *second, one)), *first, other)
    if kind == 1:  # a long stretch without a word
        return put(document, rows[2][0], rows[-2][1], "")
    row = dice.choice([one for one in rows[1:-1] if "No records" not in document.text[slice(*one)]])
    cells = document.text[slice(*row)].split("|")
    if kind == 2:  # without a source
        cells[-2] = " "
    else:  # judging
        cells[2] = f" Carelessly, Tariq broke it, which was obviously stupid:{cells[2]}"
    return put(document, *row, "|".join(cells))


def ends_at_somebody(document: Postmortem, dice: random.Random) -> str | None:
    bodies = ["The operator did not follow the procedure.", "Operator error.", "Human error during the change."]
    bodies += [
        "The engineer on duty forgot to check the result before leaving.",
        "Tariq Weiss deleted the wrong table.",
    ]
    return planted(document, "root_cause", dice.choice(bodies))


def one_word_cause(document: Postmortem, dice: random.Random) -> str | None:
    return planted(
        document, "root_cause", dice.choice(["Misconfiguration.", "Bad deploy", "Capacity.", "A bug", "DNS"])
    )


def problem_without_action(document: Postmortem, dice: random.Random) -> str | None:
    section = document.section("improve")
    problems = [
        "- The office door could not be opened by the night guard.",
        "- Our lawyers heard of it from a newspaper.",
    ]
    problems += ["- The intern's laptop had no VPN client.", "- Translators were not told about the banner."]
    return section and planted(document, "improve", f"{section.text.strip()}\n{dice.choice(problems)}")


def action_without_problem(document: Postmortem, dice: random.Random) -> str | None:
    rows = [one.text for one in document.actions]
    if not rows:
        return None
    row = dice.choice(rows)
    others = ["Redesign the landing page of the careers site", "Upgrade the office printers to the newest firmware"]
    others += ["Rename the marketing newsletter", "Move the canteen menu into the intranet"]
    line = document.text[document.text.rfind("\n", 0, row.start) + 1 : document.text.find("\n", row.end) + 1]
    return put(
        document, (end := document.text.find("\n", row.end) + 1), end, line.replace(row.text, dice.choice(others))
    )


def weak_action(document: Postmortem, dice: random.Random) -> str | None:
    one = dice.choice(document.actions) if document.actions else None
    if one is None:
        return None
    kind = dice.randrange(4)
    if kind == 0:
        return put(
            document,
            one.text.start,
            one.text.end,
            dice.choice(["Improve monitoring", "Better testing", "Look into it"]),
        )
    key, words = [("owner", "The whole team"), ("due", "soon"), ("priority", "")][kind - 1]
    value = one.values.get(key)
    return value and put(document, value.start, value.end, words)


def judging_words(document: Postmortem, dice: random.Random) -> str | None:
    section = document.section(dice.choice(["root_cause", "lessons", "improve"]))
    said = ["Tariq carelessly ignored the warning.", "The release team should have known better."]
    said += [
        "It was a stupid mistake of the night shift.",
        "If only she had read the manual, nothing would have happened.",
    ]
    return section and put(
        document, (end := section.start + len(section.text.rstrip())), end, f"\n\n{dice.choice(said)}"
    )


def unsupported_certainty(document: Postmortem, dice: random.Random) -> str | None:
    section = document.section(dice.choice(["resolution", "lessons", "root_cause"]))
    said = ["This can never happen again.", "It was undoubtedly the cache.", "The problem is fixed once and for all."]
    said += ["It must have been the new switch.", "We are certain that nothing else was involved."]
    return section and put(document, (end := section.start + len(section.text.rstrip())), end, f" {dice.choice(said)}")


def severity_too_low(document: Postmortem, dice: random.Random) -> str | None:
    value = document.fields.get("severity")
    stated = document.severity
    mild = {"SEV-1": ["SEV-3", "SEV-4"], "SEV-2": ["SEV-4"]}.get(stated)
    return put(document, value.start, value.end, dice.choice(mild)) if value and mild else None


def secret_or_person(document: Postmortem, dice: random.Random) -> str | None:
    section = document.section(dice.choice(["resolution", "references", "factors"]))
    said = [
        "`curl -H 'Authorization: Bearer h7GkQ2vXw9LpT4nZ8sRb'`",
        "The password was Sommer2026!x.",
        "api_key=9f8b7c6d5e4f3a2b1c0d",
    ]
    said += ["Reported by lena.voss@customer.example.", "She can be reached at +49 30 5550 1234."]
    return section and put(
        document, (end := section.start + len(section.text.rstrip())), end, f"\n\n{dice.choice(said)}"
    )


def wrong_budget_share(document: Postmortem, dice: random.Random) -> str | None:
    section = document.section("impact")
    found = section and re.search(r"(\d{1,3}(?:\.\d+)?) % of the [^\n.]*budget", section.text)
    if not section or not found or not float(found[1]):
        return None
    wrong = f"{float(found[1]) * dice.choice([0.3, 0.4, 1.8, 2.5]):.0f}"
    return put(document, section.start + found.start(1), section.start + found.end(1), wrong)


def late_review(document: Postmortem, dice: random.Random) -> str | None:
    value = document.fields.get("reviewed") or document.fields.get("published")
    day = document.date
    if value is None or day is None:
        return None
    from datetime import timedelta

    return put(document, value.start, value.end, (day + timedelta(days=dice.choice([12, 15, 31]))).isoformat())


PLANTS: dict[str, tuple[Plant, tuple[str, ...]]] = {
    "missing section": (missing_section, ("postmortem/missing-section",)),
    "placeholder": (placeholder, ("postmortem/placeholder",)),
    "long summary": (long_summary, ("postmortem/long-summary",)),
    "summary without impact": (summary_without_impact, ("postmortem/summary-without-impact",)),
    "impact without numbers": (impact_without_numbers, ("postmortem/unquantified-impact",)),
    "numbers that disagree": (numbers_that_disagree, ("postmortem/disagreement",)),
    "wrong clock figure": (wrong_clock_figure, ("postmortem/clock-figure",)),
    "timeline row at fault": (row_at_fault, ("timeline/", "language/")),
    "cause ends at somebody": (
        ends_at_somebody,
        ("language/person-as-cause", "language/blame", "postmortem/thin-cause"),
    ),
    "one-word cause": (one_word_cause, ("postmortem/thin-cause",)),
    "problem without action": (problem_without_action, ("postmortem/problem-without-action",)),
    "action without problem": (action_without_problem, ("postmortem/action-without-problem",)),
    "weak action": (weak_action, ("action-item/",)),
    "judging words": (judging_words, ("language/",)),
    "unsupported certainty": (unsupported_certainty, ("postmortem/unsupported-certainty",)),
    "severity too low": (severity_too_low, ("postmortem/mild-severity",)),
    "secret or personal data": (secret_or_person, ("postmortem/secret", "postmortem/personal-data")),
    "wrong budget share": (wrong_budget_share, ("postmortem/budget-share",)),
    "late review": (late_review, ("postmortem/late-review",)),
}


def told(findings: list[Finding]) -> Counter[tuple[str, str]]:
    return Counter((one.check, one.quote) for one in findings)


def documents(part: str) -> Iterator[tuple[str, str]]:
    for name in PARTS[part]:
        yield name, (FOLDER / name).read_text(encoding="utf-8")


def measure(part: str, *, names: bool) -> dict[str, tuple[int, int]]:
    """By kind of defect, how many were found and named, of how many; prints what was missed where it may be read."""
    counts: dict[str, tuple[int, int]] = {}
    for kind, (plant, accepted) in PLANTS.items():
        found = whole = 0
        for name, text in documents(part):
            before = told(examine(text, "postmortem"))
            tried: set[str] = set()
            for turn in range(TIMES):
                spoiled = plant(Postmortem.parse(text), random.Random(f"{kind} {name} {turn}"))  # noqa: S311  # a fixed choice
                if spoiled is None or spoiled in tried:
                    continue
                tried.add(spoiled)
                new = told(examine(spoiled, "postmortem")) - before
                is_found = any(check.startswith(accepted) for check, _ in new)
                found, whole = found + is_found, whole + 1
                if names and not is_found:
                    changed = [line for line in spoiled.split("\n") if line not in text.split("\n")]
                    say(f"    missed: {kind} in {name}: {' / '.join(changed)[:160]} -> {sorted(new)[:3]}")
        counts[kind] = found, whole
    return counts


def false_on_originals(part: str, *, names: bool) -> tuple[int, int]:
    """Documents' findings where nothing was planted, of how many sentences and rows."""
    findings = lines = 0
    for name, text in documents(part):
        found = examine(text, "postmortem")
        findings += len(found)
        lines += sum(bool(line.strip()) for line in text.split("\n"))
        if names:
            for one in found:
                say(f"    false: {name}:{one.line} {one.check} “{one.quote}”")
    return findings, lines


def marked(folder: Path) -> dict[str, list[tuple[str, str]]]:
    """What the author of honest documents marked in them: the defect and its words, by document."""
    found: dict[str, list[tuple[str, str]]] = {}
    with (folder / "defects.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(f"{row['document'].removesuffix('.md')}.md", []).append((row["defect"], row["words"]))
    return found


def is_marked(finding: Finding, text: str, marks: list[tuple[str, str]]) -> bool:
    """Whether an author marked what a finding is about: its line, or, of what is missing, its section."""
    line = text.split("\n")[finding.line - 1]
    for defect, words in marks:
        kinds = next((accepted for kind, (_, accepted) in PLANTS.items() if kind in defect or defect in kind), ())
        same_kind = finding.check.startswith(kinds) if kinds else False
        if words and (words in line or line.strip() in words or words.casefold() == finding.quote.casefold()):
            return True
        if same_kind and (not words or words[:30] in text):
            return True
    return False


def clean(folder: str) -> tuple[int, int, int]:
    """On documents nobody planted anything in: findings that their author did not mark, all findings, lines."""
    unmarked = findings = lines = 0
    marks = marked(FOLDER / folder)
    for path in sorted((FOLDER / folder).glob("*.md")):
        text = path.read_text(encoding="utf-8")
        found = examine(text, "postmortem")
        findings += len(found)
        unmarked += sum(not is_marked(one, text, marks.get(path.name, [])) for one in found)
        lines += sum(bool(line.strip()) for line in text.split("\n"))
    return unmarked, findings, lines


def judged(folder: str, documents: slice = slice(None)) -> tuple[float, int]:
    """Rank correlation (Spearman) of the findings' weight with an expert's scores, and of how many documents."""
    with (FOLDER / folder / "scores.csv").open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["document"])[documents]
    scores = [float(row["score"]) for row in rows]
    texts = [
        (FOLDER / folder / f"{row['document'].removesuffix('.md')}.md").read_text(encoding="utf-8") for row in rows
    ]
    weights = [-weight_of(examine(text, "postmortem")) for text in texts]
    return correlation(ranks(scores), ranks(weights)), len(rows)


def ranks(values: list[float]) -> list[float]:
    """The rank of each value; of equal ones, the middle."""
    return [(sum(one < value for one in values) + sum(one <= value for one in values) + 1) / 2 for value in values]


def main(part: str) -> None:
    names = part == "development"
    counts = measure(part, names=names)
    say(f"\nDefects planted into {len(PARTS[part])} good documents ({part})")
    for kind, (found, whole) in counts.items():
        say(f"  {kind:26} {found:3} of {whole:3}")
    found, whole = (sum(column) for column in zip(*counts.values(), strict=True))
    false, lines = false_on_originals(part, names=names)
    say(f"  all {found} of {whole} ({found / whole:.1%}); findings on the originals: {false} on {lines} lines")
    for folder, documents in JUDGED[part]:
        value, number = judged(folder, documents)
        say(f"  weight of findings beside an expert's scores, {folder}, {number} documents: Spearman {value:.2f}")
    for folder in CLEAN[part]:
        unmarked, findings, lines = clean(folder)
        say(f"  {folder}: {findings} findings on {lines} lines, {unmarked} of them not marked by the author")


if __name__ == "__main__":
    for chosen in sys.argv[1:] or list(PARTS):
        if chosen in PARTS:
            main(chosen)
