"""How named traps stand to the key, and how far each rewrite has come: for the practice, never for a grade."""

from dataclasses import dataclass

from pmkit.checks.catalogue import examine
from pmkit.grading.practice.review import COMPLETE, verdict
from pmkit.grading.rewrites.reader import Written
from pmkit.models.practice.traps import TITLES, Trap, Traps
from pmkit.models.rewrites import Rewrite, Rewrites
from pmkit.models.story.statement import Statement

PREFIX = "trap/"
ASKS: dict[Trap, str] = {
    "stopping-early": "What made it possible, and what let it have this effect?",
    "counterfactual": "What happened, and what made it the sensible thing to do at the time?",
    "hindsight": "What could people see at that time, and what did it look like to them?",
    "single-cause": "What else had to be there for this to have an effect?",
    "none": "It says what happened, or what is missing in the system. Nothing needs to be said again.",
}
ARGUE = "Argue it in the room: the key is one reading."


@dataclass(frozen=True, slots=True)
class Review:
    """What is said of one statement: whether the trap agrees with the key (None: not named yet), and of the rewrite."""

    agrees: bool | None
    says: str
    rewrite: str
    question: str
    sample: str


def key_of(statement: Statement) -> tuple[Trap, str]:
    """The trap that the authors see, and the words that show it. Raises LookupError for one that is no trap."""
    if not statement.marks:
        return "none", ""
    mark = statement.marks[0]
    found = next((trap for trap in TITLES if mark.check == PREFIX + trap), None)
    if found is None:
        raise LookupError(f"statement {statement.id!r}: {mark.check} is no trap; write one of: {', '.join(TITLES)}")
    return found, mark.quote


def review(answer: Traps, statements: list[Statement]) -> list[Review]:
    """A review of every statement, in their order."""
    numbered = [(answer.of(number), one) for number, one in enumerate(statements, start=1)]
    rewrites = Rewrites(rewrites=[Rewrite(original=one.text, text=mine.rewrite) for mine, one in numbered])
    told = Written(rewrites, statements).judged_by(examine(rewrites, "rewrites"))
    return [
        _review(mine.trap, one, verdict(told[index]) if mine.rewrite.strip() else None)
        for index, (mine, one) in enumerate(numbered)
    ]


def _review(trap: Trap, statement: Statement, rewritten: tuple[str, str] | None) -> Review:
    key, quote = key_of(statement)
    agrees = None if not trap else trap == key
    shows = f" in “{quote}”" if quote else ""
    says = {
        None: "",
        True: f"{TITLES[key]}{shows}. {ASKS[key]}",
        False: f"The key has {TITLES[key].lower()}{shows}. {ARGUE} {ASKS[key]}",
    }[agrees]
    word, question = rewritten or ("", "")
    nothing_to_say = bool(trap) and key == "none"
    sample = statement.sample if key == "none" else f"One way to say it: {statement.sample}"
    shown = bool(statement.sample) and (word == COMPLETE or nothing_to_say)
    return Review(agrees, says, word, question, sample if shown else "")


def summary(reviews: list[Review]) -> str:
    """How many traps agree with the key, which do not, and how many rewrites are done."""
    named = [one.agrees for one in reviews if one.agrees is not None]
    if not named:
        return "Nothing is named yet."
    differing = [str(number) for number, one in enumerate(reviews, start=1) if one.agrees is False]
    argue = f" To argue in the room: {', '.join(differing)}." if differing else ""
    rewritten = sum(one.rewrite == COMPLETE for one in reviews)
    again = f" {rewritten} said again with the facts kept." if rewritten else ""
    return f"{sum(named)} of {len(named)} named as in the key.{argue}{again}"
