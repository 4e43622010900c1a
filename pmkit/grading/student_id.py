"""What an id of a trainee may hold: it becomes a folder's name, a cell of a table and a word on pages."""

import unicodedata

LONGEST = 100
NOT_IN_IDS = frozenset('<>&"`[](){}*?!|;\\/+$%#^~')
"""Signs of markup, patterns, paths and commands; `+` parts the words of a folder in nbgrader's exchange."""
FORMULA = frozenset("=-@'")
"""What makes a spreadsheet run a cell that begins with it."""


def problem_of(student: str) -> str:
    """Why a text can be no trainee's id, as the end of a sentence; empty where it can.

    >>> problem_of("o'neil.ada@example.org"), problem_of(" =cmd()")
    ('', "holds '('")
    """
    if not student.strip():
        return "is empty"
    if len(student) > LONGEST:
        return f"has {len(student):,} signs, at most {LONGEST} are taken"
    odd = [sign for sign in student if sign in NOT_IN_IDS or (unicodedata.category(sign)[0] in "CZ" and sign != " ")]
    if odd:
        return f"holds {odd[0]!a}"
    if student != student.strip():
        return "begins or ends with a blank"
    return f"begins with {student[0]!r}" if student[0] in FORMULA or student[0] == "." else ""
