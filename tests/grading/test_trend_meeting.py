"""What is said of the sentences and choices of a trend meeting, held against the data of its quarters."""

from datetime import timedelta
from statistics import fmean, median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmkit.checks.trend.claims import Scope
from pmkit.grading.trend_meeting.choices import chosen
from pmkit.grading.trend_meeting.figures import Figures
from pmkit.grading.trend_meeting.meeting import Told, figures_of, tell
from pmkit.models.incident_history.two_quarters import minutes_of
from pmkit.models.practice.trend_meeting import TrendMeeting
from tests.accuracy_trend import counted

FIGURES = figures_of(1)
QUARTERS = FIGURES.quarters
TRUTH = QUARTERS.truth
NOW, BEFORE = QUARTERS.of("this"), QUARTERS.of("before")
MEAN_NOW, MEAN_BEFORE = (fmean(minutes_of(incidents)) for incidents in (NOW, BEFORE))
HITS = sum(one.service == TRUTH.service for one in NOW)
HITS_BEFORE = sum(one.service == TRUTH.service for one in BEFORE)
CUT = round(100 * (1 - MEAN_NOW / MEAN_BEFORE))


def checks(told: Told) -> list[str]:
    return [one.check.partition("/")[2] for one in told.findings]


def said(text: str) -> Told:
    return tell(text, FIGURES, "sentence 1")


def test_a_better_mean_that_the_interval_does_not_carry_is_pointed_at_where_it_is_claimed() -> None:
    text = f"In this quarter MTTR improved by {CUT} %."
    (finding,) = said(text).findings
    assert (finding.check, finding.severity, finding.where) == ("trend/not-carried", "consider", "sentence 1")
    assert text[finding.start : finding.end] == finding.quote == f"improved by {CUT} %"
    low, high = FIGURES.compare("mean").bounds or (0, 0)
    assert low < 0 < high
    assert f"the interval runs from {low:+.0f} to {high:+.0f} %, so one cannot tell" in finding.instead


def test_the_same_change_with_its_doubt_and_its_sample_is_praised() -> None:
    told = said(f"MTTR looks {CUT} % better ({len(NOW)} and {len(BEFORE)} incidents), but we cannot tell: too few.")
    assert told.is_whole
    assert told.findings == ()
    assert told.met[0].startswith("The data carry this sentence")


@pytest.mark.parametrize(
    ("text", "check"),
    [
        (f"{HITS + 1} incidents hit {TRUTH.service}.", "figure"),
        (f"{HITS} of {len(NOW) + 2} incidents hit {TRUTH.service}.", "figure"),
        (f"The median is {round(median(minutes_of(NOW))) + 20} minutes.", "figure"),
        (f"MTTR fell by {CUT + 20} %, which may be chance.", "figure"),
        (f"{TRUTH.service} fell.", "other-way"),
        ("MTTR is unchanged.", "not-carried"),
        (f"We cannot tell whether {TRUTH.service} rose.", "could-tell"),
        (f"{TRUTH.service} had {HITS} incidents because of the new team.", "cause-from-counts"),
        ("The payments service had 4 incidents.", "not-there"),
        (f"{TRUTH.service} has the fewest incidents.", "figure"),
        ("identity doubled.", "not-carried"),
    ],
)
def test_what_the_data_do_not_bear_out_is_pointed_at(text: str, check: str) -> None:
    assert checks(said(text)) == [check]


@pytest.mark.parametrize(
    "text",
    [
        f"{HITS} of {len(NOW)} incidents hit {TRUTH.service}, against {HITS_BEFORE} of {len(BEFORE)} before.",
        f"{TRUTH.service} rose from {HITS_BEFORE} to {HITS} incidents.",
        f"MTTR went from {MEAN_BEFORE:.0f} to {MEAN_NOW:.0f} minutes.",
        f"The median over the {len(minutes_of(NOW))} closed incidents is {median(minutes_of(NOW)):g} min.",
        f"{TRUTH.service} has the most incidents.",
        f"{TRUTH.cause} came back {sum(1 for one in NOW if one.repeats and one.cause == TRUTH.cause)} times.",
    ],
)
def test_what_stands_in_the_data_is_affirmed_and_never_pointed_at(text: str) -> None:
    told = said(text)
    assert told.findings == ()
    assert told.met
    assert told.unread == ()


def test_a_figure_that_cannot_be_read_is_told_as_not_checked() -> None:
    told = said("The longest took 812 minutes.")
    assert told.findings == ()
    assert told.unread == ("812 minutes: not checked; say whether it is the mean or the median, or a count",)
    assert said("All went well.").unread == ("Nothing in it could be checked: give a figure of the table.",)


def test_a_number_of_which_nothing_in_the_table_can_be_meant_is_not_judged() -> None:
    told = said("Nine of 46 incidents came from code, five of 44 before.")
    assert [one.quote for one in told.findings if "Nine" in one.quote] == []
    assert told.unread


def test_a_sentence_is_told_what_it_lacks() -> None:
    told = said(f"{HITS} incidents hit {TRUTH.service}.")
    assert told.lacks == "It still lacks how many incidents it rests on and what cannot be told."


def test_an_empty_sentence_is_left_alone() -> None:
    assert said(" \n") == Told((), (), (), "", is_whole=False)


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_whatever_is_written_something_can_be_said(text: str) -> None:
    told = said(text)
    assert all(text[one.start : one.end].strip() == one.quote for one in told.findings if one.quote)


def test_a_comparison_equals_the_figures_of_the_table() -> None:
    found = FIGURES.compare("mean")
    assert (found.now, found.before) == pytest.approx((MEAN_NOW, MEAN_BEFORE))
    assert FIGURES.compare("count", (("service", TRUTH.service),)).counts == (HITS, HITS_BEFORE)
    share = FIGURES.compare("share", (("service", TRUTH.service),))
    assert share.percent == pytest.approx(100 * (HITS / len(NOW) - HITS_BEFORE / len(BEFORE)))


@pytest.mark.parametrize("seed", range(10))
def test_only_what_is_planted_is_carried_by_its_interval(seed: int) -> None:
    figures = Figures(figures_of(seed).quarters)
    truth = figures.quarters.truth
    names = [(kind, name) for kind in ("service", "cause") for name in figures.quarters.names(kind)]  # type: ignore[arg-type]
    carried = [one for one in names if figures.compare("count", (one,)).carried]  # type: ignore[arg-type]
    assert carried == [("service", truth.service)]
    assert [figures.compare(metric).carried for metric in ("mean", "median", "count")] == ["", "", ""]  # type: ignore[arg-type]


def test_the_planted_choices_are_affirmed_with_their_figures() -> None:
    first, last = (day.isoformat() for day in TRUTH.cluster)
    answer = TrendMeeting(cluster_from=first, cluster_to=last, service=TRUTH.service, cause=TRUTH.cause)
    found = list(chosen(answer, FIGURES))
    assert [one.finding for one in found] == [None] * 3
    assert f"{len(QUARTERS.between(*TRUTH.cluster))} of {len(NOW)} incidents" in found[0].met


@pytest.mark.parametrize("days", [20, -30, 60])
def test_days_that_are_too_many_or_elsewhere_are_not_the_cluster(days: int) -> None:
    first, last = TRUTH.cluster
    moved = (first, last + timedelta(days=days)) if days == 20 else (first + timedelta(days=days),) * 2
    answer = TrendMeeting(cluster_from=moved[0].isoformat(), cluster_to=moved[1].isoformat())
    (found,) = chosen(answer, FIGURES)
    assert found.finding is not None
    assert found.finding.check == "trend/cluster-open"


def test_one_day_more_at_the_edge_is_still_the_cluster() -> None:
    first, last = TRUTH.cluster
    answer = TrendMeeting(cluster_from=first.isoformat(), cluster_to=(last + timedelta(days=1)).isoformat())
    (found,) = chosen(answer, FIGURES)
    assert found.finding is None


def test_what_only_looks_like_it_is_told_why() -> None:
    for name, why in TRUTH.likeness.items():
        field = "service" if name in QUARTERS.names("service") else "cause"
        (found,) = chosen(TrendMeeting(**{field: name}), FIGURES)  # type: ignore[arg-type]
        assert found.finding is not None
        assert found.finding.instead.startswith(f"It {why}.")


def test_a_name_that_is_not_there_is_told_with_those_that_are() -> None:
    (found,) = chosen(TrendMeeting(service="payments"), FIGURES)
    assert found.finding is not None
    assert "The table has" in found.finding.instead
    assert TRUTH.service in found.finding.instead


def test_a_scope_of_two_services_holds_both_and_of_a_service_and_a_cause_what_is_in_both() -> None:
    one, other = QUARTERS.names("service")[:2]
    both = FIGURES.count(Scope(names=(("service", one), ("service", other))))
    assert both == sum(incident.service in (one, other) for incident in NOW)
    narrow = FIGURES.count(Scope(names=(("service", one), ("cause", TRUTH.cause))))
    assert narrow == sum(incident.service == one and incident.cause == TRUTH.cause for incident in NOW)


@pytest.mark.parametrize(
    ("part", "floor", "share"),
    [("development", 0.95, 0.95), ("validation", 0.95, 0.93), ("validation_second", 0.9, 0.93)],
)
def test_sentences_of_the_corpus_are_read_as_they_were_labelled(part: str, floor: float, share: float) -> None:
    counts = counted(part)
    assert counts.f1() >= floor, counts.slips
    assert counts.right["hit"] >= share * counts.right.total(), counts.slips
    assert counts.whole["same"] >= 0.95 * counts.whole.total(), counts.slips
