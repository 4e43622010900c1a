"""Every topic is whole: what its record in pmkit/models/topics.py promises is there, in every layer."""

import ast
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import pmkit
from pmkit.checks.topic import Topic
from pmkit.grading.exercise import exercise_names, load_exercise
from pmkit.grading.scheme import Scheme
from pmkit.models.answer import ONE_OF, Answer
from pmkit.models.topics import PROSE, RECORDS, TopicRecord, part, record_of_model

PACKAGE = Path(pmkit.__file__).parent


def _found(place: str) -> object:
    try:
        return part(place)
    except (ImportError, AttributeError):
        return None


def missing_of(record: TopicRecord) -> Iterator[str]:
    """What a topic lacks, each as what to write and where."""
    topic = _found(record.checked)
    if not isinstance(topic, Topic):
        yield f"its checks: write a Topic at {record.checked}"
    elif topic.is_document != (record.endings[0] != ".toml"):
        yield f"how its files are read: write is_document at {record.checked}, or endings into its record"
    if record.built not in {"", *pmkit.__all__}:
        yield f"its builder: write {record.built} into pmkit/__init__.pyi"
    if record.kind == PROSE:
        return
    model = _found(record.model)
    if not (isinstance(model, type) and issubclass(model, Answer)):
        yield f"its model: write a subclass of Answer at {record.model}"
    else:
        fields = model.model_fields
        lists = [name for name, one in fields.items() if "list[" in str(one.annotation) and name not in ONE_OF]
        yield from (f"the word for one row of {name}: write it into rows" for name in lists)
        yield from (f"a list of its model: rows names {name}, which is none" for name in record.rows.keys() - fields)
    drawer = _found(record.drawn)
    names = ("outline", "html", *(("svg", "png") if hasattr(drawer, "svg") or hasattr(drawer, "png") else ()))
    if not isinstance(drawer, ModuleType):
        yield f"how it is drawn: write a module {record.drawn}"
    else:
        yield from (f"how it is drawn: write {name} into {record.drawn}" for name in names if not hasattr(drawer, name))
    if record.graded:
        if not isinstance(_found(record.graded), Scheme):
            yield f"how it is graded: write a Scheme at {record.graded}"
        if not any(load_exercise(name).kind == record.kind for name in exercise_names()):
            yield f'an exercise: write a rubric with kind = "{record.kind}" into pmkit/grading/exercises'


@pytest.mark.parametrize("kind", RECORDS)
def test_a_topic_is_whole(kind: str) -> None:
    missing = list(missing_of(RECORDS[kind]))
    assert not missing, "\n".join([f"{kind} lacks", *missing])


def test_what_a_topic_lacks_is_named_with_its_place() -> None:
    record = TopicRecord(
        kind="moon",
        endings=(".md",),
        rows={"craters": "crater"},
        model="pmkit.models.moon:Moon",
        checked="pmkit.checks.moon.topic:TOPIC",
        drawn="pmkit.render.factors",
        graded="pmkit.grading.moon.measures:SCHEME",
        built="moon",
    )
    assert list(missing_of(record)) == [
        "its checks: write a Topic at pmkit.checks.moon.topic:TOPIC",
        "its builder: write moon into pmkit/__init__.pyi",
        "its model: write a subclass of Answer at pmkit.models.moon:Moon",
        "how it is graded: write a Scheme at pmkit.grading.moon.measures:SCHEME",
        'an exercise: write a rubric with kind = "moon" into pmkit/grading/exercises',
    ]


def test_no_part_of_a_topic_is_without_a_record() -> None:
    named = {place for one in RECORDS.values() for place in (one.checked, one.graded)}
    topics = {_place(path, "TOPIC") for path in PACKAGE.glob("checks/*/topic.py")}
    schemes = {_place(path, "SCHEME") for path in PACKAGE.glob("grading/*/measures.py")}
    assert (topics | schemes) - named == set()
    assert len(topics) == len(RECORDS)
    assert len(schemes) == len(set(map(_kind, exercise_names())))


def _place(path: Path, name: str) -> str:
    module = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
    body = ast.parse(path.read_text(encoding="utf-8")).body
    assert any(isinstance(one, ast.Assign) and getattr(one.targets[0], "id", "") == name for one in body), path
    return f"{module}:{name}"


def _kind(exercise: str) -> str:
    return load_exercise(exercise).kind


def test_a_class_that_is_no_topic_is_told_where_topics_stand() -> None:
    with pytest.raises(LookupError, match=r"pmkit/models/topics\.py"):
        record_of_model(Answer)
