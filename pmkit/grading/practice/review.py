"""Feedback on the practice "say it again": for each statement what is there, and a question for what is not."""

from html import escape
from pathlib import Path

from pmkit.checks.catalogue import examine
from pmkit.grading.practice.exercise import Shown
from pmkit.grading.rewrites.measures import Said, said
from pmkit.models.answer import AnswerError
from pmkit.models.rewrites import Rewrites
from pmkit.models.statement import Statement

WHO = "Who or what did it?"
DONE = "done"


def review_rewrites(path: str | Path, statements: list[Statement]) -> Shown:
    """Review the rewrites in an answer file; a file that is not there, or damaged, is told in words."""
    try:
        answer = Rewrites.load(path)
    except FileNotFoundError:
        return _told("Nothing is written yet: say the first statement again in the fields above.")
    except AnswerError as error:
        return _told(str(error))
    rows = [(f"{one.number}", *verdict(one)) for one in said(answer, statements, examine(answer, "rewrites"))]
    done = sum(row[1] == DONE for row in rows)
    head = f"{done} of {len(rows)} keep the facts, drop the judgement and say who acted."
    text = "\n".join([head, *(f"{number:>3}. {word}: {question}" for number, word, question in rows)])
    cells = "".join(
        f"<tr><td>{number}</td><td><b>{escape(word)}</b></td><td>{escape(question)}</td></tr>"
        for number, word, question in rows
    )
    return Shown(text, f"<p>{head}</p><table style='table-layout:auto'><tbody>{cells}</tbody></table>")


def verdict(one: Said) -> tuple[str, str]:
    """One word for a rewrite, and the question that leads on."""
    if one.text.blank:
        return "to do", "How would you say it to a colleague who was not there?"
    if not one.rewritten:
        return "close to the given sentence", "Which words judge? Say the sentence without them."
    if lost := [f"“{fact}”" for fact in one.lost_facts] + one.lost_figures:
        return (
            "facts to look for",
            f"Not found in the rewrite: {', '.join(lost)}. Where does it stand, or what would say it?",
        )
    if one.findings:
        return "words to change", f"{one.findings[0].says} {one.findings[0].instead}"
    if not one.names_actor:
        return "who acted?", f"{WHO} Name the role, the person with a neutral act, or the system."
    return DONE, "The facts and figures are kept, and no word judges."


def _told(words: str) -> Shown:
    return Shown(words, f"<p>{escape(words)}</p>")
