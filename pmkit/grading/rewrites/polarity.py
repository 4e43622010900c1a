"""Whether a part of a rewrite denies a fact, says its opposite, or tells it with other figures."""

from pmkit.checks.text.text import Text, is_absence, read
from pmkit.checks.text.wording import ABSENT, says, says_denied
from pmkit.grading.rewrites.figures import figures, missing_figures, others_of_its_kind
from pmkit.models.statement import Fact, Statement

NEGATING = frozenset({"not", "never", "cannot", "neither", "nor"})
AFFIRMING = frozenset("dispute disputed doubt doubted contested only question questioned".split())
"""Behind one of these "not" affirms: "it is not in dispute that"."""
UNREAL = frozenset("should could would might ought if".split())
"""With one of these a part tells what was not: "could have had an alert"."""
BOUND = frozenset(
    "until till before only just longer more over beyond above later less fewer except but than exceed exceeded".split()
)
"""After one of these a "not" tells how far, as in "not before 03:41", "not longer than 11 minutes"."""


def is_of_absence(fact: Fact) -> bool:
    """Whether a fact says that something is missing."""
    return any(is_absence(token.word) for token in read(fact.says).tokens)


def tells_how_far(unit: Text) -> bool:
    """Whether what is denied in a part is a bound: "not before 03:41", "no longer than 11 minutes"."""
    denial = next((index for index, token in enumerate(unit.tokens) if is_absence(token.word)), None)
    return denial is not None and any(token.word in BOUND for token in unit.tokens[denial + 1 :])


def is_negated(unit: Text, statement: Statement, fact: Fact) -> bool:
    """Whether a part that has the words of a fact denies them: by a "not" that is part of none of the facts."""
    if is_of_absence(fact) or tells_how_far(unit) or not _negations(unit):
        return False
    return not _is_of_a_fact(unit, statement)


def denies_fact(unit: Text, fact: Fact) -> bool:
    """Whether a part has a wording of a fact, but for a denial of it."""
    return not tells_how_far(unit) and any(says_denied(unit, way) for way in fact.wordings)


def says_the_opposite(unit: Text, statement: Statement, fact: Fact) -> bool:
    """Whether a part has a wording of the opposite; of something missing, one without a word of absence."""
    if tells_how_far(unit) or any(token.word in UNREAL for token in unit.tokens):
        return False
    if is_of_absence(fact):
        return not any(is_absence(token.word) for token in unit.tokens) and any(says(unit, way) for way in fact.denials)
    plain = any(says(unit, way) for way in fact.denials if ABSENT[0] not in way)
    denied = _negations(unit) and any(says(unit, way) for way in fact.denials if ABSENT[0] in way)
    return plain or (bool(denied) and not _is_of_a_fact(unit, statement))


def _negations(unit: Text) -> list[int]:
    """Where a verb is denied: "not", "never", "didn't"; "not in dispute" denies nothing."""
    return [
        index
        for index, token in enumerate(unit.tokens)
        if (token.word in NEGATING or token.word.endswith("n't"))
        and AFFIRMING.isdisjoint(after.word for after in unit.tokens[index + 1 : index + 3])
    ]


def _is_of_a_fact(unit: Text, statement: Statement) -> bool:
    """Whether a "no" in a part belongs to a fact: "frames that are never evicted fill …", "was not running since"."""
    return any(
        says(unit, way) for one in statement.facts for way in one.wordings if is_of_absence(one) or ABSENT[0] in way
    )


def other_figures(fact: Fact, kept: Text, text: Text) -> list[str]:
    """Figures that stand in the part that says a fact, where its own belong: lost, or told of something else.

    Times alone can be exchanged so: "stopped at 03:41, started at 03:12".
    """
    lost = missing_figures(fact.figures, text.text)
    moved = [
        figure
        for figure in fact.figures
        if figure not in lost and figures(figure)[0].kind == "time" and missing_figures([figure], kept.text)
    ]
    return list(dict.fromkeys(one for figure in (*lost, *moved) for one in others_of_its_kind(figure, kept.text)))
