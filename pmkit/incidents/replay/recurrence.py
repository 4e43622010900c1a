"""In how many of a hundred simulated next years an incident happens again: with effects and without, same chance."""

from collections.abc import Sequence

from pmkit.incidents.dice import Dice
from pmkit.incidents.replay.replay import fails, replay
from pmkit.incidents.replay.sentences import again
from pmkit.models.story.incident import Story
from pmkit.models.story.lever import Effect
from pmkit.models.story.replay import Recurrence, Told

RUNS = 100
MOST_RUNS = 1000


def recurrence(story: Story, effects: Sequence[Effect] = (), seed: int = 0, runs: int = RUNS) -> Recurrence:
    """How often the problem of the story is there again in a next year, of `runs` years.

    Each year has the occasions that the story assumes; at each it begins anew with the story's probability, and each
    lever fails with its own. Both sides get the same numbers, and so does a lever whatever else is tried: more
    effects never make it worse. A year counts once. Raises ValueError for more than MOST_RUNS or fewer than 1.
    """
    if not 1 <= runs <= MOST_RUNS:
        raise ValueError(f"{runs} runs; write 1 to {MOST_RUNS}")
    works = replay(story, effects).works
    told: dict[frozenset[Effect], Told] = {}
    before, after, lost, still = 0, 0, 0.0, 0.0
    unchanged = replay(story).before
    for run in range(runs):
        begins = [f"{seed} {run} {chance}" for chance in _occasions(story, seed, run)]
        years = [_again(story, works, one, told) for one in begins]
        before += bool(begins) and unchanged.happens
        after += any(one.happens for one in years)
        lost += unchanged.minutes * len(begins)
        still += sum(one.minutes for one in years)
    return Recurrence(runs, before, after, lost / runs, still / runs, again(before, after, runs))


def _occasions(story: Story, seed: int, run: int) -> list[int]:
    """At which occasions of one year it begins."""
    dice = Dice(f"{story.slug}\0{seed}", f"year {run}")
    return [chance for chance in range(story.next_year.chances) if dice.share() < story.next_year.each]


def _again(story: Story, works: Sequence[Effect], chance: str, told: dict[frozenset[Effect], Told]) -> Told:
    """What one occasion comes to, with the levers that work then; `told` remembers what was told before."""
    left = frozenset(one for one in works if not fails(story, one.lever, chance))
    if left not in told:
        told[left] = replay(story, sorted(left, key=str)).after
    return told[left]
