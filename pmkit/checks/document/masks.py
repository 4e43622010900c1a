"""What in a block is not its author's prose, made blank without moving a character: code, quotations, logs."""

import re

LONGEST_QUOTE = 1_500
"""Characters between quotation marks beyond which the first mark is taken for a slip."""
_LINE_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_BLANK = re.compile(r"[^\n\r]")
# Each pattern begins with a character that the others do not share and runs over one class: linear.
_SIGNS = re.compile(r"[`<(\"“«„]|://|www\.|‘|(?<!\w)'(?=\w)")
_URL = re.compile(r"[^\s<>\"')\]]*")
_CLOSING = {'"': '"“”', "“": '”"', "«": "»", "„": '“”"', "‘": "’", "'": "'"}
_LOG_TIME = re.compile(
    r"[\[(]?(?:\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d(?::\d\d)?|\d\d:\d\d:\d\d|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d)\S*"
)
_LEVELS = ("ERROR", "WARN", "INFO", "DEBUG", "FATAL", "TRACE", "NOTICE", "CRIT", "PANIC", "level=", "msg=", "kernel:")
_LOG_STARTS = (
    "Traceback (",
    "$ ",
    "> ",
    '{"',
    "at java.",
    "goroutine ",
    "level=",
    "ERROR ",
    "WARN ",
    "FATAL ",
    "E0",
    "W0",
)
_WORD_BEFORE = re.compile(r"\w")


def mask(text: str) -> str:
    """The block with everything that is not its author's prose replaced by spaces; as long as before."""
    if not any(
        sign in text for sign in ("`", "<", '"', "“", "«", "„", "‘", "://", "](", "www.", "'")
    ) and not _may_be_log(text):
        return text
    hidden = [*_spans(text), *_log_lines(text)]
    return _hide(text, hidden) if hidden else text


def _hide(text: str, spans: list[tuple[int, int]]) -> str:
    parts, position = [], 0
    for start, end in sorted(spans):
        begin = max(start, position)
        if begin < end:
            # The marks of a quotation stay visible to the rules as one sign that something was said.
            blank = _BLANK.sub(" ", text[begin:end])
            if _LINE_BREAK.match(text, begin):
                blank = "." + blank[1:]  # what stands in another line is another sentence
            parts += [text[position:begin], blank]
            position = end
    return "".join([*parts, text[position:]])


def _spans(text: str) -> list[tuple[int, int]]:
    """Code, comments, tags, addresses, link targets and quotations, from left to right."""
    spans: list[tuple[int, int]] = []
    missing: set[str] = set()
    position = 0
    while match := _SIGNS.search(text, position):
        end = _end_of(text, match, missing)
        if end > match.start():
            spans.append((_url_start(text, match), end))
        position = max(end, match.end())
    return spans


def _url_start(text: str, match: re.Match[str]) -> int:
    start = match.start()
    if match[0] != "://":
        return start
    while start > 0 and match.start() - start < 12 and text[start - 1].isalpha():
        start -= 1
    return start


def _end_of(text: str, match: re.Match[str], missing: set[str]) -> int:
    """Where the thing that begins at `match` ends; 0 where nothing begins. `missing` remembers what is not closed."""
    sign, start = match[0], match.start()
    if sign in {"://", "www."}:
        found = _URL.match(text, match.end())
        return found.end() if found else match.end()
    if sign == "`":
        ticks = len(text[start : start + 20]) - len(text[start : start + 20].lstrip("`"))
        return _find(text, "`" * ticks, start + ticks, missing)
    if sign == "<":
        return _find(text, "-->" if text.startswith("<!--", start) else ">", start + 1, missing, tag=True)
    if sign == "(":
        return _find(text, ")", start + 1, missing) if text[start - 1 : start] == "]" else 0
    return _quotation(text, sign, start, missing) if sign in _CLOSING else 0


def _find(text: str, closing: str, start: int, missing: set[str], *, tag: bool = False) -> int:
    if closing in missing:
        return 0
    if tag and closing == ">" and not (text[start : start + 1].isalpha() or text[start : start + 1] in {"/", "!"}):
        return 0
    found = text.find(closing, start)
    if found < 0:
        missing.add(closing)
    return found + len(closing) if found >= 0 else 0


def _quotation(text: str, sign: str, start: int, missing: set[str]) -> int:
    """The end of a quotation; 0 where the sign is an apostrophe, an inch or a slip."""
    if sign in missing or (sign == "‘" and start and _WORD_BEFORE.match(text[start - 1])):
        return 0
    limit = min(len(text), start + LONGEST_QUOTE)
    ends = [found for mark in _CLOSING[sign] if (found := text.find(mark, start + 1, limit)) >= 0]
    if not ends and limit == len(text):
        missing.add(sign)
    end = min(ends) + 1 if ends else 0
    if sign in {"'", "‘"} and _WORD_BEFORE.match(text[end : end + 1]):
        return 0  # an apostrophe within a word
    return end


def _may_be_log(text: str) -> bool:
    return any(level in text for level in _LEVELS) or any(start in text for start in _LOG_STARTS)


def _log_lines(text: str) -> list[tuple[int, int]]:
    if not _may_be_log(text):
        return []
    spans, position = [], 0
    for line in text.splitlines(keepends=True):
        if _is_log(line.lstrip(" \t-*+")):
            spans.append((position, position + len(line)))
        position += len(line)
    return spans


def _is_log(line: str) -> bool:
    if line.startswith(_LOG_STARTS) and (line[:2] not in {"E0", "W0"} or line[2:5].isdigit()):
        return True
    stamped = _LOG_TIME.match(line)
    return bool(stamped) and any(level in line[:120] for level in _LEVELS)
