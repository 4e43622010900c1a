"""Builders of one file tell each other that it has changed: after a rest of typing, where they can wait for one."""

import asyncio
from collections.abc import Callable, Sequence

REST = 0.4
"""Seconds without a change after which the others look at the file."""


class Telling:
    """What one builder still has to tell."""

    def __init__(self) -> None:
        self._soon: asyncio.TimerHandle | None = None

    def tell(self, looks: Sequence[Callable[[], None]]) -> None:
        """Let each of the others look, once, after the last of several changes."""
        if self._soon is not None:
            self._soon.cancel()
        if not looks:
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            _all(looks)
        else:
            self._soon = loop.call_later(REST, _all, looks)


def _all(looks: Sequence[Callable[[], None]]) -> None:
    for look in looks:
        look()
