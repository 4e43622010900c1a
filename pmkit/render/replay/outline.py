"""A replay in plain text, and the words that its pictures share with it."""

from collections.abc import Iterator

from pmkit.models.clocks import IN_WORDS, FigureName
from pmkit.models.story.replay import Replay, Told
from pmkit.models.words.duration import in_words
from pmkit.render.replay.rows import Row, clock_of, day_of, figures_of, rows_of

WAS, THEN = "As it was", "With the items"
TIME = 16


def outline(told: Replay) -> str:
    """What changes, both timelines side by side, and the figures of both."""
    lines = [
        *told.says,
        "",
        f"{'As it was':{TIME}}{'With the items':{TIME}}What happens (UTC, {day_of(told):%Y-%m-%d})",
    ]
    lines += [line for row in rows_of(told) for line in _row(row, told)]
    lines += ["", *(f"{_figure(*one)}" for one in figures_of(told))]
    lines += [f"{name}: {gist_of(one)}" for name, one in ((WAS, told.before), (THEN, told.after))]
    return "\n".join(lines) + "\n"


def _row(row: Row, told: Replay) -> Iterator[str]:
    day = day_of(told)
    yield f"{clock_of(row.was, day):{TIME}}{clock_of(row.then, day):{TIME}}{row.words}"
    if row.other_words:
        yield f"{'':{2 * TIME}}now: {row.other_words}"


def _figure(name: FigureName, was: int | None, then: int | None) -> str:
    return f"{IN_WORDS[name].capitalize()}: {length(was)}, with the items {length(then)}"


def length(seconds: int | None) -> str:
    """A figure in words; a dash where an anchor of it does not happen."""
    return "–" if seconds is None else in_words(seconds)


def gist_of(told: Told) -> str:
    """How long people fail in one telling."""
    return f"users fail for {in_words(told.minutes * 60)}" if told.minutes else "nobody fails"


def gist(told: Replay) -> str:
    """The replay in a few sentences, for a screen reader."""
    return f"{WAS}: {gist_of(told.before)}. {THEN}: {gist_of(told.after)}. {' '.join(told.says)}"
