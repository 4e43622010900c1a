"""`pmkit explain` and docs/checks.md: the records themselves, in words."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from cli.command_line import Result, invoke

from pmkit.checks import CHECKS, Check
from pmkit.models.five_whys import FiveWhys, Why
from pmkit.render.findings import check_pages
from pmkit.render.findings.measured import measured

PAGE = Path(__file__).parents[2] / "docs" / "checks.md"


def run(*words: str) -> Result:
    return invoke("explain", *words)


def test_every_check_is_listed_in_teaching_order_under_its_topic() -> None:
    lines = run().stdout.splitlines()
    assert [line.split()[0] for line in lines if line.startswith("  ")] == [check.id for check in CHECKS]
    assert lines[0] == check_pages._title(CHECKS[0].topic)


def test_a_topic_lists_its_own_checks() -> None:
    lines = run("five-whys/").stdout.splitlines()
    assert {line.partition("/")[0] for line in lines if line.startswith("  ")} == {"  five-whys"}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_one_check_is_told_with_all_that_its_record_holds(check: Check) -> None:
    told = run(check.id).stdout
    said = [check.says.replace("{quote}", "…"), check.why, check.instead, check.source]
    assert [text for text in said if text not in told] == []
    # Of an example that takes several lines, each is there.
    lines = [
        line
        for example in (*check.bad, *check.good)
        for line in check_pages.example_text(example, check.good[0]).splitlines()
    ]
    assert [line for line in lines if line not in told] == []


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("five-whys/none", "no check is called 'five-whys/none'"),
        ("zzz", "run pmkit explain for all"),
        ("blame", "write language/blame"),
    ],
)
def test_an_unknown_check_exits_2(word: str, says: str) -> None:
    result = run(word)
    assert (result.exit_code, says in result.stderr, result.stdout) == (2, True, "")


def test_a_near_miss_is_named() -> None:
    assert "write five-whys/blank" in run("five-whys/blnk").stderr


def test_json_holds_every_field_of_every_check() -> None:
    checks = json.loads(run("--format", "json").stdout)["checks"]
    assert [one["id"] for one in checks] == [check.id for check in CHECKS]
    fields = ["id", "severity", "says", "why", "instead", "example", "source", "bad", "good", "measured"]
    assert {tuple(one) for one in checks} == {tuple(fields)}
    assert [len(one["bad"]) for one in checks] == [len(check.bad) for check in CHECKS]


@pytest.mark.parametrize("check", [one for one in CHECKS if measured(one.id)], ids=lambda check: check.id)
def test_a_measured_check_is_told_with_its_figures_on_the_terminal_in_json_and_in_docs(check: Check) -> None:
    told = [one.told() for one in measured(check.id)]
    lines = [line.removeprefix("measured").strip() for line in run(check.id).stdout.splitlines()]
    assert [one for one in told if one not in lines] == []
    [data] = json.loads(run(check.id, "--format", "json").stdout)["checks"]
    assert data["measured"] == [one.as_data() for one in measured(check.id)]
    section = PAGE.read_text("utf-8").partition(f"### `{check.id}`\n")[2].partition("\n### ")[0]
    assert [line for line in section.splitlines() if line.startswith("- **Measured**")] == [
        f"- **Measured**: {one}" for one in told
    ]


def test_all_language_checks_that_judge_prose_are_measured() -> None:
    of_language = {check.id for check in CHECKS if check.topic == "language"} - {"language/waiver"}
    assert {check.id for check in CHECKS if measured(check.id)} == of_language


def test_the_page_in_docs_is_what_the_records_say_now() -> None:
    assert PAGE.read_text("utf-8") == run("--format", "markdown").stdout, "run: make docs"


def test_the_page_says_on_its_first_line_that_it_is_generated() -> None:
    assert PAGE.read_text("utf-8").splitlines()[0].startswith("<!-- Generated from the records")


def test_an_answer_as_an_example_is_told_step_by_step() -> None:
    answer = FiveWhys(
        problem="Bids stopped", whys=[Why(answer="A"), Why(answer="", parent=0), Why(answer="C", parent=1)]
    )
    assert check_pages.example_text(answer).splitlines() == [
        "Problem: Bids stopped",
        "Why 1: A",
        "Why 2 (explains the problem): (blank)",
        "Why 3 (explains why 1): C",
    ]


def test_examples_cannot_break_out_of_their_fence() -> None:
    record = replace(CHECKS[0], bad=("a ```` fence\n```\n# no heading",))
    [opening] = [line for line in check_pages.markdown([record]).splitlines() if line.endswith("````text")]
    assert opening == "`````text"
