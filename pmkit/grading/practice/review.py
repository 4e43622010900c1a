"""Feedback on the practice "say it again": for each statement what is there, and a question for what is not."""

from html import escape
from pathlib import Path

from pmkit.checks.catalogue import examine
from pmkit.checks.text.text import read
from pmkit.grading.practice.exercise import Shown
from pmkit.grading.rewrites.reader import Written
from pmkit.grading.rewrites.reading import UNREAD, Said
from pmkit.models.answer import AnswerError
from pmkit.models.rewrites import Rewrites
from pmkit.models.story.statement import Statement

COMPLETE = "complete"
WHO = "Who or what did it?"
WITHOUT = "Which words judge? Say the sentence without them."


def review_rewrites(path: str | Path, statements: list[Statement]) -> Shown:
    """Review the rewrites in an answer file; a file that is not there, or damaged, is told in words."""
    try:
        answer = Rewrites.load(path)
    except FileNotFoundError:
        return _told("Nothing is written yet: say the first statement again in the fields above.")
    except AnswerError as error:
        return _told(str(error))
    written = Written(answer, statements).judged_by(examine(answer, "rewrites"))
    rows = [(f"{one.number}", *verdict(one)) for one in written]
    done = sum(row[1] == COMPLETE for row in rows)
    head = f"{done} of {len(rows)} keep the facts, drop the judgement and name whom or what they tell of."
    text = "\n".join([head, *(f"{number:>3}. {word}: {question}" for number, word, question in rows)])
    cells = "".join(
        f"<tr><td>{number}</td>{_left(f'<b>{escape(word)}</b>')}{_left(escape(question))}</tr>"
        for number, word, question in rows
    )
    return Shown(text, f"<p>{head}</p><table style='table-layout:auto'><tbody>{cells}</tbody></table>")


def _left(html: str) -> str:
    """A cell of words: notebooks set tables to the right."""
    return f"<td style='text-align:left'>{html}</td>"


def verdict(one: Said) -> tuple[str, str]:
    """A few words on how a rewrite stands (COMPLETE where nothing is left to do), and the question that leads on."""
    if one.text.blank:
        return "to do", "How would you say it to a colleague who was not there?"
    if one.standing == "unchanged":
        same = one.text.stems == read(one.statement.text).stems
        return "unchanged" if same else "the given sentence stands in it", WITHOUT
    if one.standing == "sample":
        return "the words of the sample", "How would you say it in your own words?"
    if one.question and one.question != UNREAD:
        return "a question", f"{one.question[0].upper()}{one.question[1:]}"
    if lost := [f"“{fact.fact.says}”" for fact in one.lost_facts] + one.lost_figures:
        return "a fact is missing", f"Not found: {', '.join(lost)}. Where does it stand, or what would say it?"
    if one.found:
        return "words to weigh", f"{one.found[0].says} {one.found[0].instead}"
    if one.judged:
        return "words to weigh", f"“{one.judged[0].words}” still judges. What was seen or done, in words without it?"
    if not one.names_actor:
        return "nobody is named", f"{WHO} Name the role, the person with a neutral act, or the system."
    return COMPLETE, "The facts are kept, nothing judges, and it names whom or what it tells of."


def _told(words: str) -> Shown:
    return Shown(words, f"<p>{escape(words)}</p>")
