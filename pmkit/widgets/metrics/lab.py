"""What the labs of metrics share: dials that are moved or typed, and beside them a picture, a table and sentences."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

import anywidget
import traitlets

from pmkit.widgets.builder import Theme, wanted
from pmkit.widgets.esm import script, styles
from pmkit.widgets.text_twin import twin

_log = logging.getLogger(__name__)
MOST_SEEDS = 1_000_000


@dataclass(frozen=True, slots=True)
class Dial:
    """A number that can be chosen, from `low` to `high`.

    `step` is that of the slider, a hundredth of its way where there is none; a slider that `grows` goes by multiples.
    A `box` is chosen or not, as 1 or 0.
    """

    id: str
    title: str
    unit: str
    low: float
    high: float
    value: float
    step: float = 0
    grows: bool = False
    whole: bool = False
    box: bool = False

    def problem(self, value: Any) -> str:
        """What to write where `value` is none that can be chosen; empty where it is one."""
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if is_number and self.low <= value <= self.high and (not self.whole or value == int(value)):
            return ""
        whole = "a whole number" if self.whole else "a number"
        return f"write {whole} from {self.low:,g} to {self.high:,g}"


@dataclass(frozen=True, slots=True)
class Told:
    """What a lab says of its dials: a table, sentences, all of it as text, and what draws the picture."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    lines: Sequence[str]
    text: str
    draw: Callable[[int, Theme], str]


class MetricsLab(anywidget.AnyWidget):
    """A lab: a subclass gives the dials, and says what comes of them. Nothing is saved."""

    title: ClassVar[str]
    question: ClassVar[str]

    given = traitlets.Dict().tag(sync=True)
    typed = traitlets.Any().tag(sync=True, echo_update=False)
    shown = traitlets.Dict().tag(sync=True)
    picture = traitlets.Unicode().tag(sync=True)
    look = traitlets.Any().tag(sync=True, echo_update=False)

    _esm = script("metrics_lab.js")
    _css = styles("metrics_lab.js", "lib/builder.css", "metrics_lab.css")

    def __init__(self, dials: Sequence[Dial], remarks: Sequence[str] = ()) -> None:
        super().__init__()
        self.dials = {one.id: one for one in dials}
        self.values: dict[str, float] = {one.id: one.value for one in dials}
        self.seed = 1
        self.given = {
            "title": self.title,
            "question": self.question,
            "dials": [asdict(one) for one in dials],
            "remarks": list(remarks),
        }
        self._told = self.work_out(self.values, self.seed)
        self._show({})
        self.observe(self._typed, "typed")
        self.observe(self._looked, "look")

    def work_out(self, values: Mapping[str, float], seed: int) -> Told:
        """What comes of these dials with these dice."""
        raise NotImplementedError

    def _typed(self, change: dict[str, Any]) -> None:
        """Take what can be taken; a number that cannot is told, and the one before it stays."""
        sent = change["new"] if isinstance(change["new"], dict) else {}
        values = sent.get("values")
        values = values if isinstance(values, dict) else {}
        problems = {name: says for name, one in self.dials.items() if (says := one.problem(values.get(name)))}
        self.values |= {name: values[name] for name in self.dials if name not in problems}
        seed = sent.get("seed")
        if isinstance(seed, int) and 0 <= seed <= MOST_SEEDS:
            self.seed = seed
        try:
            self._told = self.work_out(self.values, self.seed)
        except Exception:  # noqa: BLE001 - nothing may end a lab
            # What was told before is better than a page that hears no more.
            _log.exception("the lab could not work this out")
        self._show(problems)

    def _show(self, problems: Mapping[str, str]) -> None:
        told = self._told
        self._draw()
        self.shown = {
            "values": dict(self.values),
            "seed": self.seed,
            "problems": dict(problems),
            "head": list(told.head),
            "rows": [list(row) for row in told.rows],
            "lines": list(told.lines),
        }

    def _looked(self, _change: dict[str, Any]) -> None:
        self._draw()

    def _draw(self) -> None:
        self.picture = self._told.draw(*wanted(self.look))

    def outline(self) -> str:
        """What is shown, as text."""
        return f"{self.title}\n{self._told.text}"

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """The widget, and for where none can run what it shows as text."""
        bundle = super()._repr_mimebundle_(**options)
        if bundle is None:
            return None
        return {**bundle[0], **twin(self.outline())}, bundle[1]
