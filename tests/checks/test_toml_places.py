"""A place in a TOML text is where tomllib reads the value: a law, and the forms that people write."""

import time
import tomllib
from datetime import UTC, datetime
from typing import Any

import pytest
import tomli_w
from hypothesis import example, given
from hypothesis import strategies as st

from pmkit.checks.toml_places import DEEPEST, place_of, spans_of

KEYS = st.text("ab.-_ \"'é=[]#\\", min_size=1, max_size=5)
SCALARS = (
    st.text("ab\"'\\\n#[]{}=,é\t", max_size=8)
    | st.integers(-99, 99)
    | st.booleans()
    | st.floats(allow_nan=False)
    | st.datetimes(timezones=st.just(UTC))
    | st.dates()
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)
FORMS = '''
title = "a = [b] # c"   # a remark = "no"
quoted."odd \\u00e9 key".'third.key' = 'C:\\no\\escape'
numbers = [ 1, [2, 3], # two
  4,
]
moment = 2026-01-31 14:23:01Z
inline = { x = 1, "y z" = { w = "}" }, list = [{ v = 1 }] }
text = """
[no.table]
a = "quoted" "" and \\""" more""""
raw = \'\'\'
b = 'c' \'\'\'\'

[empty]
Tools = "nothing had changed"
[empty.below]
"a b" = true

[[whys]]
answer = "first"
[[whys]]
answer = "second"
[whys.shown]
by = "E1"
[[whys.lines]]
number = 7
'''


def leaves(data: Any, place: tuple[str | int, ...] = ()) -> dict[tuple[str | int, ...], Any]:
    """Every value that is neither table nor array, by where it stands."""
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else None
    if parts is None:
        return {place: data}
    return {where: one for key, part in parts for where, one in leaves(part, (*place, key)).items()}


def assert_law(text: str) -> None:
    data, spans = tomllib.loads(text), spans_of(text)
    for place, value in leaves(data).items():
        start, end = spans[place]
        assert tomllib.loads(f"value = {text[start:end]}")["value"] == value, place
        line, column = place_of(text, place)
        assert text.split("\n")[line - 1][column - 1 :].startswith(text[start:end].split("\n", maxsplit=1)[0])
    for place, (start, end) in spans.items():
        whole: Any = data
        for key in place:
            whole = whole[key]
        part = text[start:end]
        is_head = (
            text[:start].rpartition("\n")[2].strip() == "" and isinstance(whole, dict | list) and part.startswith("[")
        )
        assert is_head or tomllib.loads(f"value = {part}")["value"] == whole, place


@given(st.dictionaries(KEYS, VALUES, max_size=4), st.booleans())
def test_every_value_that_tomllib_reads_stands_where_we_say(data: dict[str, Any], windows: bool) -> None:
    text = tomli_w.dumps(data)
    assert_law(text.replace("\n", "\r\n") if windows else text)


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_the_forms_that_people_write_are_all_known(ends: str) -> None:
    assert_law(FORMS.replace("\n", ends))
    assert ("whys", 1, "lines", 0, "number") in spans_of(FORMS)
    assert leaves(tomllib.loads(FORMS))["moment",] == datetime(2026, 1, 31, 14, 23, 1, tzinfo=UTC)


@given(st.text("ab=\"'[]{}.,#\n\\ 1", max_size=40))
@example("[[a")
@example('a = """')
@example("a = [")
@example("a = {b = ")
@example('"\\x" = 1')
def test_no_text_stops_it_and_what_tomllib_reads_is_found(text: str) -> None:
    spans_of(text)
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert_law(text)


def test_what_is_not_there_is_shown_where_it_would_stand() -> None:
    text = 'problem = "x"\n\n[empty]\nTools = "none"\n\n[[whys]]\nanswer = "a"\n'
    assert place_of(text, ("empty", "Tools")) == (4, 9)
    assert place_of(text, ("empty", "People")) == (3, 1)
    assert place_of(text, ("whys", 0, "evidence")) == (6, 1)
    assert place_of(text, ("whys", 4, "answer")) == (6, 1)
    assert place_of(text, ("root_cause",)) == (1, 1)


@pytest.mark.parametrize(
    "part", ['"""', "'", "[[a]]\n", "a.", '\\"', "[", "{a=", "#\n", " ", "''", "a = [1,\n2]\n", '"\\', "é"]
)
def test_its_time_grows_with_the_text(part: str) -> None:
    def seconds(size: int) -> float:
        text, began = (part * size)[: size * 2], time.process_time()
        spans_of(text)
        return time.process_time() - began

    small = max(min(seconds(20_000) for _ in range(3)), 0.004)
    assert seconds(200_000) < 40 * small


@pytest.mark.parametrize(
    ("before", "part", "after"),
    [("[", "a.", "a]\n"), (f"[{'a.' * 20_000}a]\n", "a=1\n", ""), ("", "a.", "a = 1"), (f"a = {'[' * 900}", "1,", "")],
)
def test_a_megabyte_that_nests_deep_takes_moments(before: str, part: str, after: str) -> None:
    began = time.process_time()
    spans_of(before + part * (1_000_000 // len(part)) + after)
    assert time.process_time() - began < 10


def test_what_stands_before_a_place_too_deep_is_found() -> None:
    text = f"first = 1\ndeep = {'[' * (DEEPEST + 1)}{']' * (DEEPEST + 1)}\n"
    assert_law(text.split("\n", maxsplit=1)[0])
    assert place_of(text, ("first",)) == (1, 9)
    assert ("deep",) not in spans_of(text)


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_table_or_an_array_without_a_head_stands_where_the_first_one_within_it_does(ends: str) -> None:
    text = "title = 1\n\n[above.below]\nx = 1\n\n[[whys]]\n[[whys.lines]]\n[whys.lines.by]\ny = 1\n[above]\nz = 2\n"
    text = text.replace("\n", ends)
    assert place_of(text, ("whys",)) == (6, 1)
    assert place_of(text, ("whys", 0, "lines")) == (7, 1)
    assert place_of(text, ("whys", 0, "lines", 3, "by")) == (7, 1)
    assert place_of(text, ("above", "below", "missing")) == (3, 1)
    assert place_of(text, ("above", "missing")) == (10, 1)
    assert place_of(text, ("above", "z")) == (11, 5)
