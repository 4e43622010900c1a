"""A story that names what it has not is told so in one line, not in a traceback of the first who makes its evidence."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
from cli.command_line import invoke

from pmkit.incidents import story
from pmkit.incidents.story import tell
from pmkit.models.answer_error import AnswerError
from pmkit.models.data_file import data_file

Change = Callable[[dict[str, Any]], object]
SLUG = "bad-deploy"

AMISS: dict[str, tuple[Change, str]] = {
    "no such event": (
        lambda told: told["rollouts"][0].update(starts="deploy-startd"),
        "got 'deploy-startd', which is no event of the story; write the id of one, such as 'deploy-started'",
    ),
    "no such drain": (lambda told: told["rollouts"][1].update(drains="x"), "rollouts 2, drains: got 'x', which"),
    "too few machines": (
        lambda told: told["rollouts"][1]["hosts"].pop(),
        "rollouts 2, hosts: got 2 machines for 3 of 'checkout-api' in [hosts]; write 3, one for each place",
    ),
    "another service": (
        lambda told: told["rollouts"][0].update(about="checkout"),
        "rollouts 1, about: got 'checkout', of which [hosts] names no machine; write one of ",
    ),
    "a ramp": (lambda told: told["ramps"][0].update(event="errors-rises"), "such as 'errors-rise'"),
    "an alert": (lambda told: told["alerts"][0].update(ends="x"), "alerts 1, ends: got 'x', which"),
    "a series": (lambda told: told["series"][0]["changes"][0].update(event="x"), "event: got 'x', which"),
    "what is covered": (lambda told: told.update(covers=["x"]), "covers 1: got 'x', which"),
    "a gap": (
        lambda told: told.update(gaps=[{"after": "x", "before": "resolved", "says": "?"}]),
        "gaps 1, after: got 'x'",
    ),
}


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Callable[[Change], None]:
    """Stories of the kit as an author has just changed them."""

    def change(how: Change) -> None:
        told = copy.deepcopy(data_file(f"incidents/stories/{SLUG}.toml"))
        how(told)
        monkeypatch.setattr(story, "data_file", lambda _: told)
        monkeypatch.setattr(story, "_written", story._written.__wrapped__)

    return change


@pytest.mark.parametrize("kind", AMISS)
def test_what_a_story_names_and_has_not_is_told_with_its_place(kind: str, broken: Callable[[Change], None]) -> None:
    how, says = AMISS[kind]
    broken(how)
    with pytest.raises(AnswerError) as told:
        tell(SLUG)
    [problem] = told.value.problems
    assert says in problem


@pytest.mark.parametrize("words", [("check", SLUG), ("new", SLUG, "-o", "nowhere")])
def test_an_author_gets_no_traceback(words: tuple[str, ...], broken: Callable[[Change], None]) -> None:
    broken(AMISS["too few machines"][0])
    story.load_story.cache_clear()
    result = invoke("incident", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "stories/bad-deploy.toml has 1 problem" in result.stderr
    assert AMISS["too few machines"][1] in result.stderr
