"""Whether a part of a rewrite denies a fact, says its opposite, or tells it with other figures."""

from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.text import Text, is_absence, read
from pmkit.checks.text.wording import ABSENT, says, says_denied, span_of
from pmkit.grading.rewrites.figures import is_time, missing_figures, others_of_its_kind
from pmkit.models.story.statement import Fact, Statement

REACH = 4
"""How many words before those of a fact a "not" denies them."""
JOINED = 3
WIDEST = 7
"""Words over which a denial of a fact may be spread: "not make up 91 % of the heap"."""
ALONE_WITHIN = 5


def is_of_absence(fact: Fact) -> bool:
    """Whether a fact says that something is missing."""
    return any(is_absence(token.word) for token in read(fact.says).tokens)


def tells_how_far(unit: Text) -> bool:
    """Whether what is denied in a part is a bound: "not before 03:41", "no longer than 11 minutes"."""
    denial = next((index for index, token in enumerate(unit.tokens) if is_absence(token.word)), None)
    return denial is not None and any(token.word in lexicon.rewrites.bounds for token in unit.tokens[denial + 1 :])


def is_negated(unit: Text, statement: Statement, fact: Fact) -> bool:
    """Whether a part that has the words of a fact denies them: by a "not" that is part of none of the facts."""
    if is_of_absence(fact) or tells_how_far(unit) or _is_of_a_fact(unit, statement):
        return False
    spans = [span for way in fact.wordings if says(unit, way) and (span := span_of(unit, way))]
    denied = _negations(unit)
    return bool(denied) and all(any(first - REACH <= index <= last for index in denied) for first, last in spans)


def says_both(part: Text) -> str:
    """The word that a part says and takes back in one breath ("started it and did not start it"); "" for none."""
    for index in _negations(part):
        behind = {token.word for token in part.tokens[index + 1 : index + 1 + ALONE_WITHIN]}
        if behind & (lexicon.rewrites.by_itself | lexicon.rewrites.bounds):
            continue
        before, after = part.tokens[:index], part.stems[index + 1 : index + 3]
        joined = any(token.word in lexicon.rewrites.joining for token in before[-JOINED:])
        told = (token for at, token in enumerate(before) if not any(at - REACH <= one < at for one in _negations(part)))
        again = next((token.word for token in told if token.stem in after and token.stem in part.content), "")
        if joined and again and before[-1].word in lexicon.rewrites.auxiliaries:
            return again
    return ""


def denies_fact(unit: Text, fact: Fact) -> bool:
    """Whether a part has a wording of a fact, but for a denial of it."""
    return not tells_how_far(unit) and any(says_denied(unit, way) for way in fact.wordings)


def says_the_opposite(unit: Text, statement: Statement, fact: Fact) -> bool:
    """Whether a part has a wording of the opposite: one that needs no "not" beside none, or one with a "not"."""
    if tells_how_far(unit) or any(
        token.word in lexicon.rewrites.unreal | lexicon.rewrites.afterwards for token in unit.tokens
    ):
        return False
    plain = [way for way in fact.denials if ABSENT[0] not in way]
    if any(is_absence(token.word) for token in unit.tokens):
        plain = [way for way in plain if any(is_absence(token.word) for token in read(way).tokens)]
    if any(says(unit, way) for way in plain):
        return True
    if is_of_absence(fact) or not _negations(unit) or _is_of_a_fact(unit, statement):
        return False
    spans = (span_of(unit, way) for way in fact.denials if ABSENT[0] in way and says(unit, way))
    return any(span is not None and span[1] - span[0] <= WIDEST for span in spans)


def _negations(unit: Text) -> list[int]:
    """Where a verb is denied: "not", "never", "didn't"; "not in dispute" denies nothing."""
    return [
        index
        for index, token in enumerate(unit.tokens)
        if (token.word in lexicon.rewrites.negating or token.word.endswith("n't"))
        and lexicon.rewrites.affirming.isdisjoint(after.word for after in unit.tokens[index + 1 : index + 3])
    ]


def _is_of_a_fact(unit: Text, statement: Statement) -> bool:
    """Whether a "no" in a part belongs to a fact: "frames that are never evicted fill …", "was not running since"."""
    return any(
        says(unit, way) for one in statement.facts for way in one.wordings if is_of_absence(one) or ABSENT[0] in way
    )


def other_figures(statement: Statement, fact: Fact, kept: Text, text: Text) -> list[str]:
    """Figures that stand in the part that says a fact, where its own belong: lost, or told of another fact.

    Times alone are exchanged so: "stopped at 03:41, started at 03:12".
    """
    lost = missing_figures(fact.figures, text.text)
    theirs = [figure for one in statement.facts if one is not fact for figure in one.figures if is_time(figure)]
    moved = [
        figure
        for figure in fact.figures
        if figure not in lost and is_time(figure) and missing_figures([figure], kept.text)
    ]
    exchanged = [figure for figure in theirs if moved and not missing_figures([figure], kept.text)]
    return list(dict.fromkeys([*(one for figure in lost for one in others_of_its_kind(figure, kept.text)), *exchanged]))
