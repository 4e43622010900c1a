"""The exercise in action items: a vague sentence criticised, items held against one's own incident and its replay."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from cli.command_line import invoke
from hypothesis import given, settings
from hypothesis import strategies as st
from plain_loop import in_plain_loops

from pmkit.grading.action_items.critique import JUDGED
from pmkit.grading.action_items.model import model_action_items
from pmkit.grading.action_items.thresholds import days_in, is_sensible, is_sooner
from pmkit.grading.assess import assess, judge
from pmkit.grading.assessment import Assessment, CriterionResult
from pmkit.grading.exercise import exercise_for, load_exercise
from pmkit.models.action_item import ActionItem, Letter
from pmkit.models.action_items import ActionItems, CritiqueLine

SLUG = "action-items"
WRONG = sorted((Path(__file__).parents[1] / "wrong_answers" / SLUG).glob("*.toml"))
OTHER_WORDS = Path(__file__).parent / "action_items" / "in_other_words.toml"
TRAINEES = [f"trainee{number:02}" for number in range(40)]
EXAMPLES = (settings.default or settings()).max_examples // 2


@cache
def model(trainee: str = "") -> ActionItems:
    answer = exercise_for(SLUG, trainee).model_answer
    assert isinstance(answer, ActionItems)
    return answer


def in_other_words(trainee: str = "") -> ActionItems:
    incident = exercise_for(SLUG, trainee).incident
    assert incident is not None
    return model_action_items(incident, str(OTHER_WORDS))


def answer(critique: Iterable[CritiqueLine] | None = None, actions: Iterable[ActionItem] | None = None) -> ActionItems:
    """The model answer with another critique, or with other items."""
    return ActionItems(
        critique=model().critique if critique is None else [*critique],
        actions=model().actions if actions is None else [*actions],
    )


def criterion(name: str, given_answer: ActionItems, trainee: str = "") -> CriterionResult:
    return next(one for one in assess(SLUG, given_answer, trainee).criteria if one.id == name)


def changed(index: int, **parts: Any) -> ActionItems:
    """The model's first three items with parts of one of them changed."""
    return answer(
        None, [one.model_copy(update=parts if n == index else {}) for n, one in enumerate(model().actions[:3])]
    )


@pytest.mark.parametrize("trainee", ["", "学生", *TRAINEES])
def test_good_items_for_ones_own_incident_earn_full_marks_in_two_wordings(trainee: str) -> None:
    for good in (model(trainee), in_other_words(trainee)):
        graded = assess(SLUG, good, trainee)
        assert (graded.points, graded.outcome, graded.findings) == (100, "met", ())


@pytest.mark.parametrize("trainee", ["ada", "bob", *TRAINEES[:6]])
def test_the_items_of_the_shown_solution_and_of_a_neighbour_earn_next_to_nothing(trainee: str) -> None:
    shown = exercise_for(SLUG, trainee).shown_solution
    assert isinstance(shown, ActionItems)
    for copied in (shown, model("a neighbour")):
        without_critique = copied.model_copy(update={"critique": []})
        assert assess(SLUG, without_critique, trainee).points < 10


def test_neither_a_critique_alone_nor_items_alone_pass() -> None:
    assert assess(SLUG, answer(None, [])).points < 40
    assert assess(SLUG, answer([])).points < load_exercise(SLUG).pass_mark


def read_as(letter: Letter, says: str, *, met: bool = False) -> tuple[float, str]:
    """What one line of a critique earns of its letter, and the doubt about it."""
    line = CritiqueLine(letter=letter, met=met, says=says)
    graded = assess(SLUG, ActionItems(critique=[line]))
    share = next(one.points / one.max for one in graded.criteria if one.id == "critique") * len(JUDGED)
    return round(share, 6), graded.readings[0].doubt


@pytest.mark.parametrize(
    ("letter", "says"),
    [
        ("specific", "More monitoring of what? It names no system and no signal"),
        ("specific", "'more monitoring' could be a dashboard or a log; the certificate's end isn't mentioned"),
        ("measurable", "'More' has no end: there is always one more dashboard"),
        ("measurable", "How would we check that there is enough monitoring?"),
        ("assigned", "'We' is nobody: neither SRE nor Platform would pick it up"),
        ("time-bound", "Nothing says by when the monitoring has to be in place"),
        ("prioritized", "'Probably' makes it optional, so it will lose against everything in the backlog"),
    ],
)
def test_what_is_wanting_in_this_sentence_counts_whole(letter: Letter, says: str) -> None:
    assert read_as(letter, says) == (1, "")


@pytest.mark.parametrize(
    ("letter", "says"),
    [
        ("specific", "It is too vague."),
        ("measurable", "There is no threshold."),
        ("assigned", "No owner"),
        ("time-bound", "It has no due date."),
        ("prioritized", "There's no P1, P2 or P3 on it"),
    ],
)
def test_what_could_be_said_of_any_sentence_counts_half(letter: Letter, says: str) -> None:
    assert read_as(letter, says) == (0.5, "")


@pytest.mark.parametrize(
    ("letter", "says", "met", "doubt"),
    [
        ("specific", "It does not say what is to be done, and to what", False, "pasted"),
        ("measurable", "How do we know it's complete?", False, "pasted"),
        ("assigned", "Single owner responsible", False, "pasted"),
        ("specific", "more monitoring to prevent this", False, "pasted"),
        ("specific", "It is not vague at all", False, "near-miss"),
        ("assigned", "There is no lack of an owner", False, "near-miss"),
        ("assigned", "“We” is no owner", True, "near-miss"),
        ("prioritized", "monitoring owner nobody certificate priority", False, "near-miss"),
        ("prioritized", "The canteen served lentil soup, and it was not bad", False, "near-miss"),
    ],
)
def test_a_definition_a_quotation_a_denial_and_a_pile_of_words_count_nothing(
    letter: Letter, says: str, met: bool, doubt: str
) -> None:
    assert read_as(letter, says, met=met) == (0, doubt)


def test_what_is_not_understood_of_the_sentence_waits_for_a_person_that_line_alone() -> None:
    lines = [*model().critique]
    lines[0] = CritiqueLine(
        letter="specific", met=False, says="Monitoring is a topic for a conference, and work is another matter"
    )
    graded = assess(SLUG, answer(lines))
    assert [(one.where, one.doubt) for one in graded.readings if one.waits] == [
        ("critique of letter 1, says", "unread")
    ]
    assert graded.points < graded.points_up_to == 100


def test_an_instructor_reads_a_letter_and_an_item_by_their_words() -> None:
    strange = "Monitoring is a topic for a conference, and work is another matter"
    lines = [CritiqueLine(letter="specific", met=False, says=strange), *model().critique[1:]]
    by_hand = judge(exercise_for(SLUG), answer(lines), instructed=((strange.casefold().replace(",", ""), "specific"),))
    assert by_hand.points == 100
    block = "Block each deployment of the gateway while its client certificate has fewer than 21 days to go"
    item = model().actions[0].model_copy(update={"text": block})
    told = answer(None, [item, *model().actions[1:3]])
    before = judge(exercise_for(SLUG), told)
    after = judge(exercise_for(SLUG), told, instructed=((block.casefold(), "renewal-by-hand"),))
    assert before.waits
    assert before.points < after.points


@pytest.mark.parametrize(
    "parts",
    [
        {"owner": ""},
        {"owner": "Nerys Hale and Teodor Vance"},
        {"owner": "Jordan Whitfield"},
        {"due": None},
        {"priority": None},
        {"priority": None, "due": None},
        {"text": "Improve the renewal of the certificate", "success": None},
    ],
)
def test_an_item_in_which_a_letter_is_wanting_counts_half_and_with_two_nothing(parts: dict[str, Any]) -> None:
    whole, less = criterion("smart", changed(0)), criterion("smart", changed(0, **parts))
    wanting = 2 if len(parts) == 2 else 1
    assert less.points == pytest.approx(whole.points * (1 - wanting / 6))


def test_dates_count_from_the_day_of_the_incident_or_the_five_business_days_after_it() -> None:
    incident = exercise_for(SLUG).incident
    assert incident is not None
    day = incident.story.times[incident.story.covers[0]].date()
    kept = {
        days: criterion(
            "smart", changed(0, created=day + timedelta(days=days), due=day + timedelta(days=days + 7))
        ).outcome
        == "met"
        for days in (-10, 0, 5, 30, 200)
    }
    assert kept == {-10: False, 0: True, 5: True, 30: False, 200: False}
    assert criterion("smart", changed(0, created=None, due=day + timedelta(days=7))).outcome == "met"
    assert criterion("smart", changed(0, created=None, due=day + timedelta(days=8))).outcome == "needs-work"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Alert when a certificate has under 30 days left", [30]),
        ("Alert four weeks before the 90-day certificate ends", [28]),
        ("Alert at 33 % of the lifetime", [29.7]),
        ("Alert when 1/3 of its life is left", [30]),
        ("Alert once two thirds of its lifetime have passed", [30]),
        ("Half a day before the end", [0.5]),
        ("Alert on the end of v1.30 of the certificate", []),
    ],
)
def test_a_threshold_is_read_in_days_or_as_a_share_of_the_lifetime(text: str, days: list[float]) -> None:
    assert days_in(text, 90) == pytest.approx(days)


@pytest.mark.parametrize(
    ("days", "sensible"), [(1, False), (7, False), (14, True), (30, True), (45, True), (60, False), (200, False)]
)
def test_an_alert_on_a_certificate_leaves_time_to_act_and_is_believed(days: int, sensible: bool) -> None:
    assert is_sensible(f"Alert {days} days before the certificate ends", 90) is sensible
    said = model().actions[1].text.replace("30 days", f"{days} days")
    told = answer(
        None, [model().actions[0], model().actions[1].model_copy(update={"text": said, "effect_number": float(days)})]
    )
    assert (criterion("threshold", told).points > 0) is sensible


def test_an_alert_on_missing_bids_fires_well_before_the_hour_that_it_waited() -> None:
    assert is_sooner("Shorten NoBids from one hour to 10 minutes", 1 / 24)
    assert not is_sooner("Shorten NoBids from one hour to 50 minutes", 1 / 24)


def test_an_effect_counts_if_the_words_say_it_and_the_replay_shows_it() -> None:
    shown = criterion("effects", changed(0)).points
    assert shown == criterion("effects", changed(0)).max
    for effect in ("support-pages", "bids-dashboard", "no-such-lever", None):
        assert criterion("effects", changed(0, effect=effect)).points == pytest.approx(shown * 2 / 3)


@pytest.mark.parametrize("path", [*WRONG], ids=lambda path: path.stem)
def test_a_wrong_answer_does_not_earn_what_the_model_earns_twice_over(path: Path) -> None:
    """Copies of items, and the critique said twice, add nothing."""
    told = ActionItems.load(path)
    again = told.model_copy(update={"actions": [*told.actions, *told.actions]})
    assert assess(SLUG, again).points <= assess(SLUG, told).points


ANSWERS = [model(), in_other_words(), *(ActionItems.load(path) for path in WRONG)]
answers = st.sampled_from(ANSWERS)
BLAME = (
    "Teodor Vance should be more careful with certificates",
    "Remind the on-call engineers that they must not forget the certificate",
    "Teach Platform to take its duties seriously",
    "Human error by the person who ignored the reminder",
)
UNRELATED = (
    "Serve lentil soup in the canteen every Thursday",
    "Add a canary stage to the deployment of the checkout service",
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit",
)


@cache
def _points(dumped: str) -> float:
    return assess(SLUG, ActionItems.parse(dumped)).points


def points(told: ActionItems) -> float:
    return _points(told.dump())


def with_item(told: ActionItems, place: int, item: ActionItem) -> ActionItems:
    actions = [*told.actions]
    actions.insert(place % (len(actions) + 1), item)
    return told.model_copy(update={"actions": [one.model_copy(update={"competes_with": None}) for one in actions]})


@settings(max_examples=EXAMPLES)
@given(answers, st.integers(0, 9), st.sampled_from(BLAME + UNRELATED))
def test_an_item_that_blames_or_belongs_elsewhere_never_raises_a_score(
    told: ActionItems, place: int, text: str
) -> None:
    good = model().actions[0].model_copy(update={"text": text})
    assert points(with_item(told, place, good)) <= points(told)


@settings(max_examples=EXAMPLES)
@given(answers, st.integers(0, 9), st.sampled_from(BLAME))
def test_blame_in_the_critique_never_raises_a_score(told: ActionItems, place: int, blame: str) -> None:
    lines = [*told.critique]
    if lines:
        one = lines[place % len(lines)]
        lines[place % len(lines)] = one.model_copy(update={"says": f"{one.says} {blame}."})
        assert points(told.model_copy(update={"critique": lines})) <= points(told)


@settings(max_examples=EXAMPLES)
@given(st.sampled_from([model(), in_other_words()]), st.integers(0, 9), st.sampled_from([1, 2, 3, 10]))
def test_copies_of_an_item_never_raise_a_score(told: ActionItems, place: int, times: int) -> None:
    item = told.actions[place % len(told.actions)]
    for actions in ([item] * times, [*told.actions, *[item] * times]):
        assert points(told.model_copy(update={"actions": actions})) <= points(told)


FIELDS = ("owner", "due", "priority", "kind", "effect", "success")


@settings(max_examples=EXAMPLES)
@given(answers, st.integers(0, 9), st.sampled_from([*FIELDS, "item", "letter"]))
def test_leaving_something_out_never_raises_a_score(told: ActionItems, place: int, what: str) -> None:
    if any(finding.check.startswith(("action-item/person", "language/")) for finding in assess(SLUG, told).findings):
        return  # to take blame away is no loss
    if what == "letter":
        less = told.model_copy(update={"critique": _without(told.critique, place)})
    elif what == "item":
        less = told.model_copy(update={"actions": _without(told.actions, place)})
    else:
        actions = [*told.actions]
        if actions:
            actions[place % len(actions)] = actions[place % len(actions)].model_copy(
                update={what: "" if what == "owner" else None}
            )
        less = told.model_copy(update={"actions": actions})
    if not _is_grounded(told):
        return  # nor is what belongs to another incident
    assert points(less) <= points(told)


def _without(rows: list[Any], place: int) -> list[Any]:
    return [one for n, one in enumerate(rows) if n != place % len(rows)] if rows else []


def _is_grounded(told: ActionItems) -> bool:
    return (
        criterion("grounded", told).says == criterion("grounded", model()).says
        or _result(told).outcome == "unattempted"
    )


def _result(told: ActionItems) -> Assessment:
    return assess(SLUG, told)


words = st.sampled_from(
    "certificate expired renewal automate job alert expiry 30 days page NoBids 10 minutes gateway daemon runbook renew "
    "owner deadline priority threshold monitoring nobody no SRE Platform reminder mailbox role support E4".split()
)
piles = st.lists(words, min_size=4, max_size=14).map(" ".join)


@settings(max_examples=EXAMPLES)
@given(st.lists(piles, min_size=8, max_size=8))
def test_piles_of_keywords_never_earn_a_fifth(said: list[str]) -> None:
    lines = [CritiqueLine(letter=letter, met=False, says=pile) for letter, pile in zip(JUDGED, said, strict=False)]
    items = [
        one.model_copy(update={"text": pile, "success": pile})
        for one, pile in zip(model().actions, said[len(JUDGED) :], strict=False)
    ]
    assert assess(SLUG, ActionItems(critique=lines, actions=items)).points < 20


@settings(max_examples=EXAMPLES)
@given(st.lists(st.text(max_size=120), max_size=5), st.text(max_size=120), st.text(max_size=40))
def test_any_text_can_be_graded(texts: list[str], says: str, effect: str) -> None:
    actions = [ActionItem(text=one, owner=says, success=says, effect=effect) for one in texts]
    lines = [CritiqueLine(letter=letter, met=False, says=says) for letter in JUDGED]
    assert 0 <= assess(SLUG, ActionItems(critique=lines, actions=actions)).points < 20


@pytest.mark.parametrize("name", ["ada", "bob"])
def test_one_assessment_takes_no_longer_than_a_few_plain_loops(name: str) -> None:
    rubric, told = exercise_for(SLUG, name), model(name)
    judge(rubric, told)
    items = [
        told.actions[0].model_copy(update={"text": f"{told.actions[0].text} in {number + 20} hours"})
        for number in range(7)
    ]
    answers = [told.model_copy(update={"actions": [item, *told.actions[1:]]}) for item in items]
    assert in_plain_loops(partial(judge, rubric, answer) for answer in answers) < 8  # 2.5 measured


def test_blind_answers_of_the_development_part_earn_about_what_their_authors_think(
    measured: Callable[[str], None],
) -> None:
    from accuracy_answers import marked

    answers_of = list(marked(SLUG, "development"))
    points_of = {kind: [one.result.points for one in answers_of if one.kind == kind] for kind in ("honest", "gaming")}
    least, most = min(points_of["honest"]), max(points_of["gaming"])
    measured(f"blind action items, development: honest ones earn {least:.0f} or more, gaming ones {most:.0f} or less")
    assert least >= 85
    assert most < 25
    assert not any(one.passes for one in answers_of if one.kind == "gaming")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"actions = ", "not TOML"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"actions = 3", "actions: got 3"),
        (b'[[critique]]\nletter = "charming"\nmet = false\n', "critique of letter 1"),
        (b"#" * 1_000_001, "at most 1,000,000"),
        (b"", "Not attempted yet"),
    ],
)
def test_a_damaged_an_empty_and_a_huge_file_get_a_sentence(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "answers").mkdir()
    (tmp_path / "answers" / "action_items.toml").write_bytes(content)
    printed = invoke("assess", SLUG, str(tmp_path))
    assert words in printed.stdout + printed.stderr
    assert "Traceback" not in printed.stdout + printed.stderr
    assert "0 of 100 points" in printed.stdout
