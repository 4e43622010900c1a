"""The topics: one record for each kind of answer there is, which names its part in every layer.

A part is named by its place, "package.module:name", and loaded when it is first asked for: to know all kinds costs
nothing, and whoever checks a timeline loads no fishbone. `tests/layers/test_topics.py` says what a record lacks.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # it needs pydantic, and prose is read without it
    from pmkit.models.answer import Answer

PROSE = "prose"


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicRecord:
    """What one kind of answer is: its word, its files, and where each layer keeps its part."""

    kind: str
    """The word for it on the command line, in rubrics and in the names of its files: "five-whys"."""
    endings: tuple[str, ...] = (".toml",)
    """How its files may end; the first is the usual one."""
    rows: Mapping[str, str] = field(default_factory=dict)
    """Its lists, each with the word for one row of it: the first is what an answer cannot be without."""
    model: str = ""
    """The class of its answers (pmkit.models.answer.Answer); empty for prose, which is text alone."""
    checked: str
    """Its reading and its checks (pmkit.checks.topic.Topic)."""
    drawn: str = ""
    """The module that draws it: `outline`, `html`, and where it is a picture `svg` and `png`."""
    graded: str = ""
    """How exercises are graded (pmkit.grading.scheme.Scheme); empty where there are none."""
    built: str = ""
    """The function of `pmkit` that shows its builder."""

    def is_file(self, name: str) -> bool:
        """Whether a file's name is one of an answer of this kind.

        >>> record_of("five-whys").is_file("my-five_whys.toml"), record_of("prose").is_file("notes.md")
        (True, True)
        """
        path = PurePath(name)
        if path.suffix.lower() not in self.endings:
            return False
        return self.kind == PROSE or path.stem.replace("_", "-").endswith(self.kind)

    @property
    def file_name(self) -> str:
        """What its file is usually called: "five_whys.toml"."""
        return self.kind.replace("-", "_") + self.endings[0]


RECORDS: Mapping[str, TopicRecord] = {
    one.kind: one
    for one in (
        TopicRecord(
            kind=PROSE,
            endings=(".md", ".markdown", ".txt"),
            checked="pmkit.checks.language.topic:TOPIC",
            built="editor",
        ),
        TopicRecord(
            kind="five-whys",
            rows={"whys": "why", "actions": "action"},
            model="pmkit.models.five_whys:FiveWhys",
            checked="pmkit.checks.five_whys.topic:TOPIC",
            drawn="pmkit.render.five_whys.picture",
            graded="pmkit.grading.five_whys.measures:SCHEME",
            built="five_whys",
        ),
        TopicRecord(
            kind="timeline",
            rows={"events": "event"},
            model="pmkit.models.timeline:Timeline",
            checked="pmkit.checks.timeline.topic:TOPIC",
            drawn="pmkit.render.timeline.picture",
            graded="pmkit.grading.timeline.measures:SCHEME",
            built="timeline",
        ),
        TopicRecord(
            kind="fishbone",
            rows={"causes": "cause", "categories": "category"},
            model="pmkit.models.fishbone:Fishbone",
            checked="pmkit.checks.fishbone.topic:TOPIC",
            drawn="pmkit.render.fishbone.picture",
            graded="pmkit.grading.fishbone.measures:SCHEME",
            built="fishbone",
        ),
        TopicRecord(
            kind="factors",
            rows={"factors": "factor"},
            model="pmkit.models.factor:Factors",
            checked="pmkit.checks.factors.topic:TOPIC",
            drawn="pmkit.render.factors",
            built="factors",
        ),
        TopicRecord(
            kind="causal-map",
            model="pmkit.models.causal_map:CausalMap",
            checked="pmkit.checks.causal_map.topic:TOPIC",
            drawn="pmkit.render.causal_map.picture",
        ),
        TopicRecord(
            kind="rewrites",
            rows={"rewrites": "rewrite"},
            model="pmkit.models.rewrites:Rewrites",
            checked="pmkit.checks.rewrites.topic:TOPIC",
            drawn="pmkit.render.rewrites",
            graded="pmkit.grading.rewrites.measures:SCHEME",
            built="rewrites",
        ),
        TopicRecord(
            kind="postmortem",
            endings=(".md", ".markdown"),
            model="pmkit.models.postmortem.postmortem:Postmortem",
            checked="pmkit.checks.postmortem.topic:TOPIC",
            drawn="pmkit.render.postmortem",
            graded="pmkit.grading.postmortem.measures:SCHEME",
            built="postmortem",
        ),
        TopicRecord(
            kind="action-items",
            rows={"actions": "action", "critique": "critique of letter"},
            model="pmkit.models.action_items:ActionItems",
            checked="pmkit.checks.action_items.topic:TOPIC",
            drawn="pmkit.render.action_items",
            graded="pmkit.grading.action_items.measures:SCHEME",
            built="action_items",
        ),
        TopicRecord(
            kind="dissemination",
            rows={"steps": "step"},
            model="pmkit.models.dissemination.dissemination:Dissemination",
            checked="pmkit.checks.dissemination.topic:TOPIC",
            drawn="pmkit.render.dissemination",
            built="dissemination",
        ),
        TopicRecord(
            kind="metrics",
            rows={"faults": "fault"},
            model="pmkit.models.incident_history.answer:MetricsAnswer",
            checked="pmkit.checks.metrics.topic:TOPIC",
            drawn="pmkit.render.metrics.answer",
            graded="pmkit.grading.metrics.measures:SCHEME",
            built="metrics_form",
        ),
        TopicRecord(
            kind="facilitation",
            endings=(".toml", ".txt"),
            rows={"turns": "turn", "ratings": "rating"},
            model="pmkit.models.meeting.answer:Facilitation",
            checked="pmkit.checks.facilitation.topic:TOPIC",
            drawn="pmkit.render.facilitation",
            graded="pmkit.grading.facilitation.measures:SCHEME",
            built="meeting",
        ),
    )
}
"""By kind, in teaching order."""


def record_of(kind: str) -> TopicRecord:
    """The record of the topic called `kind`. Raises LookupError naming the kinds there are."""
    if kind not in RECORDS:
        raise LookupError(f"no kind of answer is called {kind!r}; write one of: {', '.join(RECORDS)}")
    return RECORDS[kind]


def model_of(kind: str) -> "type[Answer]":
    """The class of a topic's answers. Raises LookupError for prose, which has none, and for an unknown kind."""
    record = record_of(kind)
    if not record.model:
        raise LookupError(f"{kind} is text, and no kind of answer file")
    model: type[Answer] = part(record.model)
    return model


def record_of_model(model: type) -> TopicRecord:
    """The record of the topic whose answers are of this class. Raises LookupError where it is no topic's."""
    place = f"{model.__module__}:{model.__qualname__}"
    for record in RECORDS.values():
        if record.model == place:
            return record
    raise LookupError(f"{place} is no topic's answer; write a record for it in pmkit/models/topics.py")


def kind_of_file(name: str) -> str | None:
    """The kind that a file's name tells; a text that is no other kind is prose.

    >>> kind_of_file("answers/five_whys.toml"), kind_of_file("README.md"), kind_of_file("pyproject.toml")
    ('five-whys', 'prose', None)
    """
    ours = [kind for kind, record in RECORDS.items() if record.is_file(name)]
    return ours[-1] if ours else None


def part(place: str) -> Any:
    """What stands at a place such as "pmkit.models.timeline:Timeline"; without a name, the module."""
    module, _, name = place.partition(":")
    return getattr(import_module(module), name) if name else import_module(module)
