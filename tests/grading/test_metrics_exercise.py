"""Figures of one's own history: right however one cleans it, told of the rest, and nothing for tricks."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest
from cli.command_line import invoke
from hypothesis import given
from hypothesis import strategies as st
from plain_loop import plain_loop

from pmkit.grading.assess import assess, judge
from pmkit.grading.assessment import CriterionResult
from pmkit.grading.exercise import exercise_for
from pmkit.grading.metrics.key import MetricsKey, Version
from pmkit.grading.metrics.model import model_metrics
from pmkit.grading.metrics.own_history import TIMED, own_history
from pmkit.grading.metrics.sound import judged, modified_cox, normal, sound_ones
from pmkit.grading.practice.exercise import Practice
from pmkit.metrics import intervals
from pmkit.metrics.intervals import Interval
from pmkit.models.incident_history.answer import (
    LABELS,
    POLICIES,
    FigureLabel,
    FoundFault,
    GivenFigure,
    MetricsAnswer,
    PolicyName,
    StillOpen,
)
from pmkit.models.incident_history.faults import FAULTS

SLUG = "metrics"
TRAINEES = [f"trainee{number:02d}" for number in range(40)]
FEW = TRAINEES[:6]


def key_of(trainee: str) -> MetricsKey:
    key = exercise_for(SLUG, trainee).reader
    assert isinstance(key, MetricsKey)
    return key


def model(trainee: str, policy: PolicyName = "module") -> MetricsAnswer:
    return model_metrics(key_of(trainee), policy)


def criterion(answer: MetricsAnswer, name: str, trainee: str) -> CriterionResult:
    return next(one for one in judge(exercise_for(SLUG, trainee), answer).criteria if one.id == name)


def with_figure(answer: MetricsAnswer, label: FigureLabel, **changed: object) -> MetricsAnswer:
    figures = answer.figures.model_copy(update={label: getattr(answer.figures, label).model_copy(update=changed)})
    return answer.model_copy(update={"figures": figures})


def figure_of(version: Version, label: FigureLabel) -> GivenFigure:
    interval = intervals.of_mean_gap(version.values) if label == "MTBF" else intervals.of_mean(version.values)
    assert interval is not None
    return GivenFigure(value=version.mean, low=interval.low, high=interval.high, incidents=version.count)


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("trainee", TRAINEES)
def test_the_figures_of_ones_own_history_earn_full_marks_under_each_set_of_clocks(
    trainee: str, policy: PolicyName
) -> None:
    result = judge(exercise_for(SLUG, trainee), model(trainee, policy))
    assert (result.points, result.findings) == (100, ())


@pytest.mark.parametrize("trainee", TRAINEES)
def test_a_history_has_every_kind_of_fault_once_and_targets_of_every_kind(trainee: str) -> None:
    key = key_of(trainee)
    assert sorted(key.faulty.values()) == sorted(FAULTS)
    assert 60 <= len(key.history.made.rows) <= 121
    for policy in POLICIES:
        verdicts = {label: getattr(model(trainee, policy).figures, label).verdict for label in TIMED}
        assert set(verdicts.values()) == {"met", "not met", "cannot tell yet"}


@pytest.mark.parametrize("trainee", TRAINEES)
def test_a_target_is_judged_alike_by_every_sound_method(trainee: str) -> None:
    key = key_of(trainee)
    for policy in POLICIES:
        for label in TIMED:
            target = key.history.targets[policy][label]
            sides = {
                (one.high < target, one.low >= target)
                for one in sound_ones(key.right(policy, label).values, label, "mean")
            }
            assert len(sides) == 1


@pytest.mark.parametrize("trainee", FEW)
def test_records_may_be_corrected_or_left_out_in_any_choice(trainee: str) -> None:
    key, answer = key_of(trainee), model(trainee)
    for label in LABELS:
        for version in key.versions("module", label):
            if not version.overlooked:
                changed = answer.figures.model_copy(update={label: figure_of(version, label)})
                given = answer.model_copy(update={"figures": changed})
                for name in ("figures", "intervals", "counts"):
                    assert criterion(given, name, trainee).outcome == "met", (label, version.count, name)


def test_a_figure_earns_less_the_more_wrong_records_it_holds_and_is_told_how_many() -> None:
    seen = 0
    for trainee, version in ((one, version) for one in FEW for version in key_of(one).versions("module", "MTTR")):
        key, answer = key_of(trainee), model(trainee)
        clean = [one for one in key.versions("module", "MTTR") if len(one.overlooked) < len(version.overlooked)]
        if not version.overlooked or min(abs(one.mean / version.mean - 1) for one in clean) < 0.05 or version.mean < 0:
            continue
        result = criterion(with_figure(answer, "MTTR", value=version.mean), "figures", trainee)
        assert result.points < result.max
        assert "still holds" in result.says
        assert not any(id_ in result.says for id_ in key.faulty), "which record it is would give it away"
        seen += 1
    assert seen


def test_figures_of_other_clocks_of_another_unit_and_of_another_statistic_are_told_so() -> None:
    answer, key = model("ada"), key_of("ada")
    right = key.right("module", "MTTR")
    told = {
        right.mean / 60: "another unit",
        right.of("median"): "the median",
        key.right("impact", "MTTR").mean: "other clocks, impact",
        1.0: "another number",
    }
    for value, words in told.items():
        assert words in criterion(with_figure(answer, "MTTR", value=value), "figures", "ada").says


def test_a_median_with_its_own_interval_counts_as_a_mean_does() -> None:
    answer, right = model("ada"), key_of("ada").right("module", "MTTR")
    interval = intervals.of_quantile(right.ordered, 0.5)
    assert interval is not None
    given = with_figure(
        answer, "MTTR", statistic="median", value=right.of("median"), low=interval.low, high=interval.high
    )
    assert [criterion(given, name, "ada").outcome for name in ("figures", "intervals", "verdicts")] == ["met"] * 3


@pytest.mark.parametrize("trainee", FEW)
def test_sound_intervals_earn_all_and_narrow_ones_half_or_nothing(trainee: str) -> None:
    for label in TIMED:
        right = key_of(trainee).right("module", label)
        for interval in (intervals.of_mean(right.values), modified_cox(right.values)):
            assert interval is not None
            assert judged(interval, right.mean, right.values, label, "mean").share == 1
        half = normal(right.values)
        narrow = Interval(right.mean - (right.mean - half.low) / 4, right.mean + (half.high - right.mean) / 4)
        assert judged(narrow, right.mean, right.values, label, "mean").share == 0
        wide = Interval(right.mean / 20, right.mean * 20)
        assert judged(wide, right.mean, right.values, label, "mean").share == 0.5


def test_a_plain_interval_that_is_too_narrow_earns_half_and_is_told_so() -> None:
    values = [1.0] * 30 + [4.0] * 20 + [30.0] * 8 + [200.0] * 2
    plain, mean = normal(values), statistics.fmean(values)
    plain = Interval(max(plain.low, 0.5 * mean), mean * 1.3)
    told = judged(plain, mean, values, "MTTR", "mean")
    assert (told.share, "too narrow" in told.why) == (0.5, True)


def test_to_claim_where_one_cannot_tell_costs_more_than_to_say_nothing() -> None:
    answer = model("ada")
    unsure = [label for label, one in answer.figures.each() if one.verdict == "cannot tell yet"]
    claimed, silent = answer, answer
    for label in unsure:
        claimed, silent = with_figure(claimed, label, verdict="met"), with_figure(silent, label, verdict=None)
    points = [criterion(one, "verdicts", "ada").points for one in (answer, silent, claimed)]
    assert points[0] > points[1] > points[2]


def test_a_verdict_without_an_interval_is_a_guess() -> None:
    given = model("ada")
    for label in LABELS:
        given = with_figure(given, label, low=None, high=None)
    assert criterion(given, "verdicts", "ada").points == 0
    assert criterion(given, "figures", "ada").points == criterion(given, "figures", "ada").max / 2


def test_either_row_of_twins_names_the_one_that_stands_there_twice() -> None:
    answer, (first, second) = model("ada"), key_of("ada").history.twins
    faults = [one.model_copy(update={"id": first}) if one.id == second else one for one in answer.faults]
    both = [*answer.faults, *(one for one in faults if one.id == first)]
    assert [
        criterion(answer.model_copy(update={"faults": some}), "faults-found", "ada").outcome for some in (faults, both)
    ] == ["met", "met"]


def test_each_false_alarm_costs_and_all_rows_earn_nothing() -> None:
    answer, key = model("ada"), key_of("ada")
    sound = [FoundFault(id=id_) for id_ in key.history.true_records if id_ not in key.faulty][:-1]
    points = [
        criterion(answer.model_copy(update={"faults": [*answer.faults, *sound[:count]]}), "faults-found", "ada").points
        for count in (0, 1, 3, len(sound))
    ]
    assert points == sorted(points, reverse=True)
    assert points[-1] == 0


def test_the_median_of_closed_incidents_flatters_and_earns_less() -> None:
    for trainee in TRAINEES:
        key, answer = key_of(trainee), model(trainee)
        closed = key.right("module", "MTTR").of("median")
        if not any(low * 0.97 <= closed <= high * 1.03 for low, high in key.open_medians("module")):
            still_open = answer.still_open.model_copy(update={"median": closed})
            told = criterion(answer.model_copy(update={"still_open": still_open}), "open-median", trainee)
            assert "closed incidents alone" in told.says
            assert 0 < told.points < told.max / 2
            return
    pytest.fail("no history told the two medians apart")


def test_open_incidents_dropped_in_silence_lose_their_points() -> None:
    result = judge(exercise_for(SLUG, "ada"), model("ada").model_copy(update={"still_open": StillOpen()}))
    lost = {one.id for one in result.criteria if one.outcome != "met"}
    assert lost == {"open-counted", "open-median", "open-told"}
    assert "metrics/open-unsaid" in {finding.check for finding in result.findings}


@pytest.mark.parametrize(("one", "other"), list(combinations(FEW[:4], 2)))
def test_a_neighbours_answer_does_not_pass(one: str, other: str) -> None:
    assert judge(exercise_for(SLUG, one), model(other)).points < 50


finite = st.floats(0, 1e9, allow_nan=False)


@given(st.lists(st.text(max_size=60), max_size=4), finite, st.integers(0, 10**6), st.text(max_size=200))
def test_any_answer_can_be_graded_and_noise_earns_little(ids: list[str], value: float, count: int, words: str) -> None:
    answer = MetricsAnswer(policy="module", summary=words, faults=[FoundFault(id=one[:80], says=words) for one in ids])
    for label in LABELS:
        setattr(answer.figures, label, GivenFigure(value=value, low=value, high=value, incidents=count, verdict="met"))
    assert 0 <= assess(SLUG, answer).points < 30


@given(st.sampled_from([*LABELS]), st.sampled_from(["value", "low", "high", "incidents", "verdict"]))
def test_leaving_something_out_never_raises_a_score(label: FigureLabel, key: str) -> None:
    answer = model("ada")
    less = judge(exercise_for(SLUG, "ada"), with_figure(answer, label, **{key: None})).points
    assert less < 100


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"policy = ", "not TOML"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b'policy = "pagerduty"', "has no time to detect"),
        (b'[figures.MTTD]\nvalue = "63 minutes"', "write value = 63.2"),
        (b"[figures.MTTD]\nvalue = nan", "figures, MTTD, value"),
        (b"[figures.MTTX]\nvalue = 3", "not a key that is known here"),
        (b'[[faults]]\nid = "INC-1"\nkind = "moon"', "fault 1, kind"),
        (b"faults = 3", "faults: got 3"),
        (b"#" * 1_000_001, "at most 1,000,000"),
        (b"", "Not attempted yet"),
    ],
)
def test_a_damaged_an_empty_and_a_huge_file_get_a_sentence(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "answers").mkdir()
    (tmp_path / "answers" / "metrics.toml").write_bytes(content)
    printed = invoke("assess", SLUG, str(tmp_path))
    assert words in printed.stdout + printed.stderr
    assert "Traceback" not in printed.stdout + printed.stderr
    assert "0 of 100 points" in printed.stdout


def test_the_form_is_put_there_once_and_untouched_is_no_attempt(tmp_path: Path) -> None:
    practice = Practice(exercise_for(SLUG, "ada"), tmp_path)
    path = practice.begin()
    assert "[[faults]]" in path.read_text(encoding="utf-8")
    assert practice.assess().outcome == "unattempted"
    path.write_text('policy = "impact"\n', encoding="utf-8")
    assert practice.begin().read_text(encoding="utf-8") == 'policy = "impact"\n'


def test_the_history_is_put_beside_the_answers(tmp_path: Path) -> None:
    folder = Practice(exercise_for(SLUG, "ada"), tmp_path).evidence()
    assert {path.name for path in folder.iterdir()} == {"README.md", "history.csv", "targets.toml"}
    assert (folder / "history.csv").read_text(encoding="utf-8") == own_history("ada").made.csv()


def test_what_a_trainee_gets_does_not_say_what_is_wrong() -> None:
    for trainee in FEW:
        texts = [sheet.text for sheet in own_history(trainee).sheets if sheet.path != "history.csv"]
        assert not any(id_ in text for id_ in key_of(trainee).faulty for text in texts)


def test_a_grade_needs_neither_pandas_nor_numpy() -> None:
    code = (
        "import sys; from pmkit.grading.assess import judge; from pmkit.grading.exercise import exercise_for\n"
        "e = exercise_for('metrics', 'ada'); assert judge(e, e.model_answer).points == 100\n"
        "print({'pandas', 'numpy'} & set(sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"


def test_one_assessment_takes_the_time_of_a_few_plain_loops(measured: Callable[[str], None]) -> None:
    rubric, answer = exercise_for(SLUG, "bob"), model("bob")
    judge(rubric, answer)
    took, loops = [], []
    for number in range(9):
        loops.append(plain_loop())
        start = time.process_time()
        judge(rubric, with_figure(answer, "MTTR", value=200.0 + number))
        took.append(time.process_time() - start)
    ratio = statistics.median(took) / statistics.median(loops)
    measured(f"an assessment of figures: {statistics.median(took) * 1000:.0f} ms, {ratio:.1f} plain loops")
    assert ratio < 12


def test_blind_answers_of_the_development_part_earn_about_what_their_authors_think(
    measured: Callable[[str], None],
) -> None:
    from accuracy_answers import marked

    answers = list(marked(SLUG, "development"))
    points = {kind: [one.result.points for one in answers if one.kind == kind] for kind in ("honest", "gaming")}
    least, most = min(points["honest"]), max(points["gaming"])
    measured(f"blind figures, development: honest ones earn {least:.0f} or more, gaming ones {most:.0f} or less")
    assert least >= 85
    assert most < 40
    assert not any(one.passes for one in answers if one.kind == "gaming")
