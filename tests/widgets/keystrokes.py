"""What one keystroke costs the kernel in each builder of an exercise, with lines read and read back, and without.

`make bench` prints it; tests/widgets/test_keystrokes.py holds a ratio.
"""

import statistics
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

from pmkit.grading.exercise import Exercise, exercise_for, load_exercise
from pmkit.incidents.incident import make_incident
from pmkit.incidents.records import Recorded
from pmkit.incidents.timeline import source_of
from pmkit.models.answer import Answer
from pmkit.models.event import Event
from pmkit.models.fishbone import Fishbone, FishboneCause
from pmkit.models.five_whys import FiveWhys, Why
from pmkit.models.postmortem.postmortem import Postmortem
from pmkit.models.rewrites import Rewrites
from pmkit.models.story.evidence_line import EvidenceLine
from pmkit.models.timeline import Timeline, TimelineEvent
from pmkit.widgets.builder import Builder
from pmkit.widgets.fishbone import FishboneBuilder
from pmkit.widgets.five_whys import FiveWhysBuilder
from pmkit.widgets.postmortem import PostmortemBuilder
from pmkit.widgets.rewrites import RewritesBuilder
from pmkit.widgets.timeline.builder import TimelineBuilder

EVENTS, RECORDS = 60, 5_000
TRAINEE = "bench"


class Bench(NamedTuple):
    """A builder of one kind: its answer, the exercise that reads it, how a line of its fields is typed on."""

    name: str
    builder: type[Builder]
    answer: Answer
    rubric: Exercise
    field: Callable[[dict[str, Any]], dict[str, Any]]
    key: str
    settings: dict[str, Any]


def measured(bench: Bench, folder: Path, rounds: int, *, reads: bool) -> float:
    """The median duration of a keystroke in milliseconds; without `reads` the builder is one of no exercise.

    Raises RuntimeError where the keystrokes do not reach the file, or lines are not read.
    """
    path = folder / ("read" if reads else "plain") / bench.rubric.answer.rpartition("/")[2]
    path.parent.mkdir(parents=True, exist_ok=True)
    bench.answer.save(path)
    about = {"rubric": bench.rubric} if reads else {}
    builder = bench.builder(path, bench.rubric.scenario if reads else None, **about, **bench.settings)
    fields = builder.to_fields(builder.answer)
    line = bench.field(fields)
    words = line[bench.key]
    took = []
    for revision in range(1, rounds + 4):
        line[bench.key] = f"{words} {'x' * revision}"
        began = time.perf_counter()
        builder.typed = {"client": "bench", "revision": revision, "base": builder.shown["serial"], "answer": fields}
        took.append((time.perf_counter() - began) * 1000)
    if "xxx" not in path.read_text(encoding="utf-8") or bool(builder.shown["readings"]) != reads:
        raise RuntimeError(f"{bench.name}: the keystrokes did not reach the file, or its lines were not read")
    builder.close()
    return statistics.median(took[3:])  # the first ones find out what is remembered afterwards


def _chain() -> Bench:
    rubric = load_exercise("five-whys")
    answer = rubric.model_answer.model_copy(deep=True)
    assert isinstance(answer, FiveWhys)
    answer.whys += [Why(answer="Nothing else watches memory"), Why(answer="The release checklist asks for no long run")]
    return Bench("chain of 7", FiveWhysBuilder, answer, rubric, lambda fields: fields["whys"][3], "answer", {})


def _fishbone() -> Bench:
    rubric = load_exercise("fishbone")
    answer = rubric.model_answer.model_copy(deep=True)
    assert isinstance(answer, Fishbone)
    cited = {"category": answer.causes[0].category, "evidence": "E3"}
    more = [FishboneCause(text=f"The notice to operator {number} was seen by nobody", **cited) for number in range(24)]
    answer.causes = [*answer.causes, *more][:24]
    return Bench(
        "fishbone of 24", FishboneBuilder, answer, rubric, lambda fields: fields["bones"][0]["causes"][0], "text", {}
    )


def _timeline() -> Bench:
    """Sixty events beside 5,000 lines of evidence: the ten of the incident, and fifty that records stand behind."""
    rubric = exercise_for("timeline", TRAINEE).model_copy()
    incident = make_incident(rubric.story, TRAINEE)
    known = incident.records
    start, sheets = incident.key[0].at, sorted({record.file for record in known if "prometheus" not in record.file})
    noise = [
        Recorded(start + timedelta(seconds=number), f"{file}:{90_000 + number}", file, f"GET /item/{number} took 7 ms")
        for number in range(RECORDS - len(known))
        for file in [sheets[number % len(sheets)]]
    ]
    incident.__dict__["records"] = sorted([*known, *noise])
    rubric.__dict__["incident"] = incident
    events = [
        TimelineEvent(at=event.at, what=event.what, source=source_of(event.proofs[0].ref.rpartition(":")[0]))
        for event in incident.key
    ]
    step = len(noise) // (EVENTS - len(events))
    events += [
        TimelineEvent(at=one.at, what=f"Answered {one.text}", source=source_of(one.file), ref=one.ref)
        for one in noise[::step][: EVENTS - len(events)]
    ]
    lines = [
        EvidenceLine(Event(one.at, f"{one.at}", "stamp", 0.5, source_of(one.file), one.ref, "", one.text), "x" * 200)
        for one in incident.records
    ]
    return Bench(
        f"{len(events)} events of {len(lines):,} lines",
        TimelineBuilder,
        Timeline(anchors=incident.anchors, events=events),
        rubric,
        lambda fields: fields["events"][7],
        "what",
        {"lines": lines},
    )


def _rewrites() -> Bench:
    rubric = load_exercise("blameless-rewrite")
    answer = rubric.model_answer.model_copy(deep=True)
    assert isinstance(answer, Rewrites)
    statements = [one.text for one in rubric.statements]
    return Bench(
        f"{len(statements)} rewrites",
        RewritesBuilder,
        answer,
        rubric,
        lambda fields: fields["rewrites"][1],
        "text",
        {"statements": statements},
    )


def _postmortem() -> Bench:
    rubric = exercise_for("postmortem", TRAINEE)
    answer = rubric.model_answer
    assert isinstance(answer, Postmortem)
    name = f"a postmortem of {len(answer.text.split())} words"
    return Bench(name, PostmortemBuilder, answer, rubric, lambda fields: fields, "text", {})


BENCHES: dict[str, Callable[[], Bench]] = {
    "five-whys": _chain,
    "fishbone": _fishbone,
    "timeline": _timeline,
    "rewrites": _rewrites,
    "postmortem": _postmortem,
}
"""The builders, each with an answer of a good size."""
