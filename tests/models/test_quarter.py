"""The choice for a simulated quarter, and the data of one: what they hold, and what they refuse."""

import pytest
from pydantic import ValidationError

from pmkit.models.answer import AnswerError
from pmkit.models.practice.quarter import ChosenItem, QuarterChoice
from pmkit.models.story.quarter import Dial, QuarterStory


def test_an_item_is_found_by_its_id_and_one_that_is_left_is_none() -> None:
    choice = QuarterChoice.parse('[[items]]\nid = "cap"\nowner = "ines"')
    assert (choice.of("cap"), choice.of("alert")) == (ChosenItem(id="cap", owner="ines"), None)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[[items]]\nid = "cap"\n' * 2, "item 2, id: 'cap' is chosen already; write each item once"),
        ('[[items]]\nid = "cap"\npriority = "P0"', 'item 1, priority: got \'P0\'; write priority = "P1", "P2" or "P3"'),
        ("seed = -1", "seed: got -1; write seed = 1"),
        ('[assumptions]\npace = "fast"', "assumptions, pace: got 'fast'"),
    ],
)
def test_a_problem_says_where_and_what_to_write(text: str, problem: str) -> None:
    with pytest.raises(AnswerError) as caught:
        QuarterChoice.parse(text)
    assert problem in str(caught.value)


def test_a_changed_assumption_is_kept_with_the_choice() -> None:
    choice = QuarterChoice(seed=3, assumptions={"pace": 2.5}, items=[ChosenItem(id="cap", priority="P1")])
    assert QuarterChoice.parse(choice.dump()) == choice


STORY = """
title = "A quarter"
says = "One incident."
most = 1
[[teams]]
id = "one"
title = "One"
days = 3
[[people]]
id = "ada"
name = "Ada"
team = "one"
[[incidents]]
id = "disk"
title = "A disk filled up"
rate = 1
detect = 5
resolve = 5
promised = 60
[[items]]
id = "cap"
text = "Cap the topic"
incident = "disk"
team = "one"
kind = "prevent-future"
days = 2
moves = "prevent"
to = 0.5
"""


@pytest.mark.parametrize(
    ("there", "instead", "problem"),
    [
        ('incident = "disk"', 'incident = "disc"', "item 'cap': no team 'one' or no incident 'disc'"),
        ('name = "Ada"\nteam = "one"', 'name = "Ada"\nteam = "two"', "person 'ada': no team 'two'"),
    ],
)
def test_a_quarter_names_only_teams_and_incidents_that_it_has(there: str, instead: str, problem: str) -> None:
    assert QuarterStory.parse(STORY).most == 1
    with pytest.raises(AnswerError, match=problem):
        QuarterStory.parse(STORY.replace(there, instead))


def test_a_dial_stands_between_its_ends() -> None:
    with pytest.raises(ValidationError, match="pace: 9 is not from 1 to 5"):
        Dial(id="pace", title="Pace", says="", value=9, low=1, high=5, step=1)
