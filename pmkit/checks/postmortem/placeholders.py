"""What is left of a template in a postmortem, and notes to oneself: a bracket to fill, a section that is a TODO."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from pmkit.checks.check import Match
from pmkit.checks.postmortem.reading import PostmortemReading
from pmkit.checks.postmortem.structure import EXPECTED, REQUIRED
from pmkit.checks.text.lexicon import lexicon
from pmkit.models.markdown_tables import tables_of
from pmkit.models.postmortem.headings import column_of, section_of
from pmkit.models.postmortem.sections import BOLD_LEVEL, Section
from pmkit.models.postmortem.values import Value

Span = tuple[int, int]
FILLED = (*REQUIRED, *EXPECTED)
"""Sections that one point may fill without saying anything."""
FEW = 5
"""Words of a line that is a note as a whole, at most: "TODO ask Mina for rows"."""
NEAR = 80
"""Signs around a note that are looked at."""
_BRACKET = re.compile(
    r"\[[A-Z][^\[\]\n|]{1,60}\](?![(\[:])|\[[^\[\]\n|]{0,20}\b(?:1/2/3|Title|Name)\b[^\[\]\n|]{0,20}\](?!\()"
)
_ANGLED = re.compile(
    r"<(?:insert|your|add|fill|enter|name|date|time|title|describe|link)\b[^<>\n]{0,60}>|\{\{?[ \w]{2,40}\}\}?",
    re.IGNORECASE,
)
_FORM = re.compile(
    r"(?<![\w-])(?:YYYY-MM-DD|(?:HH|hh):(?:MM|mm)(?::(?:SS|ss))?|\d{1,2}:\?\?|\?\?:\?\?|--:--"
    r"|X hours?|Y minutes|N users|N ?%|\$X|X ?%|SEV-\[|P\[1)"
)
_MARK = re.compile(r"[ \t]*(?:[-*+•–]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_AROUND = " \t\r\n*_-.:|()[]`"


def placeholder(reading: PostmortemReading) -> Iterator[Match]:
    """Text of the template, and notes to oneself, outside of code; what is left in many places is told once."""
    found: dict[str, list[Span]] = {}
    for start, end in _apart(sorted(set(_all_placeholders(reading)), key=lambda one: (one[0], -one[1]))):
        found.setdefault(reading.text[start:end].strip(_AROUND).casefold() or reading.text[start:end], []).append(
            (start, end)
        )
    for places in found.values():
        more = f" (in {len(places)} places)" if len(places) > 1 else ""
        yield reading.at(*places[0], more)


def _apart(spans: list[Span]) -> Iterator[Span]:
    """Stretches of which none lies over another: what is found in two ways is one place."""
    reached = -1
    for start, end in spans:
        if start >= reached:
            yield start, end
            reached = end


def _all_placeholders(reading: PostmortemReading) -> Iterator[Span]:
    spared = _spared(reading)
    for block in reading.document.blocks:
        text = reading.text[block.start : block.end]
        yield from ((block.start + start, block.start + end) for start, end in _template(text))
        for start, end in _notes(text):
            if not (section_of(text[start:end]) and spared.hold(block.start + start)):
                yield block.start + start, block.start + end
    yield from ((value.start, value.end) for value in _bare(reading))


def _is_bold(section: Section) -> bool:
    """Whether what is read as a heading is a bold line with nothing below it: a note, and no list."""
    return section.level == BOLD_LEVEL and section.is_empty


class _Spans:
    """Stretches of a text, some within others, asked for the place that one of them holds."""

    def __init__(self, spans: list[Span]) -> None:
        self._begins: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._begins.append(start)
                self._ends.append(end)

    def hold(self, place: int) -> bool:
        """Whether a place lies in one of them."""
        index = bisect_right(self._begins, place) - 1
        return index >= 0 and place < self._ends[index]


def _spared(reading: PostmortemReading) -> _Spans:
    """Where a word that heads a list of actions, such as TODO, heads one, opens one of them, or is its state."""
    answer, text = reading.answer, reading.text
    spans = [(reading.document.lines[one.line - 1], one.start) for one in answer.sections if not _is_bold(one)]
    spans += [(one.start, one.start + len(one.text)) for one in answer.called("actions")]
    for rows in tables_of(text) if "|" in text else ():
        columns = [column_of(cell.text) for cell in rows[0]]
        spans += [
            (cell.start, cell.end)
            for row in rows[1:]
            for column, cell in zip(columns, row, strict=False)
            if column == "status"
        ]
    return _Spans(spans)


def _template(text: str) -> Iterator[Span]:
    for pattern in (_BRACKET, _ANGLED, _FORM):
        for match in pattern.finditer(text):
            if text[match.start() - 1 : match.start()] != "`":
                yield match.span()


def _notes(text: str) -> Iterator[Span]:
    for match in _note().finditer(text):
        if _is_note(text, match):
            yield match.span()


@cache
def _note() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, lexicon.postmortem.notes), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)


def _is_note(text: str, match: re.Match[str]) -> bool:
    """Abbreviations are notes in capitals, or alone; words are notes at a beginning, not within a sentence."""
    word = match[0]
    mark = _MARK.match(text)
    begin = max(mark.end() if mark else 0, match.start() - NEAR)
    before, behind = text[begin : match.start()], text[match.end() : match.end() + NEAR]
    if not f"{before}{behind}".strip(_AROUND):
        return True
    opens = not before.strip(" \t\r\n*_-|") or before.rstrip(" \t*_").endswith((":", "(", "["))
    if section_of(word):
        return opens and not text[:NEAR].lstrip().startswith("#") and _closes(behind, word)
    return opens if " " in word else word.isupper() or word.lower() in {"lorem", "ipsum", "fixme"}


def _closes(rest: str, word: str) -> bool:
    """Whether TODO stands by itself or before what is to be done, and is no thing that a sentence tells of."""
    after = rest.lstrip(" \t*_")[:1]
    return after in {"", "\n", "\r", ":", ")", "]", "|", "–", "—"} or (
        word.isupper() and len(rest.split()) < FEW and after.islower() and not rest.rstrip().endswith(".")
    )


def _bare(reading: PostmortemReading) -> Iterator[Value]:
    """Fields and whole sections that are filled with what says nothing: a bare N/A."""
    answer = reading.answer
    values = [*answer.fields.values(), *answer.impact.values()]
    for key in FILLED:
        points = answer.points(key)
        values += points if len(points) == 1 else []
    for action in answer.actions:
        values += [action.text, *(value for name, value in action.values.items() if name in {"owner", "due"})]
    for value in values:
        if (
            value.text
            and value.text.strip(" .*_`()[]").casefold() in lexicon.postmortem.nothing | lexicon.postmortem.notes
        ):
            yield value
