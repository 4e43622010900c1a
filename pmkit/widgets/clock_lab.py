"""The clock lab: one incident, several definitions, and figures that move as one chooses between them."""

from pathlib import Path
from typing import Any

import ipywidgets

from pmkit.models.clocks import Policy, Span, load_policy, policy_names, read_clocks
from pmkit.models.timeline import AnchorName, Anchors, Timeline
from pmkit.render.timeline.clock_bars import html, in_words, outline
from pmkit.widgets.text_twin import twin

OWN = "your own"


class ClockLab(ipywidgets.VBox):
    """Choose a policy, or two anchors of one's own; see `clock_lab`."""

    def __init__(self, anchors: Anchors) -> None:
        self.anchors = anchors
        names = tuple(anchors.given())
        wide = {"description_width": "initial"}
        options = [(load_policy(name).title, name) for name in policy_names()]
        self.policy = ipywidgets.RadioButtons(
            options=[*options, ("Your own two anchors", OWN)], description="Who defines the figures", style=wide
        )
        chosen = [(in_words(name), name) for name in names]
        self.start = ipywidgets.Dropdown(options=chosen, description="From", index=0 if names else None)
        self.end = ipywidgets.Dropdown(options=chosen, description="To", index=len(names) - 1 if names else None)
        self.shown = ipywidgets.HTML()
        super().__init__([self.policy, ipywidgets.HBox([self.start, self.end]), self.shown])
        for control in (self.policy, self.start, self.end):
            control.observe(self._show, "value")
        self._show()

    def definition(self) -> Policy:
        """The policy that is chosen; one's own has the same two anchors for all five figures."""
        if self.policy.value != OWN:
            return load_policy(self.policy.value)
        return own_policy(self.start.value, self.end.value)

    def _show(self, _change: object = None) -> None:
        definition = self.definition()
        own = self.policy.value == OWN
        self.start.disabled = self.end.disabled = not own
        figures = read_clocks(self.anchors, definition)
        self.shown.value = html(self.anchors, definition, figures[-1:] if own else figures)

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """The widget, and for where none can run the default policy's figures as text."""
        bundle = super()._repr_mimebundle_(**options)
        policy = load_policy()
        if bundle is None:
            return None
        return {**bundle, **twin(outline(policy, read_clocks(self.anchors, policy)))}


def own_policy(start: AnchorName | None, end: AnchorName | None) -> Policy:
    """All five figures between two anchors of one's own choice."""
    span = Span.model_validate({"from": [start or "cause"], "to": [end or "resolved"]})
    says = "A figure is the time between two anchors; whoever reads it must know which two."
    figures = dict.fromkeys(load_policy().figures, span)
    return Policy(name=OWN, title="Your own two anchors", says=says, source="you", figures=figures)


def clock_lab(incident: Timeline | Anchors | str | Path) -> ClockLab:
    """A lab for the clocks of an incident: a timeline, its anchors, or the file that holds it.

    Raises AnswerError where the file is damaged, FileNotFoundError where there is none.
    """
    if isinstance(incident, str | Path):
        incident = Timeline.load(incident)
    return ClockLab(incident.anchors if isinstance(incident, Timeline) else incident)
