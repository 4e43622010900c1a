"""Edits of a postmortem: headings and fields are put in where the template has them, and nothing else changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.models.postmortem.edits import between, missing_fields, with_all, with_section, with_status
from pmkit.models.postmortem.headings import SECTIONS, SectionKey
from pmkit.models.postmortem.postmortem import STATUSES, Postmortem

TEXTS = st.text(st.sampled_from("# ab\n-=|*:`Statusdraft\r"), max_size=60)
DOCUMENT = """# Postmortem: No bids

**Status**: Draft

## Summary

Short.

### In numbers

40 users.

## Weather

Fine.

Root cause
----------

A certificate.
"""


@given(TEXTS, TEXTS)
def test_the_edit_between_two_texts_makes_one_of_the_other(old: str, new: str) -> None:
    assert between(old, new).of(old) == new


@given(TEXTS, st.sampled_from(SECTIONS))
def test_a_heading_is_put_into_any_text_and_takes_nothing_away(text: str, key: SectionKey) -> None:
    edit = with_section(Postmortem(text=text), key)
    assert edit.start == edit.end
    assert edit.of(text)[: edit.start] + edit.of(text)[edit.start + len(edit.words) :] == text


@pytest.mark.parametrize("key", SECTIONS)
def test_a_section_that_was_missing_is_there_and_empty(key: SectionKey) -> None:
    answer = Postmortem(text=DOCUMENT)
    edit = with_section(answer, key)
    after = Postmortem(text=edit.of(DOCUMENT))
    assert after.lacks(key) is answer.lacks(key)
    assert after.called(key)
    written = Postmortem(text=after.text[: edit.at] + "Words." + after.text[edit.at :])
    assert [one.key for one in written.sections] == [one.key for one in after.sections]


def test_a_section_goes_below_the_parts_of_the_one_before_it() -> None:
    text = with_section(Postmortem(text=DOCUMENT), "impact").of(DOCUMENT)
    assert "40 users.\n\n## Impact\n\n\n\n## Weather" in text


def test_a_section_before_all_others_stands_first() -> None:
    text = "# Postmortem: No bids\n\nRoot cause\n----------\n\nA certificate.\n"
    assert with_section(Postmortem(text=text), "impact").of(text).index("## Impact") < text.index("Root cause") + 1


def test_all_that_is_missing_makes_the_template_of_nothing() -> None:
    answer = Postmortem(text=with_all(Postmortem(text="")).of(""))
    assert [one.key for one in answer.sections] == [*SECTIONS]
    assert answer.status == "Draft"
    assert missing_fields(answer) == ["title", "date", "authors", "severity"]
    assert with_all(answer).words == ""


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize(
    "text", ["", "Words.", DOCUMENT, "---\nstatus: Draft\n---\n# No bids\n", "# T\n\n**Status**:\n"]
)
def test_a_status_can_be_moved_in_any_text(status: str, text: str) -> None:
    after = Postmortem(text=with_status(Postmortem(text=text), status).of(text))
    assert after.status == status
