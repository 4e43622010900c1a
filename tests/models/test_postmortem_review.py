"""A review is a strict answer file, and its checklist has each question once."""

import pytest

from pmkit.models.answer import AnswerError
from pmkit.models.postmortem.review import Review, ReviewItem, questions


def test_the_checklist_holds_five_questions_before_sharing_and_eight_defects() -> None:
    groups = [one.group for one in questions()]
    assert [groups.count(name) for name in dict.fromkeys(groups)] == [5, 8]
    assert len({one.key for one in questions()}) == len(questions())


def test_a_review_counts_what_is_said_and_what_is_open() -> None:
    items = [ReviewItem(key="calm", verdict="no", note="Line 3"), ReviewItem(key="context", note="later")]
    review = Review(reviewer="Ada", items=items)
    standing = review.standing()
    assert [one.key for one in standing["no"]] == ["calm"]
    assert len(standing["open"]) == 12
    assert review.note_on("context") == "later"


def test_a_verdict_that_is_none_is_named_with_its_item() -> None:
    text = '[[items]]\nkey = "calm"\nverdict = "maybe"\n'
    with pytest.raises(AnswerError, match=r'item 1, verdict: got \'maybe\'; write verdict = "yes", "no" or "unsure"'):
        Review.parse(text)
