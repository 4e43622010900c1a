"""A rewrite is read for what it says: no single word decides, every doubt is asked about, every message is true."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmkit.grading.assess import assess
from pmkit.grading.assessment import Assessment
from pmkit.grading.exercise import load_exercise
from pmkit.grading.readings.reader import plain_words
from pmkit.grading.readings.reading import EVERYTHING
from pmkit.grading.rewrites.reader import Written
from pmkit.grading.rewrites.reading import Said
from pmkit.models.rewrites import Rewrite, Rewrites

EXERCISE = "blameless-rewrite"
RUBRIC = load_exercise(EXERCISE)
MODEL = RUBRIC.model_answer
IDS = [one.id for one in RUBRIC.statements]


def with_rewrites(**texts: str) -> Rewrites:
    """The model answer with some rewrites, by the ids of their statements, in place of its own."""
    assert isinstance(MODEL, Rewrites)
    own = {one.original: one.text for one in MODEL.rewrites}
    return Rewrites(
        rewrites=[Rewrite(original=one.text, text=texts.get(one.id, own[one.text])) for one in RUBRIC.statements]
    )


def graded(**texts: str) -> Assessment:
    return assess(EXERCISE, with_rewrites(**texts))


def read_as(statement: str, text: str, instructed: tuple[tuple[str, str], ...] = ()) -> Said:
    written = Written(with_rewrites(**{statement: text}), RUBRIC.statements, RUBRIC.scenario, instructed)
    return written.rows[IDS.index(statement)]


def kept(statement: str, text: str) -> list[str]:
    return [one.fact.id for one in read_as(statement, text).facts if one.counts]


def doubts(statement: str, text: str) -> set[str]:
    return {one.doubt for one in read_as(statement, text).facts if one.doubt}


def says(result: Assessment, criterion: str) -> str:
    return next(one.says for one in result.criteria if one.id == criterion)


@pytest.mark.parametrize(
    "verb", ["has", "had", "sets", "contains", "carries", "holds", "specifies", "came with", "knows"]
)
def test_no_verb_decides_over_a_fact(verb: str) -> None:
    assert kept("restart", f"The unit {verb} no restart policy; the node was down for 28 minutes.") == [
        "no-policy",
        "node-down",
    ]


@pytest.mark.parametrize(
    ("statement", "text"),
    [
        ("restart", "virtd.service: Restart=no. Node down 28 min."),
        ("start", "Process dead from 03:12. Start 03:41, Mina."),
        ("leak", "veid-scoring: no eviction of decoded frames. Heap share 91 %."),
        ("release", "02:55 v2.4.0 on validator-07 (T. Wren). Test run before: 11 min max."),
        ("alert", "- missed blocks: no rule\n- first alert 03:22, Alertmanager"),
    ],
)
def test_notes_and_lists_earn_what_sentences_earn(statement: str, text: str) -> None:
    assert (graded(**{statement: text}).points, read_as(statement, text).standing) == (100, "")


@pytest.mark.parametrize(
    ("statement", "text"),
    [
        ("leak", "The veid-scoring module lets decoded frames in and none out; they fill 0.91 of the heap."),
        ("restart", "Nothing told systemd to start the node again, so it lay still for twenty-eight minutes."),
        ("start", "It stopped at 3:12 am and was set going again by Mina at 3.41 UTC."),
        (
            "release",
            "Tomasz put release 2.4.0 into service on validator-07 at 02:55:10; trials had lasted eleven minutes.",
        ),
        ("alert", "No bell is fitted for missed blocks at SRE; the first one rang at 3:22."),
    ],
)
def test_words_of_other_trades_and_other_forms_of_figures_are_read(statement: str, text: str) -> None:
    assert graded(**{statement: text}).points == 100


def test_a_rewrite_that_cannot_be_read_waits_alone_and_nothing_untrue_is_said_of_it() -> None:
    result = graded(restart="Wer nicht fragt, bleibt im Regen stehen und wundert sich.")
    assert (result.points >= 75, result.outcome, result.points_up_to) == (True, "for-instructor", 100)
    told = " ".join(one.says for one in result.criteria)
    assert "statement 3 (none of its facts is recognised yet)" in told
    assert not re.search("statement 3: (?!“)|are left|not found", told)


@pytest.mark.parametrize(
    ("statement", "text", "doubt"),
    [
        ("start", "Mina did not start the process at 03:41, and it had not stopped at 03:12.", "denied"),
        ("leak", "veid-scoring always evicts decoded frames; they hold 91 % of the heap.", "denied"),
        ("alert", "SRE had an alert on missed blocks; the first alert came at 03:22.", "denied"),
        ("restart", "A restart policy was set, and the node was down for 28 minutes.", "denied"),
        ("start", "Mina started the process at 03:41 and did not start it; it stopped at 03:12.", "both"),
        (
            "restart",
            "The node was down for 28 minutes. The node was never down for 28 minutes. No restart policy.",
            "both",
        ),
        ("release", "Tomasz put v2.3.9 on validator-07 at 04:10; its tests had run for 11 minutes.", "figure"),
        ("restart", "The unit had no restart policy; the node was down for 82 minutes.", "figure"),
        ("start", "The process stopped at 03:41, Mina started it at 03:12.", "figure"),
        ("leak", "The Redis cache never evicts decoded frames; they hold 91 % of the heap.", "strange"),
        ("release", "Ingrid put v2.4.0 on validator-07 at 02:55; its tests had run for 11 minutes.", "strange"),
        ("start", "Leila started the process at 03:41; it had stopped at 03:12.", "strange"),
    ],
)
def test_what_is_denied_taken_back_or_changed_is_asked_about_and_waits(statement: str, text: str, doubt: str) -> None:
    assert doubt in doubts(statement, text)
    result = graded(**{statement: text})
    assert (result.points < 95, result.points_up_to > result.points, result.outcome) == (True, True, "for-instructor")
    assert f"statement {IDS.index(statement) + 1} (" in says(result, "all-rewritten")


@pytest.mark.parametrize(
    ("statement", "text"),
    [
        ("release", "Tomasz put v2.4.0 on validator-07 at 02:55; no test had run for longer than 11 minutes."),
        (
            "release",
            "Tomasz put v2.4.0 on validator-07 at 02:55 with tests that did not cover memory and ran for 11 minutes.",
        ),
        ("leak", "Decoded frames that are never evicted take up 91 % of the heap of veid-scoring."),
        ("start", "From 03:12 the process was not running and nobody could start it before 03:41, when Mina did."),
        ("start", "It had stopped at 03:12 and was not started by systemd; Mina started it by hand at 03:41."),
        ("restart", "The node was down and nothing brought it up for 28 minutes, as there is no restart policy."),
        ("restart", "It is not in dispute that no restart policy was set and that the node was down for 28 minutes."),
        ("alert", "SRE's rules watch for jailing and not for missed blocks; the first alert came at 03:22."),
        ("start", "Between 03:12 and 03:41 the process did not run; then Mina started it at 03:41."),
    ],
)
def test_a_no_that_belongs_to_a_fact_or_tells_how_far_denies_nothing(statement: str, text: str) -> None:
    assert doubts(statement, text) == set()
    assert graded(**{statement: text}).points == 100


IRONY = [
    ("release", "Our tireless Tomasz treated validator-07 to v2.4.0 at 02:55, after 11 minutes of tests. Bravo!"),
    ("leak", "With admirable thrift veid-scoring never evicts decoded frames: 91 % of the heap."),
    ("restart", "Who needs a restart policy? There was none, and the node was down for 28 minutes."),
    ("start", "Quick as lightning, Mina started the process at 03:41; it had stopped at 03:12."),
    ("alert", "SRE kindly spared us an alert on missed blocks; the first alert came at 03:22. 👏"),
    ("release", "Tomasz 'tested' v2.4.0 for 11 minutes and put it on validator-07 at 02:55."),
]
POLITE = [
    ("release", "With a little more diligence than 11 minutes of tests, Tomasz put v2.4.0 on validator-07 at 02:55."),
    ("leak", "Leila will have to answer for it: veid-scoring never evicts decoded frames, 91 % of the heap."),
    ("restart", "Ops did not find it worth their while to set a restart policy; the node was down for 28 minutes."),
    ("start", "At her leisure, Mina started the process at 03:41; it had stopped at 03:12."),
    ("alert", "SRE fell short of what one is entitled to expect: no alert on missed blocks, the first alert at 03:22."),
]
SAID_OTHERWISE = [
    ("leak", "Nobody would call it sloppy: veid-scoring never evicts decoded frames, 91 % of the heap."),
    ("alert", "Some say that SRE dozed: no alert on missed blocks, first alert at 03:22."),
    ("start", "What was Mina doing from 03:12, when the process stopped, to 03:41, when she started it?"),
    ("restart", "No restart policy was set, the node was down for 28 minutes; no one is at fault. Ops are at fault."),
    ("release", "Tomasz put v2.4.0 on validator-07 at 02:55 after 11 minutes of tests, which is far too short."),
]


@pytest.mark.parametrize(("statement", "text"), [*IRONY, *POLITE, *SAID_OTHERWISE])
def test_mockery_politeness_denial_and_hearsay_go_on_judging(statement: str, text: str) -> None:
    result = graded(**{statement: text})
    number = IDS.index(statement) + 1
    quoted = re.findall("“([^”]+)”", says(result, "judgement-removed"))
    assert f"statement {number}: “" in says(result, "judgement-removed")
    assert [quote for quote in quoted if quote not in " ".join(text.split())] == []
    assert result.points <= 92


@pytest.mark.parametrize(
    "text",
    [
        "Tomasz followed the checklist and put v2.4.0 on validator-07 at 02:55; its tests had run for 11 minutes.",
        "At 02:55, in good faith, Tomasz put v2.4.0 on validator-07; the tests, of 11 minutes, had all passed.",
        "Tomasz put v2.4.0 on validator-07 at 02:55 (tests: 11 minutes). Which default do we want for tests?",
        "As 'Release pipeline' says, tests took 11 minutes; Tomasz then put v2.4.0 on validator-07 at 02:55.",
        "The release lead put v2.4.0 on validator-07 at 02:55 and told it in Slack; tests had run 11 minutes.",
    ],
)
def test_plain_and_kind_words_judge_nobody(text: str) -> None:
    assert read_as("release", text).judged == ()
    assert graded(release=text).points == 100


def test_a_rewrite_that_judges_on_earns_little_elsewhere_and_more_so_where_all_do() -> None:
    slip = graded(start="Mina was lazy: the process stopped at 03:12 and she started it at 03:41.")
    neutral = with_rewrites()
    tone = assess(
        EXERCISE,
        Rewrites(rewrites=[one.model_copy(update={"text": f"{one.text} How careless."}) for one in neutral.rewrites]),
    )
    assert 75 <= slip.points <= 90
    assert tone.points <= 40
    assert "Statement 4 counts less here while it judges." in says(slip, "facts-kept")


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        (RUBRIC.statements[2].text, "unchanged"),
        (f"As was said: {RUBRIC.statements[2].text}", "unchanged"),
        (RUBRIC.statements[2].sample, "sample"),
        ("virtd.service has Restart=no and no MemoryMax", "pasted"),
        ("[Setting] was not set by [team], so [system] was down for 28 minutes.", "template"),
        ("Ops / restart / policy / node / 28 / minutes", "list"),
        ("no restart policy node dead down 28 minutes unit systemd", "list"),
        ("", "empty"),
    ],
)
def test_what_is_no_text_of_ones_own_earns_nothing_there_and_leaves_the_others_their_points(
    text: str, standing: str
) -> None:
    assert read_as("restart", text).standing == standing
    result = graded(restart=text)
    assert result.points == pytest.approx(80)
    assert says(result, "all-rewritten").startswith("Still to do: statement 3 (")


def test_the_same_words_for_two_statements_count_for_one_and_only_where_they_keep_all_its_facts() -> None:
    text = "The process had stopped at 03:12 and Mina started it at 03:41."
    result = graded(start=text, alert=text)
    assert (result.points, read_as("start", text).standing) == (pytest.approx(80), "")
    assert "statement 5 (the same words as for statement 4)" in says(result, "all-rewritten")
    everywhere = dict.fromkeys(
        IDS, "The systems and teams acted at 02:55, 03:12, 03:22 and 03:41, with 91 % and 28 minutes."
    )
    assert graded(**everywhere).points == 0


def test_a_lost_fact_a_lost_figure_and_a_strange_time_are_each_named() -> None:
    result = graded(
        start="The process had stopped, and Mina, paged at 03:29, started it at 03:41.",
        alert="The first alert of SRE came at 03:22.",
    )
    assert "statement 4: “it had stopped at 03:12” without its figure" in says(result, "facts-kept")
    assert "statement 5: “no alert watched for missed blocks”" in says(result, "facts-kept")
    assert "statement 4: 03:12." in says(result, "figures-kept")
    assert "statement 4: 03:29." in says(result, "grounded")


def test_rewrites_that_say_something_else_cast_doubt_on_the_others_and_a_person_reads_all() -> None:
    result = graded(
        release="Tomasz did not put v2.4.0 on validator-07 at 02:55; tests did not run for 11 minutes.",
        leak="Decoded frames are evicted by veid-scoring; they do not fill 91 % of the heap.",
        restart="A restart policy was set; the node was never down for 28 minutes.",
    )
    assert (result.points, result.outcome) == (0, "for-instructor")


@pytest.mark.parametrize(
    ("meaning", "expected"), [(EVERYTHING, 1.0), ("restart/no-policy", 0.5), ("something-else", 0.0)]
)
def test_an_instructor_decides_what_a_rewrite_says(meaning: str, expected: float) -> None:
    text = "Was nicht gesetzt ist, startet nicht, 28 minutes lang."
    row = read_as("restart", text, ((plain_words(text), meaning),))
    assert (row.verified(), row.waits, row.verified(waiting=True)) == (expected, False, expected)


def test_pages_get_line_reading_and_question_of_every_rewrite() -> None:
    result = graded(leak="veid-scoring always evicts decoded frames; they hold 91 % of the heap.", alert="")
    readings = {one.where: one for one in result.readings}
    assert readings["rewrite 1, text"].says == "v2.4.0 went to validator-07; its tests had run for 11 minutes"
    assert (readings["rewrite 2, text"].doubt, readings["rewrite 2, text"].waits) == ("denied", True)
    assert "does “veid-scoring always evicts decoded frames” say that it was so" in readings["rewrite 2, text"].asks
    assert "rewrite 5, text" not in readings


@given(st.lists(st.text(max_size=120), min_size=5, max_size=5))
def test_any_rewrites_can_be_graded(texts: list[str]) -> None:
    result = graded(**dict(zip(IDS, texts, strict=True)))
    assert 0 <= result.points <= result.points_up_to <= result.max


@settings(max_examples=settings.default.max_examples // 2)
@given(
    st.sampled_from(IDS),
    st.sampled_from(["It was not so.", "Bravo!", "Who needs that?", "Some say otherwise.", "Kafka did it at 09:59."]),
)
def test_adding_doubt_or_mockery_never_raises_a_score(statement: str, added: str) -> None:
    assert isinstance(MODEL, Rewrites)
    own = MODEL.rewrites[IDS.index(statement)].text
    assert graded(**{statement: f"{own} {added}"}).points <= 100
