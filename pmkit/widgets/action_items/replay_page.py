"""What the page of a replay shows and sends: effects of items, assumptions, and which picture is drawn."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pmkit.grading.replay.trial import MOST_TRIED, Trial, Tried
from pmkit.models.action_item import ActionItem
from pmkit.models.action_items import ActionItems
from pmkit.models.answer import AnswerError
from pmkit.models.story.lever import Assumed
from pmkit.models.story.replay import Idle, Recurrence, Replay

MOST_LAG = 400 * 86400
"""Seconds that a lag may have."""
NOT_READ = "Its words name no lever of this incident. What exactly would be there afterwards?"


@dataclass(frozen=True)
class Page:
    """What is not in the file: `assumed` by lever, and the 0-based item whose picture is drawn, None for all."""

    assumed: dict[str, Assumed] = field(default_factory=dict)
    shows: int | None = None


def read_page(fields: dict[str, Any], answer: ActionItems, name: str) -> tuple[dict[str, Any], Page]:
    """The data of the answer with the effects that the page sends, and what stands on the page besides.

    Raises AnswerError where the page shows other items than the file holds.
    """
    rows = list(fields["rows"])
    if [row["text"] for row in rows] != [item.text for item in answer.actions]:
        raise AnswerError(name, ["the list was changed elsewhere; run this cell again to see it"])
    actions = [_with_effect(item, row) for item, row in zip(answer.actions, rows, strict=True)]
    shows = fields.get("shows")
    page = Page(
        {one["id"]: _assumed(one, name) for one in fields["assumed"]},
        shows if isinstance(shows, int) and 0 <= shows < len(rows) else None,
    )
    return {**answer.model_dump(), "actions": actions}, page


def _with_effect(item: ActionItem, row: dict[str, Any]) -> dict[str, Any]:
    effect, number = str(row["effect"] or "") or None, row["number"]
    number = float(number) if isinstance(number, int | float) and math.isfinite(number) else None
    return {**item.model_dump(), "effect": effect, "effect_number": number if effect else None}


def _assumed(one: dict[str, Any], name: str) -> Assumed:
    lag, fails = one["lag"], one["fails"]
    if not isinstance(lag, int | float) or not 0 <= lag <= MOST_LAG:
        raise AnswerError(name, [f"assumed {one['id']}, lag: got {lag!r}; write minutes, 0 or more"])
    if not isinstance(fails, int | float) or not 0 <= fails <= 1:
        raise AnswerError(name, [f"assumed {one['id']}, fails: got {fails!r}; write percent from 0 to 100"])
    return Assumed(round(lag), float(fails))


def page_of(answer: ActionItems, page: Page, trial: Trial) -> dict[str, Any]:
    """The rows, the assumptions and what comes of all, as JSON."""
    under = trial.under(page.assumed)
    tried = [under.of(item) for item in answer.actions[:MOST_TRIED]]
    told, again = under.together(answer.actions)
    return {
        "rows": [_row(one) for one in tried] + [_untried(item) for item in answer.actions[MOST_TRIED:]],
        "assumed": [{"id": one.id, "lag": one.lag, "fails": one.fails} for one in under.story.levers],
        "year": under.story.next_year.says,
        "shows": page.shows,
        "together": _results(told, again, tried),
    }


def _row(tried: Tried) -> dict[str, Any]:
    item, proposal, claim = tried.item, tried.proposal, tried.claim
    return {
        "text": item.text,
        "effect": item.effect or "",
        "number": item.effect_number,
        "asks": _asked(tried),
        "proposed": proposal.effect._asdict() if proposal else None,
        "why": claim.why,
        "says": [*tried.alone.says, *_why(tried.alone.idle), tried.again.says] if claim.effect else [],
    }


def _asked(tried: Tried) -> str:
    """What the words are read as, asked unless it is what the item claims already."""
    proposal = tried.proposal
    if proposal is None:
        return NOT_READ
    return proposal.reads_as if tried.item.effect == proposal.lever.id else proposal.asks


def _untried(item: ActionItem) -> dict[str, Any]:
    return {
        "text": item.text,
        "effect": item.effect or "",
        "number": item.effect_number,
        "asks": f"Only the first {MOST_TRIED} items are tried.",
        "proposed": None,
        "why": "",
        "says": [],
    }


def _why(idle: Sequence[Idle]) -> list[str]:
    return [one.why for one in idle]


def _results(told: Replay, again: Recurrence, tried: Sequence[Tried]) -> dict[str, Any]:
    counted = sum(one.claim.effect is not None for one in tried)
    return {
        "counted": f"{counted} of {len(tried)} items claim an effect that their words bear out",
        "says": [*told.says, again.says],
        "year": {"runs": again.runs, "before": again.before, "after": again.after},
    }
