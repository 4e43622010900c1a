"""What each tool would have exported of a story: one module a tool, all driven by the same true events."""

from collections.abc import Callable, Iterator

from pmkit.incidents.rendering import (
    alertmanager,
    calendar,
    certificates,
    deployments,
    git,
    logs,
    pagerduty,
    prometheus,
    slack,
)
from pmkit.incidents.rendering.readme import readme
from pmkit.incidents.rendering.sheet import Record, Sheet
from pmkit.incidents.telling import Telling

__all__ = ["RENDERERS", "Record", "Sheet", "render"]

RENDERERS: tuple[Callable[[Telling], Iterator[Sheet]], ...] = (
    prometheus.render,
    alertmanager.render,
    pagerduty.render,
    slack.render,
    logs.render,
    deployments.render,
    git.render,
    calendar.render,
    certificates.render,
)


def render(telling: Telling) -> list[Sheet]:
    """Every file of the evidence folder, its README first."""
    sheets = [sheet for renderer in RENDERERS for sheet in renderer(telling)]
    return [readme(telling, sheets), *sheets]
