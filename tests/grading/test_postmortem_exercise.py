"""The postmortem exercise: facts by the truth of one's own incident, causes by reading, actions by their checks."""

import re
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain_loop import in_plain_loops

from pmkit.grading.assess import assess, assess_folder, judge
from pmkit.grading.assessment import Assessment, CriterionResult
from pmkit.grading.exercise import exercise_for
from pmkit.grading.practice.exercise import Practice
from pmkit.models.postmortem.postmortem import Postmortem

WRONG = sorted((Path(__file__).parents[1] / "wrong_answers" / "postmortem").glob("*.md"))
SECTION = re.compile(r"^## [^\n]*\n(?:(?!^## ).*\n?)*", re.MULTILINE)
TRAINEES = [f"trainee{number:02}" for number in range(40)]


@cache
def model(trainee: str = "") -> str:
    answer = exercise_for("postmortem", trainee).model_answer
    assert isinstance(answer, Postmortem)
    return answer.text


@cache
def result(text: str, trainee: str = "") -> Assessment:
    return assess("postmortem", Postmortem(text=text), trainee)


def criterion(name: str, text: str, trainee: str = "") -> CriterionResult:
    return next(one for one in result(text, trainee).criteria if one.id == name)


def with_section(heading: str, words: str, trainee: str = "") -> str:
    """The model answer with other words in one section."""
    before, found, after = model(trainee).partition(f"## {heading}\n")
    assert found
    return f"{before}{found}\n{words}\n\n## {after.partition(chr(10) + '## ')[2]}"


@pytest.mark.parametrize("trainee", ["", "学生", *TRAINEES])
def test_the_postmortem_of_ones_own_incident_earns_full_marks(trainee: str) -> None:
    graded = result(model(trainee), trainee)
    assert (graded.points, graded.outcome, graded.findings) == (100, "met", ())


@pytest.mark.parametrize("trainee", ["ada", "bob", *TRAINEES[:6]])
def test_the_shown_solution_and_a_neighbours_answer_earn_little(trainee: str) -> None:
    shown = exercise_for("postmortem", trainee).shown_solution
    assert isinstance(shown, Postmortem)
    assert result(shown.text, trainee).points < 20
    assert result(model("a neighbour"), trainee).points < 20


def test_the_template_as_it_is_is_not_attempted_and_a_word_of_ones_own_is(tmp_path: Path) -> None:
    practice = Practice(exercise_for("postmortem", "ada"), tmp_path)
    path = practice.begin()
    assert practice.assess().outcome == "unattempted"
    path.write_text(path.read_text("utf-8").replace("[What helped]", "The page reached Nerys"), encoding="utf-8")
    assert practice.begin() == path
    assert practice.assess().outcome != "unattempted"
    assert "The page reached Nerys" in path.read_text("utf-8")


def test_the_template_does_not_keep_an_id_from_being_changed(tmp_path: Path) -> None:
    from pmkit.grading.practice.beginning import begun

    first = begun(exercise_for("postmortem"), tmp_path, "ada", "")
    Practice(first, tmp_path).begin()
    assert begun(exercise_for("postmortem"), tmp_path, "bob", "").trainee == "bob"


STOPPED = "Bidding stopped for two hours because the cert ran out"
ALL_PARTS = "what stopped; for how long; for how many; why"


@pytest.mark.parametrize(
    ("words", "lacking"),
    [
        ("No bid was placed for two hours, since a certificate had expired; 1,300 requests were not served.", ""),
        ("Bidding stopped from 06:00 until 08:00 UTC because the cert ran out. EUR 9,200 were not earned.", ""),
        (f"{STOPPED}.", "for how many"),
        ("Bidding stopped for 90 minutes because the cert ran out, for 1,300 requests.", "for how long"),
        (f"{STOPPED}, for 4,300 requests.", "for how many"),
        (f"{STOPPED}. It is untrue that 1,300 requests were lost.", "for how many"),
        (f"{STOPPED}. 1,300 requests were not lost.", "for how many"),
        (f"{STOPPED}. 1,300 requests were possibly lost.", "for how many"),
        (f"{STOPPED}. 1,300 requests or 1,900 requests were lost.", "for how many"),
        ("The provider placed bids all the time. The cert had not expired.", ALL_PARTS),
        ("two hours 1,300 requests bids stopped certificate expired gateway", ALL_PARTS),
    ],
)
def test_a_summary_tells_what_is_so_and_nothing_that_it_denies(words: str, lacking: str) -> None:
    one = criterion("summary", with_section("Executive Summary", words))
    assert (one.outcome, one.says.partition("evidence has it: ")[2].rstrip(".")) == (
        "needs-work" if lacking else "met",
        lacking,
    )


def test_a_figure_that_is_called_unknown_counts_half_of_what_it_would() -> None:
    known, unknown = (model().replace("1,300 requests, every one", f"{one}, every one") for one in ("1,300", "unknown"))
    assert criterion("impact", unknown.replace("1,300", "many")).points == pytest.approx(9 * 3.5 / 4)
    assert criterion("impact", model().replace("1,300 requests, every one", "most, every one")).points == 9 * 3 / 4
    assert known != unknown


def test_the_scenario_in_place_of_a_summary_earns_nothing_for_it() -> None:
    text = with_section("Executive Summary", exercise_for("postmortem").scenario.brief.strip())
    assert criterion("summary", text).points == 0


@pytest.mark.parametrize("hours", [-3, 1, 9])
def test_times_of_another_zone_are_seen_in_each_section(hours: int) -> None:
    def moved(match: re.Match[str]) -> str:
        return f"{(int(match[1]) + hours) % 24:02}{match[2]}"

    text = re.sub(r"\b(\d\d)(:\d\d:\d\d)", moved, model())
    lost = {one.id for one in result(text).criteria if one.outcome != "met"}
    assert lost >= {"impact", "timeline", "resolution", "grounded"}
    assert result(text).points < 20


def test_a_cause_that_is_not_understood_waits_alone_and_the_grade_is_a_range() -> None:
    text = model().replace(
        "- No alert watches expiry dates (E6).\n",
        "- No alert watches expiry dates (E6).\n- The moon stood in the wrong house that morning.\n",
    )
    graded = result(text)
    waiting = [one for one in graded.readings if one.waits]
    assert [one.line for one in waiting] == ["The moon stood in the wrong house that morning."]
    assert waiting[0].where.startswith("cause ")
    assert graded.points > 90


def test_a_comment_behind_a_cause_says_what_it_means() -> None:
    line = "Whoever looked after the store had an eye on everything but the day in question (E6)."
    plain = with_section("Contributing Factors", f"- {line}")
    chosen = with_section("Contributing Factors", f"- {line} <!-- reads as: no-expiry-alert -->")
    assert [one.meaning for one in result(plain).readings if one.line.startswith("Whoever")] != ["no-expiry-alert"]
    (reading,) = [one for one in result(chosen).readings if one.line.startswith("Whoever")]
    assert (reading.says, reading.how) == ("No alert looks at expiry dates", "chosen")


def test_an_instructor_reads_a_cause_by_its_place_or_by_its_words() -> None:
    line = "The moon stood in the wrong house that morning"
    rubric = exercise_for("postmortem")
    text = with_section("Contributing Factors", f"- {line}.")
    graded = judge(rubric, Postmortem(text=text), instructed=((line.casefold(), "few-on-a-holiday"),))
    assert ("few-on-a-holiday", "instructor") in [(one.meaning, one.how) for one in graded.readings]


def test_sentences_that_go_with_a_cause_are_not_asked_about() -> None:
    text = with_section(
        "Root Cause",
        "The daemon shows who it is with a certificate. It expired at 06:00:00, so the session was refused (E3). "
        "The two of them had worked side by side since the winter. This one has to be renewed by hand (E5).",
    )
    assert [one for one in result(text).readings if not one.counts] == []
    assert criterion("root-cause", text).outcome == "met"


ITEMS = "| Action | Owner | Priority | Due Date | Status |\n| --- | --- | --- | --- | --- |\n"


def test_an_action_item_counts_by_what_it_lacks_and_by_what_it_would_change() -> None:
    good = (
        "| Automate the renewal of the certificate with a job in cert-store | Teodor Vance | P1 | 2026-03-20 | Open |\n"
    )
    alert = (
        "| Add an alert that fires when a certificate has under 21 days left | Nerys Hale | P3 | 2026-03-27 | Open |\n"
    )
    page = "| Write a page in the runbook on how to renew the certificate | Marit Solberg | P2 | 2026-03-27 | Open |\n"
    points = [
        criterion("smart", with_section("Action Items", ITEMS + rows)).points
        for rows in (
            good + alert + page,
            good + alert + page.replace("2026-03-27", ""),
            good + alert + page.replace("Marit Solberg", "the team").replace("2026-03-27", ""),
            good + alert,
            good + alert + good,
        )
    ]
    assert points[0] == 8
    assert points == sorted(points, reverse=True)
    assert points[0] > points[1] > points[2] > points[3] == points[4]


@pytest.mark.parametrize("name", ["ada", "bob"])
def test_one_assessment_takes_no_longer_than_some_plain_loops(name: str) -> None:
    rubric, text = exercise_for("postmortem", name), model(name)
    judge(rubric, Postmortem(text=text))
    answers = [
        Postmortem(text=text.replace("## Lessons Learned", f"## Lessons Learned\n\nNumber {number}."))
        for number in range(7)
    ]
    assert in_plain_loops(partial(judge, rubric, answer) for answer in answers) < 20  # 7 measured


DOCUMENTS = [model(), model("ada"), *(path.read_text("utf-8") for path in WRONG)]
BLAME = (
    "Teodor Vance was careless and forgot it.",
    "They should have known better.",
    "This was a stupid mistake by the on-call engineer.",
    "The root cause was human error.",
)
UNRELATED = (
    "The canteen served lentil soup on that day, and the printer on the third floor had new toner.",
    "Quantum computing is a field of physics that uses qubits.",
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit.",
)
EXAMPLES = (settings.default or settings()).max_examples // 2
documents = st.sampled_from(DOCUMENTS)


def appended(text: str, place: int, words: str) -> str:
    """A text with words at the end of one of its sections."""
    ends = [match.end() for match in SECTION.finditer(text)] or [len(text)]
    end = ends[place % len(ends)]
    return f"{text[:end].rstrip()}\n\n{words}\n\n{text[end:]}"


@settings(max_examples=EXAMPLES)
@given(documents, st.integers(0, 11), st.sampled_from(BLAME), st.sampled_from(["", "- "]))
def test_adding_blame_never_raises_a_score(text: str, place: int, blame: str, mark: str) -> None:
    assert result(appended(text, place, mark + blame)).points <= result(text).points


@settings(max_examples=EXAMPLES)
@given(documents, st.integers(0, 11), st.sampled_from(UNRELATED))
def test_appending_unrelated_text_never_raises_a_score(text: str, place: int, words: str) -> None:
    assert result(appended(text, place, words)).points <= result(text).points


@settings(max_examples=EXAMPLES)
@given(documents, st.integers(0, 11))
def test_deleting_a_section_never_raises_a_score(text: str, place: int) -> None:
    sections = list(SECTION.finditer(text))
    gone = sections[place % len(sections)] if sections else None
    less = text[: gone.start()] + text[gone.end() :] if gone else ""
    assert result(less).points <= result(text).points


words = st.sampled_from(
    "certificate expired session refused gateway daemon bids renewal manual reminder mailbox owner alert expiry "
    "runbook page support holiday role E1 E4 E6 06:00 2h 1,300 requests no nobody".split()
)
piles = st.lists(words, min_size=4, max_size=14).map(" ".join)


@settings(max_examples=EXAMPLES)
@given(st.lists(piles, min_size=11, max_size=11))
def test_piles_of_keywords_in_every_section_never_earn_a_fifth(said: list[str]) -> None:
    headings = re.findall(r"^## .*$", model(), re.MULTILINE)
    head = model().partition("## ")[0]
    text = head + "".join(f"{heading}\n\n{pile}\n\n" for heading, pile in zip(headings, said, strict=True))
    assert result(text).points < 20


@settings(max_examples=EXAMPLES)
@given(st.text(max_size=200), st.integers(0, 11))
def test_any_text_can_be_graded(words: str, place: int) -> None:
    assert 0 <= result(appended(model(), place, words)).points <= 100
    assert 0 <= result(words).points <= 100


def test_blind_answers_of_the_development_part_earn_about_what_their_authors_think(
    measured: Callable[[str], None],
) -> None:
    from accuracy_answers import marked

    answers = list(marked("postmortem", "development"))
    points = {kind: [one.result.points for one in answers if one.kind == kind] for kind in ("honest", "gaming")}
    least, most = min(points["honest"]), max(points["gaming"])
    measured(f"blind postmortems, development: honest ones earn {least:.0f} or more, gaming ones {most:.0f} or less")
    assert sum(one >= 85 for one in points["honest"]) >= len(points["honest"]) - 1
    assert max(points["gaming"]) < 25
    assert not any(one.passes for one in answers if one.kind == "gaming")


def test_a_folder_is_graded_by_whose_incident_stands_beside_the_answer(tmp_path: Path) -> None:
    path = tmp_path / "answers" / "postmortem.md"
    path.parent.mkdir()
    path.write_text(model("ada"), encoding="utf-8")
    (path.parent / "incident.toml").write_text('story = "expired-certificate"\ntrainee = "ada"\n', encoding="utf-8")
    assert [assess_folder("postmortem", tmp_path, who).points for who in ("ada", "bob")] == [100, 0]
