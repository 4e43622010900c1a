"""Action items brought in from a table, a postmortem or another list: added to what is there, which stays."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from pmkit.models import answer_file
from pmkit.models.action_items import ActionItems
from pmkit.models.action_list.merging import Merged, differing, merged
from pmkit.models.action_list.rows import TooManyError, inserted
from pmkit.models.answer import AnswerError
from pmkit.tables.action_items import ENDINGS, read_actions, read_text
from pmkit.tables.action_items_markdown import HEADING
from pmkit.tables.tracked import Tracked

MOST_NAMES = 50
MOST_ASKED = 3
PASTED = "what was pasted"
_TOML = re.compile(r"^\s*\[\[actions\]\]", re.MULTILINE)
_RULED = re.compile(r"^\s*\|.*\|", re.MULTILINE)
_MARKDOWN = re.compile(r"^ {0,3}(?:#|[-*+] )", re.MULTILINE)


class Imported(NamedTuple):
    """The list with what was read, None where nothing could be; and words on it."""

    answer: ActionItems | None
    says: str


def files_beside(path: Path) -> list[str]:
    """The names of files in the folder of an answer that may hold action items, the answer itself left out."""
    try:
        found = sorted(one.name for one in path.parent.iterdir() if one.suffix.lower() in ENDINGS)
    except OSError:
        return []
    return [name for name in found if name != path.name and not name.startswith(".")][:MOST_NAMES]


def import_file(answer: ActionItems, name: str, path: Path) -> Imported:
    """What the file `name` in the folder of the answer at `path` holds, added to `answer`."""
    if not name or Path(name).name != name:
        return Imported(None, f"Got {name[:80]!r}; write the name of a file in {path.parent}, without a folder.")
    try:
        if name.lower().endswith(".toml"):
            return _merged(answer, ActionItems.load(path.parent / name), name)
        return _appended(answer, read_actions(path.parent / name), name)
    except FileNotFoundError:
        return Imported(None, f"There is no {name} in {path.parent}; write the name of a file that is there.")
    except (AnswerError, TooManyError) as error:
        return Imported(None, f"{error}")
    except (OSError, ValueError) as error:
        return Imported(None, f"{name}: {error}")


def import_text(answer: ActionItems, text: str) -> Imported:
    """What a pasted text holds, added to `answer`: a table in Markdown or CSV, a document, or a list in TOML."""
    if not text.strip():
        return Imported(None, "Nothing is pasted yet; paste a table with a line of heads, such as Action, Owner, Due.")
    if len(text) > answer_file.MAX_BYTES:
        return Imported(None, f"{PASTED}: {answer_file.too_large(len(text))}")
    try:
        if _TOML.search(text):
            return _merged(answer, ActionItems.parse(text, PASTED), PASTED)
        return _appended(answer, _read_pasted(text), PASTED)
    except (AnswerError, TooManyError) as error:
        return Imported(None, f"{error}")


def _read_pasted(text: str) -> list[Tracked]:
    if not _RULED.search(text) and not _MARKDOWN.search(text):
        return read_text(text, ".csv", PASTED)
    # A table alone is pasted without the heading by which a document's table is known.
    found = read_text(text, ".md", PASTED) or read_text(f"{HEADING}\n\n{text}", ".md", PASTED)
    return [one._replace(item=one.item.model_copy(update={"postmortem": None})) for one in found]


def _appended(answer: ActionItems, found: Sequence[Tracked], name: str) -> Imported:
    if not found:
        return Imported(None, f"{name} holds no action items; what is read is a table with a column Action.")
    asks = [f"“{one.item.text[:40]}”: {one.asks}" for one in found if one.asks]
    more = "" if len(asks) <= MOST_ASKED else f" … and {len(asks) - MOST_ASKED} more"
    asked = f" Dates to look at: {'; '.join(asks[:MOST_ASKED])}{more}" if asks else ""
    says = f"Read {_items(len(found))} from {name}, added at the end.{asked}"
    return Imported(inserted(answer, [one.item for one in found]), says)


def _merged(answer: ActionItems, other: ActionItems, name: str) -> Imported:
    if not other.actions:
        return Imported(None, f"{name} holds no action items.")
    found = merged(answer, other)
    new = len(found.answer.actions) - len(answer.actions)
    says = f"Read {_items(len(other.actions))} from {name}: {found.same} here already, {new} added."
    return Imported(found.answer, says + told_apart(found))


def told_apart(found: Merged) -> str:
    """Which items stand twice, since two lists say different things of them; empty where there are none."""
    items = found.answer.actions
    pairs = [
        f" Action {mine + 1} and action {theirs + 1} differ in {', '.join(differing(items[mine], items[theirs]))};"
        for mine, theirs in found.apart
    ]
    return f"{''.join(pairs)} each names the other, and one of them will do." if pairs else ""


def _items(count: int) -> str:
    return "1 action item" if count == 1 else f"{count} action items"
