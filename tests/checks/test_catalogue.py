"""Laws that hold for every check there is and will be."""

import pytest

from pmkit.checks import CHECKS, TOPICS, Check, examine
from pmkit.models.five_whys import FiveWhys

EXAMPLES = [(check, example) for check in CHECKS for example in check.bad]
INNOCENTS = [(check, example) for check in CHECKS for example in check.good]


def test_ids_are_unique_and_begin_with_their_topic() -> None:
    ids = [check.id for check in CHECKS]
    assert len(set(ids)) == len(ids)
    assert {check.topic for check in CHECKS} == set(TOPICS)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_a_check_has_at_least_two_examples_of_each_kind(check: Check) -> None:
    assert min(len(check.bad), len(check.good)) >= 2


@pytest.mark.parametrize(("check", "example"), EXAMPLES, ids=lambda value: getattr(value, "id", ""))
def test_a_bad_example_is_found_by_its_own_check(check: Check, example: FiveWhys) -> None:
    found = examine(example, check.topic, scenario=check.scenario)
    assert check.id in {finding.check for finding in found}


@pytest.mark.parametrize(("check", "example"), INNOCENTS, ids=lambda value: getattr(value, "id", ""))
def test_a_good_example_is_silent_under_every_check_of_its_kind(check: Check, example: FiveWhys) -> None:
    found = examine(example, check.topic, scenario=check.scenario)
    assert [finding.says for finding in found] == []
