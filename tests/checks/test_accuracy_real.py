"""The measure on real documents itself: its verdicts, its table, what readers of whole documents saw, its data file."""

import csv
import tomllib
from pathlib import Path

import accuracy_real
import accuracy_recall
import pytest
from accuracy import CHECKS as NAMES
from accuracy_real import JUDGED, Flag, Read

from pmkit.checks import CHECKS
from pmkit.render.findings.measured import FEWEST, measured, records

SEVERITIES = {check.id: check.severity for check in CHECKS}
LOWEST_TO_FIX = 0.90


def judged(folder: Path, *rows: str) -> Path:
    (folder / "judgements.csv").write_text("document,line,check,verdict\n" + "\n".join(rows), encoding="utf-8")
    return folder


def labelled(folder: Path, *rows: str, whole: tuple[str, ...] = ("first,a.md",)) -> Path:
    (folder / "labels.csv").write_text("part,document,line,check,sure\n" + "\n".join(rows), encoding="utf-8")
    (folder / "read_whole.csv").write_text("part,document\n" + "\n".join(whole), encoding="utf-8")
    return folder


def test_a_borderline_flag_counts_half_and_an_unjudged_one_not(tmp_path: Path) -> None:
    verdicts = accuracy_real.judgements(
        judged(
            tmp_path, "a.md,1,language/blame,right", "a.md,2,language/blame,borderline", "a.md,3,language/blame,wrong"
        )
    )
    flags = [Flag("a.md", line, "language/blame", "consider") for line in (1, 2, 3, 4)]
    assert accuracy_real.share(flags, verdicts) == (1.5, 3)


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (["a.md,1,language/blame,rihgt"], "line 2: the verdict 'rihgt'"),
        (["a.md,1,language/blame,right", "a.md,1,language/blame,wrong"], "line 3: a second verdict"),
    ],
)
def test_a_verdict_that_is_none_or_the_second_is_refused(tmp_path: Path, rows: list[str], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        accuracy_real.judgements(judged(tmp_path, *rows))


def test_the_table_has_every_check_in_each_severity_and_the_sums(capsys: pytest.CaptureFixture[str]) -> None:
    flags = [
        Flag("a.md", 1, "language/blame", "fix"),
        Flag("a.md", 2, "language/blame", "consider"),
        Flag("a.md", 3, "language/vague", "consider"),
        Flag("a.md", 4, "language/vague", "consider"),
    ]
    verdicts = {flag.place: "wrong" for flag in flags[:3]}
    accuracy_real.show_precision(Read(["a.md"], 500, flags), verdicts)
    # By name: flags, judged, right, and at the end false flags per 1,000 sentences.
    rows = {line[:30].strip(): line[30:].split() for line in capsys.readouterr().out.splitlines()[2:]}
    assert [rows[name][:2] for name in ("blame (fix)", "blame (consider)", "vague (consider)", "hindsight")] == [
        ["1", "1"],
        ["1", "1"],
        ["2", "1"],
        ["0", "0"],
    ]
    assert {name: rows[name][-1] for name in ("all", "all but vague", "of these: fix", "of these: consider")} == {
        "all": "6.00",
        "all but vague": "4.00",
        "of these: fix": "2.00",
        "of these: consider": "2.00",
    }
    assert ["a.md:4", "language/vague"] in [
        line.split()[-2:] for line in _told(Read(["a.md"], 500, flags), verdicts, capsys)
    ]


def _told(found: Read, verdicts: dict[tuple[str, int, str], str], capsys: pytest.CaptureFixture[str]) -> list[str]:
    accuracy_real.show_precision(found, verdicts)
    return [line for line in capsys.readouterr().out.splitlines() if "not judged" in line]


def test_a_label_is_found_by_its_own_check_at_most_a_line_away_in_its_document(tmp_path: Path) -> None:
    [label] = accuracy_recall.labels(labelled(tmp_path, "first,a.md,10,language/blame,yes"))
    for document, line, check, same, other in (
        ("a.md", 10, "language/blame", True, True),
        ("a.md", 9, "language/blame", True, True),
        ("a.md", 12, "language/blame", False, False),
        ("b.md", 10, "language/blame", False, False),
        ("a.md", 11, "language/loaded", False, True),
        ("a.md", 10, "language/vague", False, False),
    ):
        lines = accuracy_recall.flagged([(document, line, check)])
        assert (accuracy_recall.by_same(label, lines), accuracy_recall.by_any(label, lines)) == (same, other), check


def test_recall_is_told_part_by_part_and_together_of_all_labels_and_of_the_sure_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = (
        "first,a.md,10,blame,yes",
        "first,a.md,20,blame,borderline",
        "first,a.md,30,vague,yes",
        "second,b.md,1,vague,borderline",
    )
    folder = labelled(tmp_path, *rows, whole=("first,a.md", "first,c.md", "second,b.md"))
    accuracy_recall.show_recall([("a.md", 10, "language/loaded"), ("a.md", 20, "language/blame")], folder)
    out = capsys.readouterr().out
    titles = [line.partition(" documents")[0] for line in out.splitlines() if line.startswith("recall")]
    assert titles == ["recall, first: 2", "recall, second: 1", "recall, all parts: 3"]
    told = {line[:30].strip(): line[30:].split() for line in out.partition("recall, second")[0].splitlines()}
    # Labels, recall and its interval; sure labels, recall and its interval.
    assert told["blame"][:2] + told["blame"][3:5] == ["2", "0.50", "1", "0.00"]
    assert told["all but vague, same check"][1] == "0.50"
    assert told["all but vague, any of them"][1] == "1.00"
    assert told["vague"][1] == "0.00"


def test_documents_that_nobody_read_whole_have_no_recall(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    accuracy_recall.show_recall([("a.md", 10, "language/loaded")], tmp_path)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("row", ["first,a.md,10,shame,yes", "first,a.md,10,blame,no"])
def test_a_label_of_no_check_or_of_no_certainty_is_refused(tmp_path: Path, row: str) -> None:
    with pytest.raises(ValueError, match=r"labels\.csv, line 2"):
        accuracy_recall.labels(labelled(tmp_path, row))


def test_the_figures_that_are_written_are_those_that_are_read() -> None:
    flags = [Flag("a.md", line, "language/blame", "consider") for line in range(12)]
    verdicts = {flag.place: "borderline" if flag.line else "right" for flag in flags[:11]}
    content = tomllib.loads(accuracy_real.figures(Read(["a.md", "b.md"], 70, flags), verdicts, ("development",)))
    documents, _ = records(content)["blame"]
    assert (documents.flags, documents.judged, documents.right) == (12, 11, 6.0)
    assert (content["corpora"]["documents"]["texts"], content["corpora"]["documents"]["sentences"]) == (2, 70)
    assert "2 public postmortems" in documents.told()
    assert set(records(content)) == set(NAMES)


def test_verdicts_and_labels_in_the_repository_are_places_alone_and_no_text() -> None:
    columns = {
        "judgements.csv": ["document", "line", "check", "verdict"],
        "labels.csv": ["part", "document", "line", "check", "sure"],
        "read_whole.csv": ["part", "document"],
    }
    for name, expected in columns.items():
        if (JUDGED / name).is_file():
            with (JUDGED / name).open(encoding="utf-8", newline="") as file:
                rows = csv.DictReader(file)
                assert (rows.fieldnames, [row for row in rows if None in row]) == (expected, []), name
    verdicts = accuracy_real.judgements(JUDGED)
    assert {check for _, _, check in verdicts} <= set(SEVERITIES)


@pytest.mark.parametrize("name", NAMES)
def test_no_more_flags_are_said_to_be_judged_than_have_a_verdict(name: str) -> None:
    documents, _ = measured(f"language/{name}")
    worth = [
        accuracy_real.WORTH[verdict]
        for (_, _, check), verdict in accuracy_real.judgements(JUDGED).items()
        if check == f"language/{name}"
    ]
    assert documents.judged <= len(worth)
    assert documents.right <= sum(worth)


@pytest.mark.parametrize("name", NAMES)
def test_a_check_that_says_fix_was_not_seen_to_be_wrong_one_time_in_ten(name: str) -> None:
    documents, _ = measured(f"language/{name}")
    if SEVERITIES[f"language/{name}"] == "fix":
        assert documents.precision is None or documents.precision >= LOWEST_TO_FIX


def test_a_person_as_cause_is_to_consider_until_real_documents_show_95_in_100() -> None:
    documents, _ = measured("language/person-as-cause")
    shown = documents.judged >= FEWEST and documents.right / documents.judged >= 0.95
    assert shown or SEVERITIES["language/person-as-cause"] == "consider"
