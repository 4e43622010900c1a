"""A summary for a channel such as #engineering, drafted from sentences of the postmortem: nothing is added."""

import re
from collections.abc import Iterator

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
MISSING = "[the postmortem says nothing of this yet]"
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“\"'(])")
_MARKUP = re.compile(r"(\*\*|__|`)")


def summary_for_engineering(postmortem: Postmortem, link: str = "") -> str:
    """A message for colleagues: title, what happened, what it meant, what made it possible, what comes next, the link.

    Each part holds sentences that stand in the postmortem, or says that there is none; what would call people
    (@channel, <!here>) does not any more.
    """
    head = ", ".join(one for one in (postmortem.severity, str(postmortem.date or "")) if one)
    title = _calm(_line(postmortem.title.text)) or "Postmortem"
    lines = [f"{title} ({head})" if head else title]
    for key, name in PARTS.items():
        said = list(_said(postmortem, key))
        lines += [f"{name}: {said[0]}"] if len(said) == 1 else [f"{name}:", *(f"- {one}" for one in said)]
        if not said:
            lines[-1] = f"{name}: {MISSING}"
    lines.append(f"Read more: {_calm(_line(link)) or '[where the postmortem stands]'}")
    return "\n".join(lines) + "\n"


def _said(postmortem: Postmortem, key: str) -> Iterator[str]:
    """What the postmortem says in a section, shortened."""
    most = MOST_POINTS[key]
    if key == "actions":
        for one in postmortem.actions[:most]:
            owner, due = one.item.owner.strip(), one.item.due
            told = ", ".join(part for part in (_line(owner), f"by {due}" if due else "") if part)
            text = _calm(_shortened(_line(one.text.text)))
            if text:
                yield f"{text} ({_calm(told)})" if told else text
        return
    points = [_line(without_comments(point.text)) for point in postmortem.points(key)]
    found = [point for point in points if point]
    if key == "summary":
        whole = _SENTENCE_END.split(" ".join(found))
        found = [" ".join(whole[:most])] if found else []
    for point in found[:most]:
        yield _calm(_shortened(point))


def _line(text: str) -> str:
    return " ".join(_MARKUP.sub("", text).split())


def _shortened(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    cut = text[:LONGEST]
    ends = [match.start() for match in _SENTENCE_END.finditer(cut)]
    return cut[: ends[-1]] if ends else f"{cut.rsplit(' ', 1)[0]} …"


def _calm(text: str) -> str:
    """The text, calling nobody: a sign that calls people or opens markup is followed by a blank."""
    return re.sub(r"([@<])(?=\S)", r"\1 ", text)
