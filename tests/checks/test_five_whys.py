"""Chains of whys that the checks know no story of: what is told by words alone, and what is left in peace."""

import gc
import time
import tomllib
from pathlib import Path

import pytest
from accuracy_five_whys import measured
from hypothesis import given
from hypothesis import strategies as st

from pmkit.checks import examine
from pmkit.checks.five_whys.actions import treats_symptom
from pmkit.checks.five_whys.cohesion import says_again, strays
from pmkit.checks.five_whys.ends import is_ours, world_in
from pmkit.checks.five_whys.examples import chain
from pmkit.checks.five_whys.people import judges_person, person_at_end, supposed, unthought
from pmkit.checks.text.concepts import concepts
from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.phrases import Phrases, find_any
from pmkit.checks.text.set_up import lacks_control, names_set_up
from pmkit.checks.text.text import read
from pmkit.grading.exercise import load_exercise
from pmkit.models.action_item import ActionItem
from pmkit.models.five_whys import FiveWhys, Why
from pmkit.models.story.scenario import Scenario

ENDS = tomllib.loads((Path(__file__).parent / "five_whys_ends.toml").read_text(encoding="utf-8"))
LINE = "The export job waits for a lock, and each team sets its own timeout from time to time. "


def found(*whys: str, root_cause: str, action: str = "", problem: str = "Parcel labels were late") -> set[str]:
    """The slugs of what is found in a chain without a story."""
    actions = [ActionItem(text=action)] if action else []
    chain = FiveWhys(problem=problem, root_cause=root_cause, whys=[Why(answer=one) for one in whys], actions=actions)
    return {finding.check.removeprefix("five-whys/") for finding in examine(chain, "five-whys")}


def _persons(answer: FiveWhys, scenario: Scenario | None) -> list[str]:
    """Where a person is found to be the end."""
    told = examine(answer, "five-whys", scenario=scenario)
    return [one.where for one in told if one.check == "five-whys/person-as-cause"]


def test_most_flaws_of_the_development_chains_are_told_and_no_good_chain_is_called_flawed() -> None:
    macro, failed, _ = measured("development")
    assert failed == 0
    assert macro >= 0.9


@pytest.mark.parametrize(
    "end",
    [
        "Disks die.",
        "Power cuts happen in that part of the country.",
        "The provider goes down about twice a year.",
        "Browser makers change their rules whenever they like.",
        "No software is free of bugs.",
        "Nobody could have predicted this much traffic.",
        "Attackers never sleep.",
        "Heavy rain.",
        "Time zones are hard.",
        "Our supplier is a monopolist and does as it likes.",
        "The carrier had an outage, as carriers do.",
    ],
)
def test_a_generality_about_the_world_is_nothing_that_a_team_can_change(end: str) -> None:
    assert world_in(read(end)) is not None


@pytest.mark.parametrize(
    "end",
    [
        "Nobody compares the two lists after a migration.",
        "The vendor announces changes by mail to an address that nobody reads.",
        "Our contract with the carrier does not ask for a second path.",
        "Users get admin rights when they are created.",
        "Sensors are calibrated at installation and never again.",
        "Traffic forecasts are made by marketing and do not reach operations.",
        "Batteries are replaced on failure instead of by age.",
        "Providers are chosen by price alone.",
        "Customers can upload files of any size.",
    ],
)
def test_what_a_team_has_set_up_around_the_world_can_be_changed(end: str) -> None:
    assert world_in(read(end)) is None


@pytest.mark.parametrize(
    "end",
    [
        "Ravi was careless.",
        "Mei forgot the flag.",
        "Jonas did not think about the second region.",
        "The new colleague did not know about the lock.",
        "Lack of attention during the change.",
        "Insufficient skills of the DBA.",
        "Kofi is new to the firewall.",
        "The reviewer overlooked it.",
        "It was overlooked by the reviewer.",
    ],
)
def test_a_person_who_lacks_something_is_a_person_as_the_cause(end: str) -> None:
    assert person_at_end(read(end)) is not None


@pytest.mark.parametrize(
    "end",
    [
        "Priya rolled back at 14:22.",
        "The team was told nothing about the change.",
        "A driver error stopped the main loop.",
        "Shared tables have no owning team.",
        "The agent forgot its state after the restart.",
        "The vision team does not learn of new products through the process.",
        "The manager node ran out of memory.",
        "Each sales channel goes live without a review.",
    ],
)
def test_machines_flows_and_neutral_acts_are_no_person_as_the_cause(end: str) -> None:
    chain = found("The label job stopped", "Its queue was full", end, root_cause=end)
    assert person_at_end(read(end)) is None
    assert "person-as-cause" not in chain


@pytest.mark.parametrize("scenario", [None, load_exercise("five-whys").scenario], ids=["bare", "with a story"])
@pytest.mark.parametrize("end", ENDS["person"])
def test_a_chain_that_ends_in_how_somebody_behaved_ends_in_a_person(end: str, scenario: Scenario | None) -> None:
    answer = chain("The host ran out of memory", "A cache grew", end, root_cause="No test measures memory over hours")
    assert _persons(answer, scenario) == ["why 3, answer"]


@pytest.mark.parametrize("scenario", [None, load_exercise("five-whys").scenario], ids=["bare", "with a story"])
@pytest.mark.parametrize("end", ENDS["set_up"])
def test_people_in_an_end_about_how_work_is_set_up_are_no_cause(end: str, scenario: Scenario | None) -> None:
    answer = chain("The host ran out of memory", "A cache grew", end, root_cause=end)
    assert _persons(answer, scenario) == []


def test_a_flow_is_not_read_as_a_judgement_of_a_person() -> None:
    assert not judges_person(read("Shared tables have no owning team"))
    assert judges_person(read("Human error"))


@pytest.mark.parametrize(
    ("above", "line"),
    [
        ("The valve did not close.", "The valve was open."),
        ("The token had been revoked.", "The token was withdrawn."),
        ("That test was switched off.", "The test had been disabled."),
        ("The gateway refused the payments.", "The payments were not accepted by the gateway."),
        ("Nobody owns the feed.", "The feed has no owner."),
        ("The import was skipped at night.", "The import did not run that night."),
    ],
)
def test_a_line_in_other_words_is_restated(above: str, line: str) -> None:
    assert says_again(read(line), read(above))


@pytest.mark.parametrize(
    ("above", "line"),
    [
        ("The disk filled up with logs.", "Log rotation was off on that disk."),
        ("The valve did not close.", "The valve's air supply was off."),
        ("The token had been revoked.", "The token belonged to a person who left."),
        ("The customer table was locked.", "A report locks the table while it runs."),
        ("The feature flag was on for everyone.", "The flag's default is on."),
        ("Payments were charged twice.", "The payment was sent again after a timeout."),
    ],
)
def test_a_step_about_the_same_thing_is_not_restated(above: str, line: str) -> None:
    assert not says_again(read(line), read(above))


def test_a_concept_is_shared_by_a_word_its_synonym_and_the_denial_of_its_opposite() -> None:
    assert concepts(read("refused")) == concepts(read("turned down")) == concepts(read("was not accepted"))
    assert concepts(read("accepted")).isdisjoint(concepts(read("not accepted")))


LINES = tuple(
    map(
        read,
        (
            "The door readers were dead",
            "The reader server had no disk space",
            "Customers complained at the front desk",
            "Logs are never rotated on that server",
            "Facility servers are outside the standard build",
        ),
    )
)


def test_a_remark_or_an_aftermath_between_two_steps_strays() -> None:
    assert strays(LINES, 2)


def test_a_step_in_quite_other_words_does_not_stray() -> None:
    plain = (*LINES[:2], read("Old core dumps were left on it"), *LINES[3:])
    assert not strays(plain, 2)
    assert not strays(plain, 3)


def test_a_remark_that_takes_up_the_line_above_does_not_stray() -> None:
    assert not strays((*LINES[:2], read("The disk also holds the logs"), *LINES[3:]), 2)


def test_two_lines_that_begin_a_chain_of_their_own_stray() -> None:
    chain = found(
        "The reader server was out of disk space",
        "The canteen uses another payment system",
        "Payment systems are chosen by each site without a standard",
        root_cause="There is no standard for payment systems",
        problem="The door readers were dead",
    )
    assert chain == {"non-sequitur"}


@pytest.mark.parametrize("end", ["The partition was full", "Node out of memory", "Expired certificate"])
def test_a_short_chain_that_ends_in_a_machine_is_too_shallow(end: str) -> None:
    assert "too-shallow" in found("The relay refused the labels", end, root_cause=end)


@pytest.mark.parametrize(
    "end", ["Certificates are renewed by hand", "No test covers leap days", "The order form asks for one carrier"]
)
def test_a_short_chain_that_ends_in_how_work_is_set_up_is_deep_enough(end: str) -> None:
    assert "too-shallow" not in found("The relay refused the labels", end, root_cause=end)


def test_a_machine_that_runs_out_lacks_no_control() -> None:
    assert not lacks_control(read("There was no space left"))
    assert lacks_control(read("There was no canary"))


def test_what_the_problem_is_about_is_no_sign_of_how_work_is_set_up() -> None:
    assert names_set_up(read("The pipeline has a step for it"), read("The pipeline stopped"))
    assert not names_set_up(read("The pipeline was down"), read("The pipeline stopped"))


ENDS = ("The export is scheduled with no fixed end", "There is no agreement on when the export ends")


@pytest.mark.parametrize(
    "action", ["Restart the label job", "Inform the readers when reports are late", "Buy a larger database server"]
)
def test_an_action_that_treats_the_symptom_misses_the_cause(action: str) -> None:
    assert "action-misses-cause" in found("The label job began late", *ENDS, root_cause=ENDS[1], action=action)


@pytest.mark.parametrize(
    "action", ["Agree on a fixed end of the export", "Schedule the export in the same workflow as its readers"]
)
def test_an_action_that_changes_the_end_reaches_it(action: str) -> None:
    assert "action-misses-cause" not in found("The label job began late", *ENDS, root_cause=ENDS[1], action=action)


def test_one_action_that_reaches_the_end_is_enough() -> None:
    actions = [ActionItem(text="Agree on a fixed end of the export"), ActionItem(text="Restart the label job")]
    chain = FiveWhys(
        problem="Labels were late",
        root_cause=ENDS[1],
        whys=[Why(answer=one) for one in ("The label job began late", *ENDS)],
        actions=actions,
    )
    assert treats_symptom(read(actions[1].text))
    assert "action-misses-cause" not in {one.check.removeprefix("five-whys/") for one in examine(chain, "five-whys")}


def test_what_nobody_thought_of_is_told_otherwise() -> None:
    assert unthought(read("Nobody thought of a second queue, which would have kept them fast")) is not None
    assert unthought(read("No queue was planned for them, and all mails share one")) is None


def test_what_would_have_helped_is_told_otherwise_and_what_is_missing_is_not() -> None:
    assert supposed(read("A second pair of eyes would have seen it")) is not None
    assert supposed(read("There was no canary, one that would have caught it")) is None
    assert supposed(read("A rollback would have taken four hours")) is None


def test_a_terse_line_among_whole_sentences_is_a_statement() -> None:
    whys = ("Redis full.", "Sessions are kept without an end", "Nobody checks new keys for a lifetime")
    chain = found(*whys, root_cause="No review rule asks for a lifetime", problem="The chat was down")
    assert chain == set()


def test_a_root_cause_about_how_work_is_set_up_is_no_inner_why_again() -> None:
    whys = ("The label cache was old", "The label cache has no lifetime", "The printer software predates name changes")
    assert "root-cause-elsewhere" not in found(*whys, root_cause="The label cache has no lifetime rule")
    assert "root-cause-elsewhere" in found(*whys, root_cause="The label cache was old")


def test_of_many_phrases_the_leftmost_is_found() -> None:
    text = read("We are told that outages are a fact of life, bad luck included")
    found_one_by_one = [
        (text.tokens[first].start, text.tokens[last].end)
        for phrase in lexicon.five_whys.fate_always
        for first, last in Phrases([read(phrase).stems]).places(text.stems)
    ]
    assert len(found_one_by_one) > 1
    assert find_any(text, "five_whys", "fate_always") == min(found_one_by_one)


@given(
    lines=st.lists(st.text(max_size=80) | st.sampled_from([LINE, "no", "never", "as", "the", "is new to"]), max_size=6)
)
def test_the_checks_of_a_chain_raise_on_no_text(lines: list[str]) -> None:
    whys, actions = [Why(answer=one) for one in lines], [ActionItem(text=one) for one in lines[:2]]
    chain = FiveWhys(problem=" ".join(lines[:1]), root_cause=" ".join(lines[-1:]), whys=whys, actions=actions)
    assert all(finding.check.count("/") == 1 for finding in examine(chain, "five-whys"))


@given(line=st.text(max_size=120), other=st.text(max_size=120))
def test_what_is_ours_may_still_be_called_fate_and_nothing_else(line: str, other: str) -> None:
    text = read(f"{line} our template {other}")
    assert is_ours(text)
    assert world_in(text) == find_any(text, "five_whys", "fate_always")


def test_the_time_grows_with_the_length_of_a_line() -> None:
    def seconds(times: int, run: int) -> float:
        text = f"{run} {LINE * times}"  # another one each time: what was read is remembered
        began = time.process_time()
        found(text + "a", text + "b", text + "c", root_cause=text + "d", action=text + "e")
        return time.process_time() - began

    seconds(10, 0)
    gc.disable()
    try:
        assert min(seconds(400, run) for run in range(2)) < 30 * max(min(seconds(40, run) for run in range(4)), 0.02)
    finally:
        gc.enable()
