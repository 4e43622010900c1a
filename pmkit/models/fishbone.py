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

_EXAMPLE = '["People", "Process", "Technology"]'
Problem = tuple[tuple[str | int, ...], str]
"""Where, and what we got with what to write, parted by "; "."""


class FishboneCause(Part):
    """One cause on a bone, or with `parent` (the 1-based number of an earlier cause) a sub-cause of that one.

    `contributed` marks a cause that the author judges to have contributed; without it, it was looked into.
    """

    category: str = Field(examples=['"Process"'])
    text: str = Field(examples=['"No rollback procedure"'])
    evidence: str | None = Field(None, examples=['"The runbook has no such page"'])
    contributed: bool | None = Field(None, examples=["true"])
    parent: int | None = Field(None, ge=1, examples=["1"])


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
            elif cause.parent is not None and not self._may_stand_under(cause, index):
                got = f"cause {cause.parent} cannot have it as a sub-cause"
                needed = "write the number of an earlier cause of this category that has no parent itself"
                yield ("causes", index, "parent"), f"{got}; {needed}"

    def _may_stand_under(self, cause: FishboneCause, index: int) -> bool:
        if cause.parent is None or not 1 <= cause.parent <= index:
            return False
        parent = self.causes[cause.parent - 1]
        return parent.parent is None and parent.category == cause.category

    def parent_of(self, index: int) -> int | None:
        """The 0-based index of the cause that `causes[index]` is a sub-cause of; None for one on the bone itself.

        A list that was edited in place is not validated: a parent that cannot be counts as none.
        """
        cause = self.causes[index]
        return cause.parent - 1 if cause.parent is not None and self._may_stand_under(cause, index) else None

    def bones(self) -> dict[str, dict[int, list[int]]]:
        """By category the 0-based indices of its causes, each with those of its sub-causes, in the author's order."""
        bones: dict[str, dict[int, list[int]]] = {category: {} for category in self.categories}
        for index, cause in enumerate(self.causes):
            bone, parent = bones.get(cause.category), self.parent_of(index)
            if bone is not None and parent is None:
                bone[index] = []
            elif bone is not None and parent is not None:
                bone[parent].append(index)
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
        """The same causes bone by bone, each sub-cause behind its cause."""
        order = self.arrangement()
        number = {index: place for place, index in enumerate(order, start=1)}
        causes = []
        for index in order:
            parent = self.parent_of(index)
            update = {"parent": None if parent is None else number[parent]}
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
