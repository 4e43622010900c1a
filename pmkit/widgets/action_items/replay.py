"""Replay: which effect each action item claims, and what it changes of the incident that it came from."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

import traitlets

from pmkit.checks import Finding
from pmkit.grading.practice.exercise import HUB_USER, Practice
from pmkit.models.action_items import ActionItems
from pmkit.models.answer import AnswerError
from pmkit.models.clocks import DEFAULT, load_policy
from pmkit.models.story.incident import Story
from pmkit.models.story.lever import Assumed
from pmkit.render.replay import picture as render
from pmkit.widgets.action_items.replay_page import Page, page_of, read_page
from pmkit.widgets.bound_file import Notice
from pmkit.widgets.builder import LOOKS, Builder, Theme, live
from pmkit.widgets.esm import script, styles
from pmkit.widgets.exercise_scenario import rubric_of
from pmkit.widgets.judgement import Judgement, of_findings

NO_ITEMS = "There are no action items yet; write them into {path} first, for example with pmkit.action_items."
CHANGED = "The list was changed elsewhere and is shown anew; the last choice made here was not kept."


class ReplayBuilder(Builder[ActionItems]):
    """Edits the effects of the items in an action_items.toml; see `replay`.

    What is assumed, and what the picture shows, is kept here and not in the file: an assumption is tried out.
    """

    kind: ClassVar[str] = "action-items"
    model = ActionItems
    shows_exhibits: ClassVar[bool] = False  # what came out of them is the list; the picture needs the room

    levers = traitlets.List().tag(sync=True)

    _esm = script("replay.js")
    _css = styles("replay.js", *LOOKS, "replay.css")

    def set_up(
        self, *, story: Story, assumed: Mapping[str, Assumed] | None = None, policy: str = DEFAULT, seed: int = 0
    ) -> None:
        """`story` is what is told again; `assumed` and `policy` as `replay` takes them."""
        from pmkit.grading.replay.trial import Trial

        load_policy(policy)
        self._trial = Trial(story, policy, seed)
        self._page = Page(dict(assumed or {}))
        self._trial.under(self._page.assumed)  # what cannot be is said in the cell
        self.levers = [
            lever.model_dump(include={"id", "says", "unit", "default", "least", "most", "because", "does"})
            for lever in story.levers
        ]

    @property
    def shown_path(self) -> str:
        """What it is called; the builder of the same file keeps its unsaved words under the file's own name."""
        return f"{self.path} · replay"

    def from_fields(self, fields: dict[str, Any]) -> dict[str, Any]:
        """The list as it is on disk, with the effects that the page shows."""
        answer, self._page = read_page(fields, self.answer, self.path.name)
        try:
            self._trial.under(self._page.assumed)
        except ValueError as error:
            raise AnswerError(self.path.name, [f"assumptions: {error}"]) from None
        return answer

    def to_fields(self, answer: ActionItems) -> dict[str, Any]:
        """Each item with its effect, what it is read as and what it changes, alone and together."""
        return page_of(answer, self._page, self._trial) | {
            "none": "" if answer.actions else NO_ITEMS.format(path=self.path)
        }

    def examine(self, _answer: ActionItems) -> list[Finding]:
        """What is to be said of items, their own builder says."""
        return []

    def describe(self, answer: ActionItems) -> str:
        """How many items claim an effect."""
        number = sum(bool(item.effect) for item in answer.actions)
        return "1 effect claimed" if number == 1 else f"{number} effects claimed"

    def draw(self, answer: ActionItems, width: int, theme: Theme) -> str:
        """Both timelines, under all items or under the one that is chosen."""
        trial = self._trial.under(self._page.assumed)
        shows = self._page.shows
        if shows is not None and shows < len(answer.actions):
            return render.svg(trial.of(answer.actions[shows]).alone, width=width, theme=theme)
        return render.svg(trial.together(answer.actions)[0], width=width, theme=theme)

    def outline(self, answer: ActionItems) -> str:
        """Both timelines under all items, as text."""
        told, again = self._trial.under(self._page.assumed).together(answer.actions)
        return f"{render.outline(told)}{again.says}\n"

    def _judge(self) -> Judgement:
        return of_findings([])

    def _take(self, message: dict[str, Any]) -> None:
        if self._file.changed_elsewhere() and self._has_other_items():
            return
        super()._take(message)

    def _has_other_items(self) -> bool:
        """Take what was written meanwhile, and show it anew where it is another list than the page's.

        Whether it is another list: an effect that was chosen in the old one is not taken then.
        """
        texts = [item.text for item in self.answer.actions]
        answer, notices = self._file.open()
        self._notices = [*self._notices, *notices]
        if answer is None:
            return False
        is_other = [item.text for item in answer.actions] != texts
        if is_other:
            self._notices.append(Notice(CHANGED))
            self.reread()
        else:
            self._replace(answer)
        return is_other

    def _save(self, *, keep_present: bool = False) -> None:  # noqa: ARG002  # only effects are changed here
        if self._is_on_disk():
            self._trouble, self._problems = "", []
        else:
            super()._save()

    def _is_on_disk(self) -> bool:
        """Whether there is nothing to save: an assumption was moved, or there are no items at all."""
        try:
            return self.answer == ActionItems.load(self.path)
        except FileNotFoundError:
            return not self.answer.actions
        except (OSError, AnswerError):
            return False


def replay(
    path: str | Path,
    exercise: str | Practice | None = None,
    *,
    story: str | Story | None = None,
    trainee: str | None = None,
    seed: int | None = None,
    assumed: Mapping[str, Assumed | Mapping[str, Any]] | None = None,
    policy: str = DEFAULT,
) -> ReplayBuilder:
    """Try the action items in the file at `path` on their own incident.

    Whose incident it is follows from the `exercise`, as for every builder, or from the `story` (a name, for a
    `trainee` or a `seed` where one is given, or a Story). `assumed` holds other assumptions by lever, such as
    `{"expiry-alert": {"lag": 86400, "fails": 0.2}}`, lags in seconds. `policy` defines the clocks. Raises LookupError
    for a name that there is not, ValueError for assumptions that cannot be or where no incident is named.
    """
    from pmkit.grading.replay.stories import story_called, story_of

    rubric = rubric_of(exercise, path)
    if isinstance(story, str):
        whose = trainee if trainee is not None or seed is not None else os.environ.get(HUB_USER) or None
        told = story_called(story, whose, seed)
    elif story is not None:
        told = story
    elif rubric is not None:
        told = story_of(rubric)
    else:
        raise ValueError("no incident is named; write story= or exercise=")
    known = {lever: one if isinstance(one, Assumed) else Assumed(**one) for lever, one in (assumed or {}).items()}
    return live(ReplayBuilder, path, told, rubric=rubric, story=told, assumed=known, policy=policy)
