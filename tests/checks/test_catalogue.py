"""Laws that hold for every check there is and will be."""

import pytest

from pmkit.checks import CHECKS, TOPICS, Check, examine
from pmkit.checks.catalogue import kind_of
from pmkit.models.answer import Answer

EXAMPLES = [(check, example) for check in CHECKS for example in check.bad]
INNOCENTS = [(check, example) for check in CHECKS for example in check.good]
PROSE = [(check, field) for check in CHECKS for field in ("says", "why", "instead", "example") if getattr(check, field)]


def test_ids_are_unique_and_begin_with_a_topic_of_one_kind() -> None:
    ids = [check.id for check in CHECKS]
    assert len(set(ids)) == len(ids)
    assert {kind_of(check) for check in CHECKS} <= set(TOPICS)
    assert len({(check.topic, kind_of(check)) for check in CHECKS}) == len({check.topic for check in CHECKS})


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_a_check_has_at_least_two_examples_of_each_kind(check: Check) -> None:
    assert min(len(check.bad), len(check.good)) >= (6 if check.topic == "language" else 2)


@pytest.mark.parametrize(("check", "example"), EXAMPLES, ids=lambda value: getattr(value, "id", ""))
def test_a_bad_example_is_found_by_its_own_check(check: Check, example: Answer | str) -> None:
    found = examine(example, kind_of(check), scenario=check.scenario, evidence=check.evidence and check.evidence())
    assert check.id in {finding.check for finding in found}


@pytest.mark.parametrize(("check", "example"), INNOCENTS, ids=lambda value: getattr(value, "id", ""))
def test_a_good_example_is_silent_under_every_check_of_its_kind(check: Check, example: Answer | str) -> None:
    found = examine(example, kind_of(check), scenario=check.scenario, evidence=check.evidence and check.evidence())
    assert [finding.says for finding in found] == []


@pytest.mark.parametrize(("check", "field"), PROSE, ids=lambda value: getattr(value, "id", value))
def test_what_a_check_says_passes_the_language_checks(check: Check, field: str) -> None:
    assert [finding.says for finding in examine(getattr(check, field))] == []
