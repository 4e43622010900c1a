"""The builder of contributing factors: sorted into the module's five categories, each with its questions."""

from pathlib import Path
from typing import Any, ClassVar

import traitlets

from pmkit.checks import Finding, examine
from pmkit.models.answer import AnswerError
from pmkit.models.causal_map import CausalMap
from pmkit.models.factor import CONTRIBUTIONS, QUESTIONS, Factors
from pmkit.models.five_whys import FiveWhys
from pmkit.render import factors as render
from pmkit.widgets.builder import LOOKS, Builder, Theme, live
from pmkit.widgets.esm import script, styles
from pmkit.widgets.exercise_scenario import scenario_of


class FactorsBuilder(Builder[Factors]):
    """Edits a factors.toml; see `factors`."""

    kind: ClassVar[str] = "factors"
    model = Factors

    words = traitlets.Dict({"questions": QUESTIONS, "contributions": CONTRIBUTIONS}).tag(sync=True)

    _esm = script("factors.js")
    _css = styles("factors.js", *LOOKS, "factors.css")

    def set_up(self, *, whys: str | Path | None = None) -> None:
        """`whys` is the answer file with the whys that factors lead to."""
        self._whys = whys

    def examine(self, answer: Factors) -> list[Finding]:
        """What the checks find, and the whys that are led to and are not there."""
        found = super().examine(answer)
        if self._whys is None:
            return found
        try:
            known = FiveWhys.load(self._whys) if Path(self._whys).exists() else FiveWhys()
        except (OSError, AnswerError):  # its own builder says what is the matter with it
            return found
        whole = CausalMap(whys=known.whys, factors=answer.factors)
        unknown = examine(whole, "causal-map", only="causal-map/unknown-part")
        return [*found, *(one for one in unknown if one.quote.startswith("why "))]

    def blank(self) -> Factors:
        """In an exercise the problem is given."""
        return Factors(problem=self.scenario.problem if self.scenario else "")

    def arranged(self, answer: Factors) -> Factors:
        """In the order of the categories, as the fields show them."""
        return answer.by_category()

    def from_fields(self, fields: dict[str, Any]) -> dict[str, Any]:
        """Drop what is empty; the model judges the rest."""
        return {**fields, "factors": [_said(one) for one in fields.get("factors", [])]}

    def describe(self, answer: Factors) -> str:
        """How many factors there are."""
        return "1 factor" if len(answer.factors) == 1 else f"{len(answer.factors)} factors"

    def draw(self, answer: Factors, width: int, theme: Theme) -> str:
        """The matrix."""
        return render.html(answer, width=width, theme=theme)

    def outline(self, answer: Factors) -> str:
        """The factors by category, as text."""
        return render.outline(answer)


def _said(factor: Any) -> Any:
    """A factor as one would write it by hand: without empty fields, and with numbers named as the model does."""
    if not isinstance(factor, dict):
        return factor
    said = {key: value for key, value in factor.items() if value not in ("", None) or key == "statement"}
    if isinstance(said.get("leads_to"), str):
        said["leads_to"] = " ".join(said["leads_to"].lower().split())
    return {key: value for key, value in said.items() if value != "" or key == "statement"}


def factors(path: str | Path, exercise: str | None = None, *, whys: str | Path | None = None) -> FactorsBuilder:
    """The builder of contributing factors for the answer file at `path`, which need not exist yet.

    With the name of an exercise, the problem is that exercise's. With the answer file of `whys`, a factor that leads
    to one that is not there is asked about. Raises LookupError for a name that no exercise has.
    """
    return live(FactorsBuilder, path, scenario_of(exercise), whys=whys)
