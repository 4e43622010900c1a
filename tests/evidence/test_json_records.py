"""Records of a JSON file with their lines; a file that breaks off gives what it has."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.evidence.json_records import Record, load_line, read_records

NESTED = '{"status": "success",\n "data": {\n  "result": [\n   {"a": 1},\n   {"a": 2}\n  ],\n  "more": true}}'


def test_records_have_the_line_and_place_where_they_begin() -> None:
    found = read_records(NESTED, "data.result")
    assert found.records == [Record(4, NESTED.index('{"a": 1'), {"a": 1}), Record(5, NESTED.index('{"a": 2'), {"a": 2})]
    assert found.documents[0].around == {"status": "success", "data.more": True}
    assert (found.broken, found.found) == ("", True)


@pytest.mark.parametrize(
    ("cut", "records", "broken"),
    [
        ('   {"a": 2}\n  ]', 1, "line 5: the file breaks off"),
        ('"a": 2}', 1, "line 5: not JSON at '{'"),
        (" ]", 2, "line 6: the file breaks off"),
        (',\n  "more"', 2, "line 6: the file breaks off"),
        ('"data"', 0, "line 2: the file breaks off"),
    ],
)
def test_a_file_that_breaks_off_gives_the_records_before_and_says_where(cut: str, records: int, broken: str) -> None:
    found = read_records(NESTED[: NESTED.index(cut)], "data.result")
    assert (len(found.records), found.broken) == (records, broken)


@pytest.mark.parametrize("text", ["", "[", "{", '{"a"', '{"a":', "nul", "[1,]", "{1: 2}", '"', "\0", "[1] [2", "]"])
def test_what_is_no_json_is_said(text: str) -> None:
    assert read_records(text, "", "a").broken.startswith("line 1: ")


def test_a_list_that_is_not_there_is_told_from_an_empty_one() -> None:
    assert [read_records(text, "a").found for text in ('{"a": []}', '{"b": []}', "[]", '{"a": 1}')] == [
        True,
        False,
        False,
        False,
    ]


def test_nesting_too_deep_is_said() -> None:
    deep = "[" * 100_000
    assert read_records(deep, "").broken == "line 1: nested too deeply to be a record"
    with pytest.raises(ValueError, match="nested too deeply"):
        load_line(deep)


def test_a_number_of_many_digits_stays_text() -> None:
    assert read_records("[" + "1" * 9000 + "]", "").records[0].value == "1" * 9000


@given(
    st.lists(st.dictionaries(st.text(), st.one_of(st.integers(-(10**20), 10**20), st.text(), st.none()))),
    st.integers(0, 3),
)
def test_law_every_record_begins_in_its_line_and_is_what_python_reads(values: list[object], indent: int) -> None:
    text = json.dumps({"x": {"y": values}}, indent=indent)
    found = read_records(text, "x.y")
    assert [record.value for record in found.records] == values
    assert [text.count("\n", 0, record.start) + 1 for record in found.records] == [one.line for one in found.records]
    assert found.broken == ""


@given(st.text(alphabet='[]{}",:01ab \n\\'))
def test_law_no_text_raises(text: str) -> None:
    assert read_records(text, "", "a", "a.b").records is not None
