"""The words of a Slack message: its text, else its blocks; what its attachments and files say besides."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from pmkit.evidence.reading import words

DEEPEST = 12
MOST_PARTS = 400
"""Parts of a message that are read; people write none of more."""
_WORD = re.compile(r"\w+")
_PLACEHOLDER = "[no preview available]"
_MARKS = {"user": "<@{}>", "usergroup": "<!subteam^{}>", "channel": "<#{}>", "broadcast": "<!{}>"}


def said(message: dict[str, Any]) -> str:
    """All that a message says, a line for each part; what is said twice stands once.

    Markup is kept. Slack writes the text of a message into its blocks too, and the fallback of an attachment is
    what it says once more, for programs that show nothing else.
    """
    text = words(message.get("text"))
    lines = [text] if text else []
    known = set(_words(text))
    # The text may be a few words for a notification, and what was written stands in the blocks.
    _add(lines, (one for one in blocks_said(message.get("blocks")) if not known.issuperset(_words(one))))
    for attachment in _tables(message.get("attachments"))[:MOST_PARTS]:
        _add(lines, _attachment(attachment))
    for file in _tables(message.get("files"))[:MOST_PARTS]:
        title, name = words(file.get("title")), words(file.get("name"))
        kept = f"{title} ({name})" if title and name and title != name else title or name
        _add(lines, [kept or words(file.get("mode"))])
    return "\n".join(lines) or words(message.get("subtype")).replace("_", " ")


def _add(lines: list[str], more: Iterable[str]) -> None:
    lines += [line for one in more if (line := one.strip()) and line not in lines]


def _words(line: str) -> list[str]:
    return _WORD.findall(line.casefold())


def _tables(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _attachment(attachment: dict[str, Any]) -> list[str]:
    """What an attachment says; its fallback only where it says nothing else."""
    told = [words(attachment.get(key)) for key in ("pretext", "author_name", "title", "text")]
    told += blocks_said(attachment.get("blocks")) + blocks_said(attachment.get("message_blocks"))
    # A message that is shared stands there whole, under a key of its own.
    shared = [one.get("message") for one in _tables(attachment.get("message_blocks"))[:MOST_PARTS]]
    told += [line for one in _tables(shared) for line in blocks_said(one.get("blocks"))]
    for pair in _tables(attachment.get("fields"))[:MOST_PARTS]:
        told.append(": ".join(filter(None, (words(pair.get("title")), words(pair.get("value"))))))
    told.append(words(attachment.get("footer")))
    told = [line for one in told for line in one.split("\n") if line.strip()]
    fallback = words(attachment.get("fallback"))
    return told or ([] if fallback == _PLACEHOLDER else fallback.split("\n")) or ["(an attachment without words)"]


def blocks_said(blocks: Any) -> list[str]:
    """What blocks of any kind say, a line for each: their texts, fields, elements and list items."""
    lines: list[str] = []
    for block in _tables(blocks)[:MOST_PARTS]:
        if block.get("type") == "rich_text":
            lines += [line for one in _tables(block.get("elements")) for line in _rich(one, 0)]
        else:
            lines += list(_plain(block, 0))
    return [line for line in lines if line.strip()]


def _plain(block: Any, depth: int) -> Iterator[str]:
    """The texts of a section, header, context, image or the like."""
    if depth > DEEPEST or not isinstance(block, dict):
        return
    text = block.get("text")
    if isinstance(text, str):
        yield text
    for inner in (text, *(block.get(key) for key in ("title", "description", "accessory", "label", "hint"))):
        if isinstance(inner, dict):
            yield from _plain(inner, depth + 1)
    if isinstance(alt := block.get("alt_text"), str):
        yield alt
    for row in block["rows"][:MOST_PARTS] if isinstance(block.get("rows"), list) else ():
        yield " | ".join(" ".join(_cell(cell, depth + 1)) for cell in _tables(row)[:MOST_PARTS])
    for key in ("fields", "elements"):
        for inner in _tables(block.get(key))[:MOST_PARTS]:
            yield from _plain(inner, depth + 1)


def _cell(cell: dict[str, Any], depth: int) -> Iterator[str]:
    """The lines of a table's cell, which holds rich text or a text alone."""
    if cell.get("type") == "rich_text":
        yield from (line for one in _tables(cell.get("elements")) for line in _rich(one, depth))
    else:
        yield from _plain(cell, depth)


def _rich(element: dict[str, Any], depth: int) -> Iterator[str]:
    """The lines of a part of rich text: a section is one, a list one for each item."""
    if depth > DEEPEST:
        return
    inner = _tables(element.get("elements"))[:MOST_PARTS]
    if element.get("type") == "rich_text_list":
        for item in inner:
            yield from _rich(item, depth + 1)
    elif inner or element.get("type") in {"rich_text_section", "rich_text_preformatted", "rich_text_quote"}:
        yield from "".join(map(_piece, inner)).split("\n")
    else:
        yield _piece(element)


def _piece(piece: dict[str, Any]) -> str:
    """A piece of rich text in Slack's markup, so that names are looked up in one place."""
    kind = words(piece.get("type"))
    if kind == "link":
        return words(piece.get("text")) or words(piece.get("url"))
    if kind == "emoji":
        return f":{words(piece.get('name'))}:"
    if kind in _MARKS:
        named = next(filter(None, (words(piece.get(key)) for key in (f"{kind}_id", "range"))), "")
        return _MARKS[kind].format(named)
    return words(piece.get("text")) or words(piece.get("fallback")) or words(piece.get("value"))
