"""The fields of action items in a browser, in which items name each other by keys: rows move there, and keys stay."""

from contextlib import suppress
from datetime import date
from typing import Any

from pmkit.models.action_item import ActionItem
from pmkit.models.action_items import ActionItems

TEXTS = ("owner", "priority", "kind", "success", "problem", "ticket", "effect")
"""What is one line of text or one of several words; left out where it is empty."""
DATES = frozenset({"due", "created"})
KEPT = ("status", "history", "evidence", "declined", "postmortem")
"""What the builder shows at most: it is the board's matter, or a document's."""


def to_fields(answer: ActionItems) -> dict[str, Any]:
    """What the fields show of a list, as JSON; the key of an item is its 1-based place."""
    return {
        "actions": [_row(number, item) for number, item in enumerate(answer.actions, start=1)],
        "critique": [line.model_dump(mode="json") for line in answer.critique],
    }


def _row(number: int, item: ActionItem) -> dict[str, Any]:
    data = item.model_dump(mode="json")
    said = {key: data[key] or "" for key in (*TEXTS, *DATES)}
    return {
        "key": number,
        "text": item.text,
        **said,
        "effect_number": "" if item.effect_number is None else f"{item.effect_number!r}".removesuffix(".0"),
        "competes_with": item.competes_with or [],
        "state": item.state if item.status or item.history or item.is_declined else "",
        "kept": {key: data[key] for key in KEPT if data[key] is not None},
    }


def from_fields(fields: dict[str, Any]) -> dict[str, Any]:
    """The data of a list out of what the fields hold; a key that no row has any more names nothing."""
    number = {row["key"]: place for place, row in enumerate(fields["actions"], start=1)}
    return {
        "actions": [_data(row, number) for row in fields["actions"]],
        "critique": fields.get("critique", []),
    }


def _data(row: dict[str, Any], number: dict[Any, int]) -> dict[str, Any]:
    said = {key: row[key] for key in (*TEXTS, *DATES) if row.get(key)}
    for key in DATES & said.keys():
        with suppress(ValueError, TypeError):  # what is no date stays text, and the model says so
            said[key] = date.fromisoformat(said[key])
    others = [number[key] for key in row.get("competes_with", []) if key in number and key != row["key"]]
    kept = row.get("kept", {})
    said |= {key: kept[key] for key in KEPT if kept.get(key) is not None}
    said |= {"effect_number": _number(row["effect_number"])} if row.get("effect_number") else {}
    return {"text": row["text"], **said} | ({"competes_with": others} if others else {})


def _number(said: Any) -> Any:
    with suppress(ValueError, TypeError):
        return float(said)
    return said
