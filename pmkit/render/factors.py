"""Contributing factors shown: a matrix of the five categories and the three ways to contribute, or a list."""

from html import escape

from pmkit.models.factor import CONTRIBUTIONS, QUESTIONS, Category, ContributingFactor, Contribution, Factors
from pmkit.render.scene.palette import Theme
from pmkit.render.scene.wrapping import clean

TO_SAY = "still to be said"
NOT_SORTED = "Not sorted yet"
NONE_SEEN = "none seen"
CATEGORY_WIDTH, WAY_WIDTH = 144, 132
"""Pixels in which no common word need be broken; with less room the ways stand below each other."""
CELL = "border:1px solid #8888;padding:6px 8px;text-align:left;vertical-align:top;overflow-wrap:anywhere"


def outline(answer: Factors) -> str:
    """As text for a terminal: each category with its factors, or its questions where none was seen."""
    lines = [f"Problem: {clean(answer.problem) or f'? ({TO_SAY})'}"]
    for category in _rows(answer):
        lines.append(category or NOT_SORTED)
        found = [index for index, factor in enumerate(answer.factors) if factor.category == category]
        for index in found:
            lines += _lines(index + 1, answer.factors[index])
        if not found and category:
            lines.append(f"  {NONE_SEEN} · {' '.join(QUESTIONS[category])}")
    return "\n".join(lines) + "\n"


def html(answer: Factors, *, width: int = 800, theme: Theme = "auto") -> str:  # noqa: ARG001  # as every drawer is called
    """As an HTML table: escaped, with the colours of the page around it; narrow, with the ways below each other."""
    columns = _columns(answer)
    is_wide = width >= CATEGORY_WIDTH + WAY_WIDTH * len(columns)
    names = [_way(way) for way in columns] if is_wide else ["How they contributed"]
    heads = "".join(f'<th scope="col" style="{CELL}">{escape(name)}</th>' for name in names)
    rows = "".join(
        f'<tr><th scope="row" style="{CELL}">{escape(category or NOT_SORTED)}</th>'
        + ("".join(_cell(answer, category, way) for way in columns) if is_wide else _listed(answer, category, columns))
        + "</tr>"
        for category in _rows(answer)
    )
    style = f"max-width:{width}px;width:100%;table-layout:fixed;border-collapse:collapse;font-size:13px"
    caption = escape(clean(answer.problem) or "Contributing factors")
    head = f"<thead><tr><th style='{CELL};width:{CATEGORY_WIDTH}px'>Category</th>{heads}</tr></thead>"
    return (
        f'<table class="pmkit-factors" style="{style}"><caption dir="auto" style="text-align:left;font-weight:600">'
        f"{caption}</caption>{head}<tbody>{rows}</tbody></table>"
    )


def _rows(answer: Factors) -> list[Category | None]:
    return [*QUESTIONS, *([None] if any(factor.category is None for factor in answer.factors) else [])]


def _columns(answer: Factors) -> list[Contribution | None]:
    return [*CONTRIBUTIONS, *([None] if any(factor.contributed_as is None for factor in answer.factors) else [])]


def _way(way: Contribution | None) -> str:
    return CONTRIBUTIONS[way] if way else NOT_SORTED


def _cell(answer: Factors, category: Category | None, way: Contribution | None) -> str:
    items = "".join(_item(index + 1, answer.factors[index]) for index in answer.of(category, way))
    return f'<td style="{CELL}">{items or "&#160;"}</td>'


def _listed(answer: Factors, category: Category | None, ways: list[Contribution | None]) -> str:
    """One cell of all ways in which factors of a category contributed."""
    items = "".join(
        f'<div style="font-weight:600">{escape(_way(way).partition(":")[0])}</div>'
        + _item(index + 1, answer.factors[index])
        for way in ways
        for index in answer.of(category, way)
    )
    return f'<td style="{CELL}">{items or "&#160;"}</td>'


def _item(number: int, factor: ContributingFactor) -> str:
    said = [clean(factor.how or ""), f"Evidence: {clean(factor.evidence or '') or '?'}"]
    details = "".join(f'<br><span dir="auto" style="opacity:.8">{escape(one)}</span>' for one in said if one)
    statement = escape(clean(factor.statement) or TO_SAY)
    return f'<div dir="auto" style="margin-bottom:6px">{number}. {statement}{details}</div>'


def _lines(number: int, factor: ContributingFactor) -> list[str]:
    way = factor.contributed_as.replace("-", " ") if factor.contributed_as else "?"
    return [
        f"  {number}. {clean(factor.statement) or f'? ({TO_SAY})'} ({way})",
        f"     How: {clean(factor.how or '') or '?'} · Evidence: {clean(factor.evidence or '') or '?'}",
    ]
