"""Writes `git log`: the committed time counts, the authored one lies before it, each in its author's own zone."""

from collections.abc import Iterator
from datetime import timedelta

from pmkit.incidents.rendering.sheet import Sheet
from pmkit.incidents.rendering.stamps import with_offset
from pmkit.incidents.telling import Telling

ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "UTC", "Africa/Lagos")


def render(telling: Telling) -> Iterator[Sheet]:
    """git/log.txt, the newest commit first."""
    lines = telling.of("git")
    if not lines:
        return
    dice = telling.dice("git")
    sheet = Sheet("git/log.txt")
    homes = {person.name: dice.one_of(ZONES) for person in telling.story.people}
    for line in reversed(lines):
        home = homes.get(line.seen.who, "UTC")
        # `span` is how long a change waited between being written and being committed.
        written = with_offset(line.at - timedelta(seconds=line.seen.span), home)
        cells = [dice.hex(40), written, with_offset(line.at, home), line.seen.who, line.seen.text]
        sheet.record("\t".join(cells) + "\n", line.at, event=line.event, lag=line.lag)
    yield sheet
