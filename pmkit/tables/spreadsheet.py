"""Cells that a spreadsheet opens as text: the one guard against formulas, for every table that we write."""

import unicodedata

FORMULA = frozenset("=+-@\t\r\n'\uff1d\uff0b\uff0d\uff20")
"""Characters that make a spreadsheet run a cell, full-width ones too, and the one that says that it must not."""
SAFE = "'"
UNSEEN = frozenset({"Cf", "Cc", "Zs", "Zl", "Zp"})
"""Kinds of characters that a spreadsheet trims before it looks: spaces, controls, what has no width."""


def inert(cell: str) -> str:
    """The cell's text, an apostrophe before it where a spreadsheet could take it for a formula.

    >>> inert("=cmd()"), inert("  =cmd()"), inert("a = b")
    ("'=cmd()", "'  =cmd()", 'a = b')
    """
    return SAFE + cell if could_run(cell) else cell


def as_written(cell: str) -> str:
    """What `inert` was given; for a cell that was never guarded the cell itself."""
    return cell[1:] if cell.startswith(SAFE) and could_run(cell[1:]) else cell


def could_run(cell: str) -> bool:
    """Whether a spreadsheet might take a cell for a formula."""
    if cell[:1] in FORMULA:
        return True
    seen = next((sign for sign in cell if unicodedata.category(sign) not in UNSEEN), "")
    return seen in FORMULA
