"""SARIF that the standard's own schema accepts, and that points at the words.

sarif-2.1.0-rtm.5.schema.json is the schema of the OASIS standard as it was published with npm's
@microsoft/jest-sarif 1.0.0-beta.0, unchanged.
"""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pmkit import __version__
from pmkit.checks import CHECKS, Finding, examine
from pmkit.render.findings import sarif
from pmkit.render.findings.place import Lines

SCHEMA = Path(__file__).with_name("sarif-2.1.0-rtm.5.schema.json")
TEXT = 'root_cause = "漢字: he forgot it"\n[[whys]]\nanswer = "The node was offline"\n[[whys]]\nanswer = ""\n'


def found(path: str = "answers/five_whys.toml") -> list[Finding]:
    return examine(TEXT, "five-whys", path=path)


def log(findings: list[Finding], *, errors: tuple[str, ...] = ()) -> dict[str, Any]:
    lines = {one.path: Lines(TEXT) for one in findings}
    return sarif.log(findings, CHECKS, lines, version=__version__, errors=errors)


def waived(finding: Finding) -> Finding:
    return replace(finding, waived="quoting the customer")


def results(path: str) -> list[dict[str, Any]]:
    return log(found(path))["runs"][0]["results"]


def location(result: dict[str, Any]) -> dict[str, Any]:
    return result["locations"][0]["physicalLocation"]


@pytest.mark.lab  # jsonschema comes with the lab
@pytest.mark.parametrize("path", ["answers/five_whys.toml", "/srv/a b/é%.toml", "-", "a\udc80.toml"])
def test_a_log_is_valid_by_the_schema_of_the_standard(path: str) -> None:
    from jsonschema import Draft4Validator, FormatChecker

    data = log([*found(path), waived(found(path)[0])], errors=("b.md is not there",))
    validator = Draft4Validator(json.loads(SCHEMA.read_text("utf-8")), format_checker=FormatChecker())
    assert [error.message for error in validator.iter_errors(json.loads(json.dumps(data)))] == []
    assert list(validator.iter_errors({"version": "2.1.0"})) != []


def test_every_check_is_a_rule_and_every_result_names_its_own() -> None:
    run = log(found())["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == [check.id for check in CHECKS]
    assert [rules[result["ruleIndex"]] for result in run["results"]] == [one.check for one in found()]


def test_a_region_holds_the_words_counted_in_code_points() -> None:
    region = next(
        location(result)["region"] for result in results("a.toml") if result["ruleId"] == "five-whys/person-as-cause"
    )
    line = TEXT.splitlines()[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == region["snippet"]["text"]
    assert "he forgot" in region["snippet"]["text"]


def test_levels_follow_the_severity_and_never_are_errors() -> None:
    levels = {one["level"] for one in results("a.toml")}
    assert levels == {sarif.LEVELS[one.severity] for one in found()} == {"warning", "note"}


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("docs/a b.md", "docs/a%20b.md"),
        ("./docs/é.md", "docs/%C3%A9.md"),
        ("/srv/a.md", "file:///srv/a.md"),
        ("a\udc80.md", "a%80.md"),
        ("-", "stdin"),
    ],
)
def test_a_path_becomes_a_uri(path: str, uri: str) -> None:
    assert {location(result)["artifactLocation"]["uri"] for result in results(path)} == {uri}


def test_the_same_words_keep_their_fingerprint_when_they_move() -> None:
    moved = examine("# a comment\n\n" + TEXT, "five-whys", path="a.toml")
    prints = [[sarif._fingerprint(one) for one in findings] for findings in (found("a.toml"), moved)]
    assert prints[0] == prints[1]
    assert len(set(prints[0])) == len(prints[0])


def test_a_waived_finding_is_there_and_suppressed_with_its_reason() -> None:
    first, *others = found()
    results = log([waived(first), *others])["runs"][0]["results"]
    assert [one["suppressions"] for one in results if "suppressions" in one] == [
        [{"kind": "inSource", "status": "accepted", "justification": "quoting the customer"}]
    ]


def test_what_could_not_be_read_is_told_as_a_notification() -> None:
    [invocation] = log([], errors=("b.md is not there",))["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    assert [note["message"]["text"] for note in invocation["toolExecutionNotifications"]] == ["b.md is not there"]
