"""What a replay says in plain English."""

from collections.abc import Iterator

from pmkit.models.story.lever import Lever
from pmkit.models.story.replay import Replay
from pmkit.models.words.duration import in_words

ALREADY = {
    "detects": "The incident was noticed sooner than that anyway.",
    "recovers": "It was over sooner than that anyway.",
    "shortens": "It took less time than that anyway.",
    "limits": "It hit no more than that anyway.",
}


def why_idle(lever: Lever) -> str:
    """Why a lever that can work changed nothing here."""
    return ALREADY.get(lever.does, "It changes nothing of this incident.")


def summary(told: Replay) -> tuple[str, ...]:
    """A sentence each: what the effects change of this incident."""
    return tuple(_sentences(told))


def _sentences(told: Replay) -> Iterator[str]:
    if not told.works:
        yield "Nothing changes: it happens as it did."
    elif told.after.minutes <= 0:
        yield _averted(told)
    else:
        yield from _shorter(told)
    if told.failed:
        yield f"This time {_levers(len(told.failed))} failed."


def _levers(number: int) -> str:
    return "one effect" if number == 1 else f"{number} effects"


def _averted(told: Replay) -> str:
    instead = [event.what for event in told.after.timeline.events if event.interpretation]
    return f"It does not happen. Instead: {instead[0]}." if instead else "It is over before anybody fails."


def _shorter(told: Replay) -> Iterator[str]:
    before, after = told.before, told.after
    if told.earlier is None:
        yield "It is over before anybody is called."
    elif told.earlier > 0:
        yield f"It is noticed {in_words(told.earlier)} earlier."
    if after.minutes < before.minutes:
        now, then = in_words(after.minutes * 60), in_words(before.minutes * 60)
        yield f"Users still fail for {now} instead of {then}."
    if not after.happens:
        yield "The problem itself does not come about."
    if after.users < before.users:
        now = f"{after.users:,} instead of {before.users:,} are hit"
        yield f"In proportion, {now}, at {told.currency} {after.money:,} instead of {before.money:,}."


def again(before: int, after: int, runs: int) -> str:
    """How often it happens again, in a sentence."""
    if before == after:
        return f"In the next year it happens again in {after} of {runs} runs, as often as without."
    return f"In the next year it happens again in {after} of {runs} runs; without, in {before}."
