"""What the board shows of action items: a card for each, with how it stands in words and where it can go."""

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import Any

from pmkit.models.action_item import CLOSED, MOVES, ActionItem, Status
from pmkit.models.action_items import ActionItems
from pmkit.models.dates.review import ENDED_LATELY, TITLES, weekly_review
from pmkit.models.dates.sla import SlaPolicy
from pmkit.models.dates.standing import Standing, is_closed, standing, state_since
from pmkit.models.dates.standing_words import age, days, lateness, time_of_priority

LONGEST = 1_200
"""Characters of one text that a card shows."""
NOBODY = "nobody yet"
TO_SAY = "still to be said"
ALLOWED: dict[Status, str] = {"blocked": "What it waits for", "reopened": "Why it is taken up again"}
"""Moves at which a note helps and is not needed."""


def title_of(state: Status) -> str:
    """What a column is called.

    >>> title_of("in-progress")
    'In progress'
    """
    return state.replace("-", " ").capitalize()


def column_of(item: ActionItem) -> Status:
    """Where its card lies: a reason for not acting declines an item, whatever its state."""
    return "declined" if item.is_declined else item.state


def mark_of(item: ActionItem) -> str:
    """A short name for all that an item holds, by which a page says which one it saw."""
    return hashlib.sha256(item.model_dump_json().encode("utf-8", "replace")).hexdigest()[:16]


def cards(answer: ActionItems, on: date, policy: SlaPolicy) -> list[dict[str, Any]]:
    """A card for each item as JSON, the most pressing ones first; in a column of what is closed the newest."""
    made = [_card(place, item, on, policy) for place, item in enumerate(answer.actions)]
    return sorted(made, key=lambda card: _rank(answer.actions[card["item"]]))


def review(answer: ActionItems, on: date, policy: SlaPolicy) -> list[dict[str, Any]]:
    """The weekly review: groups with their titles and the places of their items."""
    found = weekly_review(answer.actions, on, policy)
    groups = [{"title": title, "items": found.of(group)} for group, title in TITLES.items() if group != "later"]
    return [*groups, {"title": ENDED_LATELY, "items": found.lately}]


def outline(answer: ActionItems, on: date, policy: SlaPolicy) -> str:
    """The board as text: each column with its cards."""
    made = cards(answer, on, policy)
    lines = [f"Action items on {on}; times of priorities: {policy.title}"]
    for state in MOVES:
        here = [card for card in made if card["column"] == state]
        lines += ["", f"{title_of(state)} ({len(here)})", *(line for card in here for line in _lines(card))]
    return "\n".join(lines) + "\n"


def _lines(card: dict[str, Any]) -> Iterator[str]:
    yield f"  {card['text'] or f'? ({TO_SAY})'}"
    yield f"      {'; '.join([card['owner'] or NOBODY, *(fact['says'] for fact in card['facts'])])}"
    for change in card["history"]:
        yield "      " + ", ".join(filter(None, (change["title"], change["on"], change["by"], change["note"])))


def _rank(item: ActionItem) -> tuple[int, date, str]:
    if is_closed(item):
        return 0, date.min, ""
    return 1, item.due or date.max, item.priority or "P9"


def _card(place: int, item: ActionItem, on: date, policy: SlaPolicy) -> dict[str, Any]:
    how = standing(item, on, policy)
    return {
        "item": place,
        "mark": mark_of(item),
        "text": _short(item.text),
        "owner": _short(item.owner),
        "priority": item.priority or "",
        "column": column_of(item),
        "facts": list(_ended(item) if is_closed(item) else _facts(item, how, on)),
        "moves": [_offer(item, to) for to in MOVES[item.state]],
        "history": [
            {
                "title": title_of(change.status),
                "on": str(change.on or ""),
                "by": _short(change.by or ""),
                "note": _short(change.note or ""),
            }
            for change in item.history or ()
        ],
    }


def _facts(item: ActionItem, how: Standing, on: date) -> Iterator[dict[str, Any]]:
    """How an open item stands: against its date, against the time of its priority, and since when."""
    due = f"{lateness(how)}: {item.due}" if item.due else "no due date"
    yield {"says": due, "tone": "late" if how.group == "overdue" else "soon" if how.group == "this-week" else ""}
    if limit := time_of_priority(item.priority, how):
        yield {"says": f"{limit}, which is over" if how.past else limit, "tone": "late" if how.past else ""}
    elif item.priority is None:
        yield {"says": "no priority", "tone": ""}
    yield {"says": _ages(item, how, on), "tone": ""}


def _ages(item: ActionItem, how: Standing, on: date) -> str:
    came = state_since(item)
    if came is None or came > on:
        return age(how.age)
    here = (on - came).days
    words = f"{days(here)} in this state" if here else "in this state since today"
    return words if here == how.age else f"{words}, {age(how.age)}"  # where it has been nowhere else, once


def _ended(item: ActionItem) -> Iterator[dict[str, Any]]:
    """When a closed item came to its end, and why."""
    came, state = state_since(item), column_of(item)
    if came:
        late = (came - item.due).days if item.due and state == "done" else 0
        yield {"says": f"{state} on {came}{f', {days(late)} late' if late > 0 else ''}", "tone": ""}
    key, _ = CLOSED[state]
    if words := (getattr(item, key) or "").strip():
        yield {"says": f"{'shown by' if state == 'done' else 'because'}: {_short(words)}", "tone": ""}


def _offer(item: ActionItem, to: Status) -> dict[str, Any]:
    """A move that there is, with what the board asks for before it is made."""
    asks = []
    if to == "open" and not item.owner.strip():
        asks.append({"key": "owner", "label": "Its one owner", "value": "", "needed": True})
    if to in CLOSED:
        key, what = CLOSED[to]
        before = any(change.status == to for change in item.history or ())
        value = "" if before else (getattr(item, key) or "").strip()
        asks.append({"key": "note", "label": what[0].upper() + what[1:], "value": value, "needed": True})
    elif to in ALLOWED:
        asks.append({"key": "note", "label": ALLOWED[to], "value": "", "needed": False})
    return {"to": to, "title": title_of(to), "asks": asks}


def _short(text: str) -> str:
    text = text.strip()
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}… (the file holds all {len(text):,} characters)"
