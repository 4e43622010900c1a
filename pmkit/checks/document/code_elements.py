"""Code and quotations that stand in HTML elements or in a wiki's braces, made blank without moving a character."""

import re

ELEMENTS = "pre|code|samp|kbd|tt|var|script|style|textarea|blockquote|q"
LONGEST_TAG = 400
BLANK = "\N{NO-BREAK SPACE}"
"""Ordinary spaces at the beginning of a line would make code of what follows them."""
_OPENS = re.compile(
    rf"(?P<fence>(?m:^)[ \t>]*(?P<marks>`{{3,}}|~{{3,}}))|(?P<ticks>`+)|(?P<comment><!--)"
    rf"|<(?P<tag>{ELEMENTS})\b[^<>]{{0,{LONGEST_TAG}}}(?<!/)>"
    r"|(?m:^[ \t]*)\{(?P<brace>code|noformat|quote)\b[^}\n]{0,80}\}",
    re.IGNORECASE,
)
_BLANK_LINE = re.compile(r"\n[ \t]*\r?\n")
_VISIBLE = re.compile(r"[^\s]")


def without_code(text: str) -> str:
    """The text with what such elements hold made blank; what stands in fences and ticks is left to Markdown.

    An element that is not closed holds nothing. Linear in the text.
    """
    if "<" not in text and "{" not in text:
        return text
    parts: list[str] = []
    missing: set[str] = set()
    at = kept = 0
    while opens := _OPENS.search(text, at):
        end, is_code = _end(text, opens, missing)
        at = max(end, opens.end())
        if is_code and end:
            parts += [text[kept : opens.start()], _VISIBLE.sub(BLANK, text[opens.start() : end])]
            kept = end
    return "".join([*parts, text[kept:]]) if parts else text


def _end(text: str, opens: re.Match[str], missing: set[str]) -> tuple[int, bool]:
    """Where what opens there ends, 0 where it does not; and whether it is made blank here."""
    if opens["fence"]:
        closing = rf"(?m:^)[ \t>]*{opens['marks'][0]}{{{len(opens['marks'])},}}[ \t]*\r?$"
        return _found(text, closing, opens.end(), missing) or len(text), False
    if opens["ticks"]:
        return _ticks(text, opens, missing), False
    if opens["comment"]:
        return _found(text, "-->", opens.end(), missing), False
    if opens["tag"]:
        return _found(text, rf"</{opens['tag']}\s{{0,9}}>", opens.end(), missing), True
    return _found(text, rf"\{{{opens['brace']}\}}", opens.end(), missing), True


def _ticks(text: str, opens: re.Match[str], missing: set[str]) -> int:
    """The end of code in ticks, which ends with its paragraph at the latest."""
    end = _found(text, rf"(?<!`)`{{{len(opens['ticks'])}}}(?!`)", opens.end(), missing)
    return 0 if end and _BLANK_LINE.search(text, opens.end(), end) else end


def _found(text: str, closing: str, start: int, missing: set[str]) -> int:
    """The end of the next place that a pattern fits; `missing` remembers the patterns that fit none."""
    key = closing.casefold()
    if key in missing:
        return 0
    found = re.compile(closing, re.IGNORECASE | re.MULTILINE).search(text, start)
    if found is None:
        missing.add(key)
    return found.end() if found else 0
