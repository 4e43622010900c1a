"""Items tried on their own incident: the course's own model items beat none, for nearly everybody."""

import pytest

from pmkit.grading.exercise import load_exercise
from pmkit.grading.replay.proposal import propose
from pmkit.grading.replay.stories import story_called, story_of
from pmkit.grading.replay.trial import MOST_TRIED, Trial
from pmkit.incidents.replay.replay import replay
from pmkit.models.action_item import ActionItem
from pmkit.models.postmortem.postmortem import Postmortem
from pmkit.models.story.lever import Assumed, Effect

RUBRIC = load_exercise("postmortem")
STORY = story_of(RUBRIC)


def model_items() -> list[ActionItem]:
    document = RUBRIC.model_answer
    assert isinstance(document, Postmortem)
    return [one.item for one in document.actions]


def test_every_item_of_the_model_postmortem_says_a_lever_that_changes_its_incident() -> None:
    proposals = [propose(item, STORY) for item in model_items()]
    effects = [one.effect for one in proposals if one]
    assert len(effects) == len(model_items()) >= 3
    assert all(replay(STORY, [effect]).works for effect in effects)


def test_the_model_items_beat_none_for_nearly_every_seed() -> None:
    effects = [one.effect for item in model_items() if (one := propose(item, STORY))]
    better = 0
    for seed in range(200):
        story = story_called("expired-certificate", seed=seed)
        better += replay(story, effects, seed).after.minutes < replay(story, [], seed).after.minutes
    assert better >= 190


def test_a_trial_under_other_assumptions_is_kept_until_others_come() -> None:
    trial = Trial(STORY)
    late = trial.under({"no-bids-alert": Assumed(lag=660)})
    assert trial.under({"no-bids-alert": Assumed(lag=660)}) is late
    assert trial.under({"no-bids-alert": Assumed(lag=61)}) is not late
    item = ActionItem(text="Shorten NoBids from 60 to 10 minutes", effect="no-bids-alert")
    assert late.of(item).alone.after.minutes > trial.of(item).alone.after.minutes


def test_only_so_many_items_are_tried_together() -> None:
    hollow = ActionItem(text="Add a dashboard of bids in Grafana", effect="bids-dashboard")
    last = ActionItem(text="Shorten NoBids from 60 to 10 minutes", effect="no-bids-alert")
    trial = Trial(STORY)
    assert trial.together([*[hollow] * (MOST_TRIED - 1), last])[0].works == (Effect("no-bids-alert", 10),)
    assert trial.together([*[hollow] * MOST_TRIED, last])[0].works == ()


def test_a_story_is_the_exercises_or_the_trainees() -> None:
    assert story_called("expired-certificate", "trainee07") != story_called("expired-certificate", "trainee08")
    assert STORY.slug == "expired-certificate"
    with pytest.raises(LookupError, match="no story is called 'nope'"):
        story_called("nope")
