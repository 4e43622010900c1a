"""A postmortem shown as it will be read: its Markdown as HTML, with nothing of it run, and as text for a terminal."""

from functools import cache
from html import escape

from markdown_it import MarkdownIt

from pmkit.models.postmortem.headings import SECTIONS, title_of
from pmkit.models.postmortem.postmortem import Postmortem
from pmkit.models.postmortem.sections import without_comments
from pmkit.render.scene.palette import Theme
from pmkit.render.scene.wrapping import clean

DEEPEST = 40
MOST_PIPES = 50_000
"""Above this tables are not laid out: the parser's time for them grows faster than the text."""


def outline(answer: Postmortem) -> str:
    """As text for a terminal: the head, then each section of the template with how much is there."""
    lines = [clean(answer.title.text) or "Postmortem without a title"]
    lines += [f"{name.capitalize()}: {clean(value.text)}" for name, value in answer.fields.items()]
    for key in SECTIONS:
        words = sum(len(one.text.split()) for one in answer.called(key))
        lines.append(
            f"  {title_of(key)}: {_amount(words)}"
            if not answer.lacks(key)
            else f"  {title_of(key)}: still to be written"
        )
    return "\n".join(lines) + "\n"


def _amount(words: int) -> str:
    return "1 word" if words == 1 else f"{words} words"


def html(answer: Postmortem, *, width: int = 800, theme: Theme = "auto") -> str:  # noqa: ARG001  # as every drawer is called
    """As HTML: HTML in the text is shown as text, links lead nowhere but to web addresses and places in the page."""
    return f'<article class="pmkit-postmortem" dir="auto" style="max-width:{width}px">{html_of(answer)}</article>'


def html_of(answer: Postmortem) -> str:
    """The text as HTML without its metadata; the fields of the head stand in lines of their own."""
    begin, end = answer.cut.opening_start, answer.cut.opening_start + len(answer.cut.opening)
    title = answer.text[len(answer.cut.front) : begin]
    return markdown(title) + markdown(answer.cut.opening, breaks=True) + markdown(answer.text[end:])


def markdown(text: str, *, breaks: bool = False) -> str:
    """A Markdown text as HTML without any HTML of its own; comments are left out. Any text is shown.

    With `breaks` a line stays a line.
    """
    plain = without_comments(text)
    if plain.count("|") > MOST_PIPES:
        return f"<pre>{escape(plain)}</pre>"
    rendered: str = _parser(breaks=breaks).render(plain)
    return rendered


@cache
def _parser(*, breaks: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": breaks, "maxNesting": DEEPEST}).enable(
        ["table", "strikethrough"]
    )
    parser.disable("image")
    return parser
