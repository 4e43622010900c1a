"""Which of the six kinds an item is, told by its words where its author does not say."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple, get_args

from pmkit.checks.action_items.order import Order
from pmkit.checks.text.lexicon import lexicon, table
from pmkit.checks.text.stems import stem
from pmkit.models.action_item import Kind

KINDS: tuple[Kind, ...] = get_args(Kind)
NEAR, FAR = 6, 14
"""Words behind the order up to which a thing is what it is about, and from which on it is an aside."""
SHARES = (1.0, 0.6, 0.35)
"""What a sign counts near the order, farther on, and at its end or behind a reason."""
AGAIN = 0.25
"""What a second word of the same sign adds."""
MOST_AGAIN = 3
SEARCHING, SOUGHT = "searching", 0.5
"""The sign of a search, and what other signs count beside it."""
SURE, MARGIN = 2.0, 1.0
"""A guess is sure from this much on, and by so much more than the next: the pair that maximises F1 of a priority."""
PLAIN, PLAIN_MARGIN = 4.0, 3.0
"""And plain from this much on."""


class Guess(NamedTuple):
    """The kind that an item's words tell, None where they tell none; whether it is likelier than not, or plain."""

    kind: Kind | None
    is_sure: bool
    is_plain: bool = False


@dataclass(frozen=True)
class Sign:
    """A group of phrases that speaks for kinds, as `words/action_kinds.toml` has it."""

    name: str
    at: str
    votes: tuple[tuple[Kind, float], ...]


@cache
def _signs() -> tuple[Sign, ...]:
    return tuple(_sign(one) for one in table("action_kinds")["signs"])


def _sign(row: dict[str, Any]) -> Sign:
    return Sign(row["name"], row["at"], tuple(row["votes"].items()))


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], Sign]]]:
    """Each phrase, as stems, with its sign; filed by its first stem, the longest first."""
    filed: dict[str, dict[tuple[tuple[str, ...], Sign], None]] = {}
    for row, sign in zip(table("action_kinds")["signs"], _signs(), strict=True):
        for phrase in row["words"]:
            stems = tuple(map(stem, phrase.split()))
            filed.setdefault(stems[0], {})[stems, sign] = None
    return {first: sorted(found, key=lambda one: -len(one[0])) for first, found in filed.items()}


def signs_of(order: Order, *, is_soon: bool = False) -> dict[Sign, float]:
    """The signs that stand in an item, each with its weight there; a sign named twice weighs a little more."""
    found: dict[Sign, list[float]] = {}
    for sign, share in _places(order, is_soon=is_soon):
        found.setdefault(sign, []).append(share)
    return {sign: max(shares) * (1 + AGAIN * min(len(shares) - 1, MOST_AGAIN)) for sign, shares in found.items()}


def _places(order: Order, *, is_soon: bool) -> Iterator[tuple[Sign, float]]:
    stems, verb, shapes = order.stems, order.begins, _shapes(order) | ({"soon"} if is_soon else set())
    reason = next((index for index, word in enumerate(order.words) if word in lexicon.action_items.reasons), len(stems))
    for index, first in enumerate(stems):
        taken: dict[Sign, int] = {}
        for phrase, sign in _phrases().get(first, ()):
            if sign in taken or stems[index : index + len(phrase)] != phrase:
                continue
            taken[sign] = 1
            if sign.at == "order":
                if index == verb and order.is_ordered:
                    yield sign, 1.0
            elif sign.at == "anywhere":
                yield sign, SHARES[1] if index > reason else 1.0
            elif index != order.verb:
                yield sign, _share(index, verb, reason)
    yield from ((sign, 1.0) for sign in _signs() if sign.at in shapes)


def _shapes(order: Order) -> set[str]:
    """What stands in an item that no list holds: things that are counted ("the 312 rows"), a day or an hour gone by."""
    words = order.words
    counted = any(one in lexicon.action_items.counting and two[:1].isdigit() for one, two in pairwise(words))
    calendar = lexicon.products.calendar
    dated = any(
        one in lexicon.action_items.gone_by and (two in calendar or (two[:1].isdigit() and _is_day(words, index)))
        for index, (one, two) in enumerate(pairwise(words))
    )
    redone = bool(words) and words[order.begins].startswith("re-")
    people = any(
        before in lexicon.action_items.counting
        and one[:1].isdigit()
        and not lexicon.action_items.harmed.isdisjoint(words[index + 1 : index + 4])
        for index, (before, one) in enumerate(pairwise(words), start=1)
    )
    first = words[order.begins] if words else ""
    is_told = first in lexicon.action_items.telling and not lexicon.action_items.whenever.isdisjoint(words)
    holds = not (lexicon.action_items.holding_back.isdisjoint(words) or lexicon.action_items.whenever.isdisjoint(words))
    told = (
        ("told when", is_told),
        ("holding when", holds),
        ("counted", counted),
        ("dated", dated),
        ("redone", redone),
        ("people", people),
    )
    return {name for name, is_there in told if is_there}


def _is_day(words: list[str], index: int) -> bool:
    """Whether a month stands behind the number behind `index`, or the number is an hour."""
    after = words[index + 2] if index + 2 < len(words) else ""
    return (
        after in lexicon.products.calendar
        or after in lexicon.action_items.short_months
        or (len(words[index + 1]) == 2 and len(after) == 2 and after.isdigit())
    )


def _share(index: int, verb: int, reason: int) -> float:
    if index > reason or index - verb > FAR:
        return SHARES[2]
    return SHARES[0] if index - verb <= NEAR else SHARES[1]


def scores_of(order: Order, *, is_soon: bool = False) -> dict[Kind, float]:
    """The points of each kind."""
    scores = dict.fromkeys(KINDS, 0.0)
    signs = signs_of(order, is_soon=is_soon)
    searched = any(sign.name == SEARCHING for sign in signs)
    for sign, share in signs.items():
        weight = share * SOUGHT if searched and sign.name != SEARCHING else share  # what is sought tells no purpose
        for kind, vote in sign.votes:
            scores[kind] += vote * weight
    return scores


def guess_kind(order: Order, *, is_soon: bool = False) -> Guess:
    """The kind of an item by its words; a change that tells no purpose is taken, unsurely, as prevention."""
    scores = scores_of(order, is_soon=is_soon)
    best, second = sorted(KINDS, key=lambda kind: -scores[kind])[:2]
    if not scores[best]:
        return Guess("prevent-future" if order.manner or order.objects else None, is_sure=False)
    ahead = scores[best] - scores[second]
    return Guess(best, scores[best] >= SURE and ahead >= MARGIN, scores[best] >= PLAIN and ahead >= PLAIN_MARGIN)
