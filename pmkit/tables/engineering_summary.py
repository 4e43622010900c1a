"""A summary for a channel such as #engineering, drafted from sentences of the postmortem: nothing is added."""

import re
from collections.abc import Iterator
from pathlib import Path

from pmkit.models.dates.standing import is_closed
from pmkit.models.postmortem.postmortem import Postmortem
from pmkit.models.postmortem.sections import without_comments

LONGEST = 300
"""Characters of one part; what is longer ends behind its last whole sentence, or with …"""
MOST_POINTS = {"summary": 2, "impact": 4, "root_cause": 1, "actions": 3}
PARTS = {
    "summary": "What happened",
    "impact": "What it meant for users",
    "root_cause": "What made it possible",
    "actions": "What comes next",
}
"""The sections that are drawn on, with what the draft calls them."""
MOST = 2_000
"""Characters of the whole: what is read in a channel at one go."""
LONGEST_NAME, LONGEST_LINK = 120, 300
MISSING = "[the postmortem says nothing of this yet]"
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“\"'(])")
_MARKUP = re.compile(r"(\*\*|__|`)")
_HELD_OPEN = re.compile(r"\[[^\]]*\]")
"""A place that the template holds open, such as "[Factor 1]"."""
_ADDRESS = re.compile(r"https?://[^\s<>\"'`]+")
_INERT = str.maketrans({"@": "\uff20", "<": "\u2039", ">": "\u203a", "&": "\uff06", "*": None, "~": None})
"""Signs that call people, open markup or pass for it, as others that look like them."""


def summary_for_engineering(postmortem: Postmortem | str | Path, link: str = "") -> str:
    """A message for colleagues: title, what happened, what it meant, what made it possible, what comes next, the link.

    Each part holds sentences that stand in the postmortem, or says that there is none. Nobody is called by it
    (@channel, <!here>), and no address but `link` can be followed. Raises FileNotFoundError and AnswerError for a path.
    """
    postmortem = postmortem if isinstance(postmortem, Postmortem) else Postmortem.load(postmortem)
    postmortem = Postmortem(text=_commentless(postmortem.text))
    head = ", ".join(one for one in (postmortem.severity, str(postmortem.date or "")) if one)
    title = _calm(_shortened(_line(postmortem.title.text), LONGEST_NAME)) or "Postmortem"
    lines = [f"{title} ({head})" if head else title]
    for key, name in PARTS.items():
        said = list(_said(postmortem, key))
        lines += [f"{name}: {said[0]}"] if len(said) == 1 else [f"{name}:", *(f"- {one}" for one in said)]
        if not said:
            lines[-1] = f"{name}: {MISSING}"
    end = f"Read more: {_link(link) or '[where the postmortem stands]'}\n"
    while len("\n".join(lines)) + len(end) >= MOST:
        lines.pop()
    return "\n".join([*lines, end])


def _link(link: str) -> str:
    """An address as it is, anything else so that it leads nowhere."""
    bare = link.strip()
    return (bare if _ADDRESS.fullmatch(bare) else _calm(_line(bare)))[:LONGEST_LINK]


def _commentless(text: str) -> str:
    """The text without its comments, each of which parts what stands around it."""
    first, *rest = text.split("<!--")
    return "\n\n".join([first, *(without_comments(f"<!--{part}") for part in rest)])


def _is_said(text: str) -> bool:
    """Whether a point says something: neither a label alone nor a place that the template holds open."""
    return not (text.endswith(":") or _HELD_OPEN.fullmatch(text))


def _said(postmortem: Postmortem, key: str) -> Iterator[str]:
    """What the postmortem says in a section, shortened."""
    most = MOST_POINTS[key]
    if key == "actions":
        every = [one for one in postmortem.actions if not is_closed(one.item)]
        for one in every[:most]:
            owner, due = _shortened(_line(one.item.owner), LONGEST_NAME), one.item.due
            told = ", ".join(part for part in (owner, f"by {due}" if due else "") if part)
            text = _calm(_shortened(_line(one.text.text)))
            if text and _is_said(text):
                yield f"{text} ({_calm(told)})" if told else text
        return
    points = [_line(point.text) for point in postmortem.points(key)]
    found = [point for point in points if point and _is_said(point)]
    if key == "summary":
        whole = _SENTENCE_END.split(" ".join(found))
        found = [" ".join(whole[:most])] if found else []
    for point in found[:most]:
        yield _calm(_shortened(point))


def _line(text: str) -> str:
    return " ".join(_MARKUP.sub("", text).split())


def _shortened(text: str, most: int = LONGEST) -> str:
    if len(text) <= most:
        return text
    cut = text[:most]
    ends = [match.start() for match in _SENTENCE_END.finditer(cut)]
    return cut[: ends[-1]] if ends else f"{cut.rsplit(' ', 1)[0]} …"


def _calm(text: str) -> str:
    """The text as words alone, whatever shows it: it calls nobody, leads nowhere, and opens no markup."""
    plain = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(plain.replace("://", "[:]//").translate(_INERT).split())
