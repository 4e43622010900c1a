"""What a story names and has not: events that are told nowhere, and rollouts without a machine for each place."""

from collections.abc import Iterator
from difflib import get_close_matches
from itertools import chain

from pmkit.models.answer import where
from pmkit.models.story.incident import AlertRule, Rollout, Story

Place = tuple[int | str, ...]


def misnamed(story: Story) -> list[str]:
    """Each problem in one line: where it stands, what stands there, what to write."""
    named = chain(_moving(story), _around(story), _watched(story))
    events = (_event(story, place, name) for place, name in named)
    return [problem for problem in chain(events, _machines(story)) if problem]


def _event(story: Story, place: Place, name: str) -> str:
    if name in story.times:
        return ""
    near = get_close_matches(name, story.times, n=1) or list(story.times)[:1]
    such = f"write the id of one, such as {near[0]!r}" if near else "write it as one of [[events]]"
    return f"{where(place)}: got {name!r}, which is no event of the story; {such}"


def _moving(story: Story) -> Iterator[tuple[Place, str]]:
    """The events between which something changes bit by bit."""
    for index, ramp in enumerate(story.ramps):
        yield ("ramps", index, "event"), ramp.event
        key = "since" if ramp.since else "until"
        yield ("ramps", index, key), ramp.since or ramp.until
    for index, rollout in enumerate(story.rollouts):
        yield ("rollouts", index, "starts"), rollout.starts
        yield ("rollouts", index, "ends"), rollout.ends
        if rollout.drains:
            yield ("rollouts", index, "drains"), rollout.drains


def _around(story: Story) -> Iterator[tuple[Place, str]]:
    """The events by which the rest of the evidence is placed."""
    for index, name in enumerate(story.covers):
        yield ("covers", index), name
    for index, event in enumerate(story.events):
        if event.held_to:
            yield ("events", index, "held_to"), event.held_to
    for index, noise in enumerate(story.noise):
        for name in noise.during:
            yield ("noise", index, "during"), name
    for index, certificate in enumerate(story.certificates):
        yield ("certificates", index, "issued"), certificate.issued
        if certificate.expires:
            yield ("certificates", index, "expires"), certificate.expires
    for index, gap in enumerate(story.gaps):
        yield ("gaps", index, "after"), gap.after
        yield ("gaps", index, "before"), gap.before


def _watched(story: Story) -> Iterator[tuple[Place, str]]:
    """The events at which a series changes or an alert comes and goes."""
    for index, series in enumerate(story.series):
        for number, change in enumerate(series.changes):
            yield ("series", index, "changes", number, "event"), change.event
        if series.aligned:
            yield ("series", index, "aligned"), series.aligned
    yield from _alerts((), story.alerts)
    for index, distractor in enumerate(story.distractors):
        yield from _alerts(("distractors", index), distractor.alerts)


def _alerts(place: Place, alerts: list[AlertRule]) -> Iterator[tuple[Place, str]]:
    for index, alert in enumerate(alerts):
        yield (*place, "alerts", index, "fires"), alert.fires
        yield (*place, "alerts", index, "ends"), alert.ends


def _machines(story: Story) -> Iterator[str]:
    for index, rollout in enumerate(story.rollouts):
        yield _of_rollout(story, index, rollout)


def _of_rollout(story: Story, index: int, rollout: Rollout) -> str:
    before = story.hosts.get(rollout.about)
    if before is None:
        services = ", ".join(story.hosts)
        write = f"write one of {services}" if services else f'write [hosts] with "{rollout.about}" in it'
        return (
            f"{where(('rollouts', index, 'about'))}: got {rollout.about!r}, of which [hosts] names no machine; {write}"
        )
    if len(rollout.hosts) != len(before):
        of = f"{len(before)} of {rollout.about!r} in [hosts]"
        got = f"got {len(rollout.hosts)} machines for {of}"
        return f"{where(('rollouts', index, 'hosts'))}: {got}; write {len(before)}, one for each place"
    return ""
