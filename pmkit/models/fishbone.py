"""A fishbone (Ishikawa) analysis: a problem, the categories that were looked into, the causes found in each."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Self

from pydantic import Field, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from pmkit.models.answer import Answer, Part

CATEGORIES = ("People", "Process", "Technology", "Environment", "Communication", "Tools")
"""The module's six."""
FEWEST_CATEGORIES, MOST_CATEGORIES = 3, 10
MOST_CAUSES = 200
LONGEST_CATEGORY = 60
SLIP = 0.75
"""A name that resembles a category as much as this is taken for a slip of the pen."""
LONGEST_ID = 80

_EXAMPLE = '["People", "Process", "Technology"]'
Problem = tuple[tuple[str | int, ...], str]
"""Where, and what we got with what to write, parted by "; "."""


class FishboneCause(Part):
    """One cause on a bone, or with `parent` (the 1-based number of another cause) one that leads to that one.

    `contributed` marks a cause that the author judges to have contributed; without it, it was looked into.
    `reads_as` is what the author chose of the readings offered.
    """

    category: str = Field(examples=['"Process"'])
    text: str = Field(examples=['"No rollback procedure"'])
    evidence: str | None = Field(None, examples=['"The runbook has no such page"'])
    contributed: bool | None = Field(None, examples=["true"])
    parent: int | None = Field(None, ge=1, examples=["1"])
    reads_as: str | None = Field(None, max_length=LONGEST_ID, examples=['"no-rollback", as the kit offered it'])


class Fishbone(Answer):
    """The content of `fishbone.toml`; `empty` holds a word on each category in which nothing was found.

    >>> fishbone = Fishbone(problem="Service outage", causes=[FishboneCause(category="Tools", text="No canary")])
    >>> Fishbone.parse(fishbone.dump()) == fishbone
    True
    """

    problem: str = Field("", examples=['"Service outage"'])
    categories: list[str] = Field(
        default_factory=lambda: list(CATEGORIES),
        min_length=FEWEST_CATEGORIES,
        max_length=MOST_CATEGORIES,
        examples=[f"{_EXAMPLE}, {FEWEST_CATEGORIES} to {MOST_CATEGORIES} names"],
    )
    empty: dict[str, str] | None = Field(None, examples=['a table: [empty], below it Tools = "No tool had changed"'])
    causes: list[FishboneCause] = Field(
        default_factory=list, max_length=MOST_CAUSES, examples=[f"at most {MOST_CAUSES} [[causes]]"]
    )

    @model_validator(mode="after")
    def _bones_of_one_s_own(self) -> Self:
        """A category that only a cause names becomes a bone, unless it looks like a slip in one that is there."""
        known = {name.strip().casefold(): name for name in self.categories}
        for cause in self.causes:
            plain = cause.category.strip().casefold()
            if plain in known:
                cause.category = known[plain]
            elif (
                plain
                and len(self.categories) < MOST_CATEGORIES
                and not get_close_matches(plain, known, n=1, cutoff=SLIP)
            ):
                known[plain] = cause.category
                self.categories.append(cause.category)
        return self

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        problems = list(self._problems())
        if problems:
            raise ValidationError.from_exception_data("Fishbone", [_details(*problem) for problem in problems])
        return self

    def _problems(self) -> Iterator[Problem]:
        """What the fields say that cannot be true together."""
        for index, name in enumerate(self.categories):
            problem = _name_problem(name, self.categories[:index])
            if problem:
                yield ("categories", index), problem
        for name in self.empty or {}:
            if name not in self.categories:
                yield ("empty", name), f"no category is called so; {_known(name, self.categories)}"
        for index, cause in enumerate(self.causes):
            if cause.category not in self.categories:
                got = f"got {cause.category[:LONGEST_CATEGORY]!r}"
                yield ("causes", index, "category"), f"{got}; {_known(cause.category, self.categories)}"
            if cause.parent is not None and not self._may_lead_to(cause.parent, index):
                got = f"cause {cause.parent} cannot be what it leads to"
                needed = "write the number of another cause, which does not lead back to this one"
                yield ("causes", index, "parent"), f"{got}; {needed}"

    def _may_lead_to(self, parent: int, index: int) -> bool:
        """Whether a cause may have this 1-based parent: another one, from which no way leads back."""
        seen: set[int] = set()
        number: int | None = parent
        while number is not None and number not in seen:
            if not 1 <= number <= len(self.causes) or number == index + 1:
                return False
            seen.add(number)
            number = self.causes[number - 1].parent
        return number is None

    def leads_to(self, index: int) -> int | None:
        """The 0-based index of the cause that `causes[index]` leads to, on whichever bone; None for the problem."""
        parent = self.causes[index].parent
        return parent - 1 if parent is not None and self._may_lead_to(parent, index) else None

    def parent_of(self, index: int) -> int | None:
        """The 0-based index of the cause on the bone under which `causes[index]` is drawn; None for the bone itself.

        A diagram has one level below a cause: what leads to a sub-cause is drawn beside it, and what leads to a cause
        of another category on its own bone.
        """
        above, drawn = self.leads_to(index), None
        while above is not None and self.causes[above].category == self.causes[index].category:
            drawn, above = above, self.leads_to(above)
        return drawn

    def bones(self) -> dict[str, dict[int, list[int]]]:
        """By category the 0-based indices of its causes, each with those of its sub-causes, in the author's order."""
        bones: dict[str, dict[int, list[int]]] = {category: {} for category in self.categories}
        above = [self.parent_of(index) for index in range(len(self.causes))]
        for index, cause in enumerate(self.causes):
            if above[index] is None and cause.category in bones:
                bones[cause.category][index] = []
        for index, cause in enumerate(self.causes):
            under = above[index]
            if under is not None and cause.category in bones:
                bones[cause.category][under].append(index)
        return bones

    def contributing(self) -> list[int]:
        """The 0-based indices of the causes judged to have contributed."""
        return [index for index, cause in enumerate(self.causes) if cause.contributed]

    def word_on(self, category: str) -> str:
        """What was written on a category in which nothing was found; empty where nothing was."""
        return (self.empty or {}).get(category, "").strip()

    def arrangement(self) -> list[int]:
        """The 0-based indices of the causes in the order of `arranged`."""
        causes = (pair for bone in self.bones().values() for pair in bone.items())
        return [one for index, below in causes for one in (index, *below)]

    def arranged(self) -> Self:
        """The same causes bone by bone, each sub-cause behind the cause under which it is drawn."""
        order = self.arrangement()
        number = {index: place for place, index in enumerate(order, start=1)}
        causes = []
        for index in order:
            above = self.leads_to(index)
            update = {"parent": None if above is None else number[above]}
            causes.append(self.causes[index].model_copy(update=update))
        return self.model_copy(update={"causes": causes})


def _name_problem(name: str, earlier: list[str]) -> str:
    if not name.strip():
        return f"got {name[:LONGEST_CATEGORY]!r}; write a name, such as Process"
    if len(name) > LONGEST_CATEGORY:
        return f"{len(name)} characters; write at most {LONGEST_CATEGORY}"
    if name.strip().casefold() in {one.strip().casefold() for one in earlier}:
        return f"{name!r} stands there twice; write another name"
    return ""


def _known(name: str, categories: list[str]) -> str:
    near = get_close_matches(name[:LONGEST_CATEGORY], categories, n=1)
    return f"write {near[0]}" if near else f"write one of {', '.join(filter(None, map(str.strip, categories)))}"


def _details(location: tuple[str | int, ...], message: str) -> InitErrorDetails:
    # A message that we build may hold braces, which pydantic would take for places to fill.
    error = PydanticCustomError("value_error", "{says}", {"says": message})
    return InitErrorDetails(type=error, loc=location, input=None)
