"""A 5 Whys analysis in plain text, and the words that its picture shares with it."""

from pmkit.models.action_item import ActionItem
from pmkit.models.five_whys import LINES, FiveWhys, Why
from pmkit.models.words.shortened import shortened
from pmkit.render.scene.wrapping import clean

DEEPEST_INDENT = 16
LONGEST_GIST = 200
"""Characters of the problem and of the root cause that a screen reader reads out."""

PUT_ASIDE = "Put aside"
TO_SAY_WHY = "the reason is still to be said"
TO_ASK = "still to be asked"
TO_FIND = "still to be found"
TO_DECIDE = "still to be decided"
TO_DESCRIBE = "still to be described"


def outline(five_whys: FiveWhys) -> str:
    """The whole analysis as plain text, each why indented under what it explains."""
    lines = [f"Problem: {_or_gap(five_whys.problem, TO_DESCRIBE)}"]
    parents = parents_of(five_whys)
    depths: list[int] = []
    for index, why in enumerate(five_whys.whys):
        parent = parents[index]
        depths.append(1 if parent < 0 else depths[parent] + 1)
        indent = "  " * min(depths[index], DEEPEST_INDENT)
        lines.append(f"{indent}{why_heading(index, parents, why)}: {_or_gap(why.answer, TO_ASK)}")
        lines += [f"{indent}  Evidence: {evidence}" for evidence in [clean(why.evidence or "")] if evidence]
        lines += [] if why.set_aside is None else [f"{indent}  {PUT_ASIDE}: {reason_of(why)}"]
    if not five_whys.whys:
        lines.append(f"  Why 1: {_or_gap('', TO_ASK)}")
    lines.append(f"Root cause: {_or_gap(five_whys.root_cause, TO_FIND)}")
    for number, action in enumerate(five_whys.actions or [ActionItem(text="")], start=1):
        lines += [f"Action {number}: {_or_gap(action.text, TO_DECIDE)}", f"  {responsibility(action)}"]
    return "\n".join(lines) + "\n"


def gist(five_whys: FiveWhys) -> str:
    """The analysis in three short sentences, for a screen reader."""
    standing = five_whys.standing()
    blank = sum(not clean(five_whys.whys[index].answer) for index in standing)
    asked = f"{len(five_whys.whys)} {'why' if len(five_whys.whys) == 1 else 'whys'}"
    left = f", {blank} {TO_ASK}" if blank else ""
    aside = len(five_whys.whys) - len(standing)
    left += f", {aside} put aside" if aside else ""
    problem, root = _short(five_whys.problem, TO_DESCRIBE), _short(five_whys.root_cause, TO_FIND)
    count = len(five_whys.actions)
    actions = f"{count} {'action' if count == 1 else 'actions'}"
    return f"5 Whys. Problem: {problem}. {asked}{left}. Root cause: {root}. {actions}."


def _short(text: str, gap: str) -> str:
    return shortened(_or_gap(text[:1000], gap).rstrip("."), LONGEST_GIST)


def _or_gap(text: str, gap: str) -> str:
    return clean(text) or f"? ({gap})"


def parents_of(five_whys: FiveWhys) -> list[int]:
    """The index of the why that each explains, -1 for the problem.

    A list that was edited in place is not validated: a parent that does not come first counts as the problem.
    """
    parents = (five_whys.parent_of(index) for index in range(len(five_whys.whys)))
    return [parent if parent is not None and 0 <= parent < index else -1 for index, parent in enumerate(parents)]


def why_heading(index: int, parents: list[int], why: Why) -> str:
    """The why's number, the chain it opens, what it explains where that does not stand before it, its form."""
    parent = parents[index]
    branches = "" if parent == index - 1 else f" · explains {f'why {parent + 1}' if parent >= 0 else 'the problem'}"
    opens = f" · {LINES[why.line]}" if why.line else branches
    return f"Why {index + 1}{opens}{f' · asked as {why.asked}' if why.asked in ('how', 'what') else ''}"


def reason_of(why: Why) -> str:
    """The reason for which a why was put aside, or that it is still to be said."""
    return clean(why.set_aside or "") or f"? ({TO_SAY_WHY})"


def responsibility(action: ActionItem) -> str:
    """Who does it, by when, how urgently; a question mark for what nobody has said yet."""
    due = action.due.isoformat() if action.due else "?"
    status = f" · {action.status}" if action.status else ""
    return f"Owner: {clean(action.owner) or '?'} · Due: {due} · Priority: {action.priority or '?'}{status}"
