"""Contributing factors: what else had to be there, made it worse or hid it, sorted so that nothing is forgotten."""

from typing import Literal

from pydantic import Field

from pmkit.models.answer import Answer, Part

MOST_FACTORS = 100
REFERENCE = r"^(problem|(why|factor|cause) [1-9][0-9]{0,2})$"
"""How one part of an analysis names another: "problem", or a kind and its 1-based number."""

Category = Literal["Process", "Technology", "People", "Environment", "Communication"]
Contribution = Literal["needed", "made-worse", "hid"]

QUESTIONS: dict[Category, tuple[str, ...]] = {
    "Process": ("Was there a procedure, and was it used?", "Did it fit the work as it is done?"),
    "Technology": ("What stopped working as expected?", "What noticed it, and when?"),
    "People": ("What had people learned about this part?", "How tired or how busy were they?"),
    "Environment": ("What came from outside: load, vendors, dates, weather?",),
    "Communication": ("Who knew what, and when?", "Which channel did the news take?"),
}
"""The five categories with what to ask in each (module: Contributing Factors)."""

CONTRIBUTIONS: dict[Contribution, str] = {
    "needed": "Needed: without it, no incident",
    "made-worse": "Made worse: more harm, or for longer",
    "hid": "Hid: it was seen later",
}
"""How a factor can contribute, with what that means."""


class ContributingFactor(Part):
    """One factor; only its statement must be there, so that a half-written one can be kept.

    `how` says in which way it contributed, `leads_to` what it led to: see REFERENCE.
    """

    category: Category | None = Field(None, examples=[" or ".join(f'"{one}"' for one in QUESTIONS)])
    statement: str = Field(examples=['"The mail of 02:10 went to a list that nobody reads"'])
    evidence: str | None = Field(None, examples=['"list of members, 28 January"'])
    contributed_as: Contribution | None = Field(None, examples=['"needed", "made-worse" or "hid"'])
    how: str | None = Field(None, examples=['"The news reached the night shift an hour late"'])
    leads_to: str | None = Field(None, pattern=REFERENCE, examples=['"problem", "why 2" or "factor 3"'])


class Factors(Answer):
    """The content of `factors.toml`.

    >>> answer = Factors(factors=[ContributingFactor(category="Process", statement="No step asks for it")])
    >>> Factors.parse(answer.dump()) == answer
    True
    """

    problem: str = Field("", examples=['"The validator missed 100 consecutive blocks"'])
    factors: list[ContributingFactor] = Field(
        default_factory=list, max_length=MOST_FACTORS, examples=[f"at most {MOST_FACTORS} [[factors]]"]
    )

    def of(self, category: Category | None, contributed_as: Contribution | None) -> list[int]:
        """The 0-based indices of the factors of one category that contributed in one way; None: not yet sorted."""
        return [
            index
            for index, factor in enumerate(self.factors)
            if (factor.category, factor.contributed_as) == (category, contributed_as)
        ]

    def by_category(self) -> "Factors":
        """The same factors in the order of the categories, those that are not sorted yet last."""
        order = [*QUESTIONS, None]
        places = sorted(range(len(self.factors)), key=lambda index: order.index(self.factors[index].category))
        number = {index + 1: place for place, index in enumerate(places, start=1)}
        moved = [_renumbered(self.factors[index], number) for index in places]
        return self.model_copy(update={"factors": moved})


def _renumbered(factor: ContributingFactor, number: dict[int, int]) -> ContributingFactor:
    """The factor, leading to the same one as before at its new place."""
    kind, _, old = (factor.leads_to or "").partition(" ")
    if kind != "factor" or int(old) not in number:
        return factor
    return factor.model_copy(update={"leads_to": f"factor {number[int(old)]}"})
