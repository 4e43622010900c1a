"""Given statements, each with the words in which a trainee says it again."""

from typing import Self

from pydantic import Field

from pmkit.models.answer import Answer, Part

MOST_REWRITES = 100


class Rewrite(Part):
    """One statement as it was given, and its rewrite; an empty one is not written yet."""

    original: str = Field(examples=['"The operator forgot to check the logs"'])
    text: str = Field("", examples=['"The logs were not checked; no step in the runbook asks for it"'])


class Rewrites(Answer):
    """The content of an answer such as `blameless_rewrite.toml`.

    >>> answer = Rewrites(rewrites=[Rewrite(original="It was careless", text="The check has no second reader")])
    >>> Rewrites.parse(answer.dump()) == answer
    True
    """

    rewrites: list[Rewrite] = Field(
        default_factory=list, max_length=MOST_REWRITES, examples=[f"at most {MOST_REWRITES} [[rewrites]]"]
    )

    @property
    def written(self) -> int:
        """How many statements have a rewrite."""
        return sum(bool(one.text.strip()) for one in self.rewrites)

    def in_order_of(self, statements: list[str]) -> Self:
        """One rewrite a statement, in their order; words about any other statement stay, at the end."""
        left = list(self.rewrites)
        ordered = []
        for statement in statements:
            found = next((one for one in left if one.original == statement), None)
            if found:
                left.remove(found)
            ordered.append(found or Rewrite(original=statement))
        return self.model_copy(update={"rewrites": [*ordered, *(one for one in left if one.text.strip())]})
