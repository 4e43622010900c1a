"""Feedback on the practice "say it again": for each statement what is there, and a question for what is not."""

from html import escape
from pathlib import Path

from pmkit.checks.catalogue import examine
from pmkit.grading.practice.exercise import Shown
from pmkit.grading.rewrites.reader import Written
from pmkit.grading.rewrites.reading import UNREAD, Said
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
    read = Written(answer, statements).judged_by(examine(answer, "rewrites"))
    rows = [(f"{one.number}", *verdict(one)) for one in read]
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
    if one.standing in {"unchanged", "sample"}:
        return "close to the given sentence", "Which words judge? Say the sentence without them."
    if one.question and one.question != UNREAD:
        return "words to change", f"{one.question[0].upper()}{one.question[1:]}"
    if lost := [f"“{fact.fact.says}”" for fact in one.lost_facts] + one.lost_figures:
        return (
            "facts to look for",
            f"Not found in the rewrite: {', '.join(lost)}. Where does it stand, or what would say it?",
        )
    if one.found:
        return "words to change", f"{one.found[0].says} {one.found[0].instead}"
    if one.judged:
        return "words to change", f"“{one.judged[0].words}” still judges. What was seen or done, in words without it?"
    if not one.names_actor:
        return "who acted?", f"{WHO} Name the role, the person with a neutral act, or the system."
    return DONE, "The facts and figures are kept, and no word judges."


def _told(words: str) -> Shown:
    return Shown(words, f"<p>{escape(words)}</p>")
