"""Small changes of a postmortem's text, each as one edit that an editor can make where the cursor is not."""

from bisect import bisect_left
from typing import NamedTuple

from pmkit.models.postmortem.headings import SECTIONS, SectionKey, title_of
from pmkit.models.postmortem.postmortem import FIELDS, Postmortem
from pmkit.models.postmortem.sections import BOLD_LEVEL

HEAD = (("date", ""), ("authors", ""), ("status", "Draft"), ("severity", ""))
"""The fields of a head that is begun, in the template's order."""


class Edit(NamedTuple):
    """Characters `start` to `end` of a text become `words`; `at` is where one goes on writing in the new text."""

    start: int
    end: int
    words: str
    at: int

    def of(self, text: str) -> str:
        """The text after the edit."""
        return text[: self.start] + self.words + text[self.end :]


def with_status(answer: Postmortem, status: str) -> Edit:
    """The edit that writes a status into the head, where there may be none."""
    edit = between(answer.text, answer.with_field("status", status).text)
    return edit._replace(at=edit.start + len(edit.words))


def with_section(answer: Postmortem, key: SectionKey) -> Edit:
    r"""The edit that puts in the heading of a section, in the template's order; for one that is there, none.

    >>> with_section(Postmortem(text="## Impact\n\n40 users.\n"), "timeline").words
    '\n## Timeline\n\n\n\n'
    """
    if answer.called(key):
        return Edit(len(answer.text), len(answer.text), "", len(answer.text))
    place = _place_of(answer, key)
    before = "" if not answer.text[:place].strip() else "\n" * (2 - _line_ends_at_end(answer.text[:place]))
    heading = f"{before}{'#' * _level(answer)} {title_of(key)}\n\n"
    # A line to write on, and the blank one that parts it from what follows.
    return Edit(place, place, f"{heading}\n\n", place + len(heading))


def with_all(answer: Postmortem) -> Edit:
    """The edit that puts in all that the template has and the text has not: head, fields and headings."""
    whole = answer
    if not answer.cut.title and not answer.cut.front:
        whole = Postmortem(text=f"# Postmortem: \n\n{answer.text}")
    for name, value in reversed(HEAD):
        whole = whole if name in whole.fields else whole.with_field(name, value)
    text = _with_headings(whole)
    edit = between(answer.text, text)
    return edit._replace(at=text.find("\n") if text.startswith("# ") else edit.start)


def _with_headings(answer: Postmortem) -> str:
    """The text with the headings of all sections that it lacks; those of one place in the template's order."""
    edits = [with_section(answer, key) for key in SECTIONS if not answer.called(key)]
    text = answer.text
    for place in sorted({one.start for one in edits}, reverse=True):
        first, *others = [one.words for one in edits if one.start == place]
        text = text[:place] + first + "".join(words.lstrip("\n") for words in others) + text[place:]
    return text


def missing_fields(answer: Postmortem) -> list[str]:
    """What the head lacks, in the template's order."""
    blank = [name for name in FIELDS if not (name in answer.fields and answer.fields[name].text)]
    return [*([] if answer.title.text.strip() else ["title"]), *blank]


def between(old: str, new: str) -> Edit:
    """The one edit that makes `new` of `old`.

    >>> between("Status: Draft", "Status: Final")
    Edit(start=8, end=13, words='Final', at=8)
    """
    shared = min(len(old), len(new))
    head = bisect_left(range(1, shared + 1), True, key=lambda length: old[:length] != new[:length])
    rest = shared - head
    tail = bisect_left(range(1, rest + 1), True, key=lambda length: old[-length:] != new[-length:])
    return Edit(head, len(old) - tail, new[head : len(new) - tail], head)


def _place_of(answer: Postmortem, key: SectionKey) -> int:
    """Behind the nearest section that the template has before it, else before the first that it has behind it."""
    for earlier in reversed(SECTIONS[: SECTIONS.index(key)]):
        if found := answer.called(earlier):
            return _end_of(answer, answer.sections.index(found[-1]))
    for later in SECTIONS[SECTIONS.index(key) + 1 :]:
        if found := answer.called(later):
            return _line_start(answer.text, found[0].start - 1, found[0].first_line - found[0].line)
    return len(answer.text)


def _end_of(answer: Postmortem, index: int) -> int:
    """Where a section ends with those that stand below it."""
    level = answer.sections[index].level
    following = (one for one in answer.sections[index + 1 :] if one.level <= level)
    after = next(following, None)
    if after is None:
        return len(answer.text)
    return _line_start(answer.text, after.start - 1, after.first_line - after.line)


def _line_start(text: str, place: int, lines: int) -> int:
    """Where the line begins that lies `lines` line ends before what begins behind `place`."""
    for _ in range(lines):
        place = max(text.rfind("\n", 0, place), text.rfind("\r", 0, place))
    return place + 1


def _line_ends_at_end(text: str) -> int:
    bare = text.rstrip(" \t")
    return min(2, len(bare) - len(bare.rstrip("\n")))


def _level(answer: Postmortem) -> int:
    """The level of the headings that there are."""
    levels = [one.level for one in answer.sections if one.key and one.level < BOLD_LEVEL]
    return levels[0] if levels else 2
