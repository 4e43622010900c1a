"""A draft postmortem of a story, and what can be wrong in it: data that a generator fills in for one trainee."""

from typing import Self

from pydantic import Field, model_validator

from pmkit.models.answer import Answer, Part


class SlipKind(Part):
    """One way in which a fluent draft goes wrong; `asks` is the question that finds it in any draft."""

    id: str
    title: str
    asks: str


class SlipKinds(Answer):
    """All kinds, in the order in which they are planted."""

    kinds: list[SlipKind] = Field(min_length=1)


class Slot(Part):
    """A place of the draft as it truly is; empty where nothing stands there.

    `needs` is the id of a distractor without which there is nothing to say.
    """

    right: str = ""
    needs: str = ""


class Slip(Part):
    """What a draft may say in a slot instead: `wrong`; `says` tells what is so.

    `figure` is what a mend has to hold, where that is a time, a length, a version or a name. The records that show
    it are those of `events`, and those that hold one of `texts`.
    """

    kind: str
    slot: str
    wrong: str = Field(min_length=1)
    says: str
    figure: str = ""
    events: list[str] = Field(default_factory=list)
    texts: list[str] = Field(default_factory=list)


class DraftSection(Part):
    """A heading and its lines; a line has at most two slots, each written as <<slot>>."""

    title: str
    lines: list[str] = Field(min_length=1)


class StoryDraft(Answer):
    """A draft in the words of the story as it is written, with the placeholders of stories."""

    title: str
    slots: dict[str, Slot]
    sections: list[DraftSection]
    slips: list[Slip]

    @model_validator(mode="after")
    def _slots_are_there(self) -> Self:
        written = " ".join(line for section in self.sections for line in section.lines)
        for name in self.slots:
            if written.count(f"<<{name}>>") != 1:
                raise ValueError(f"slots, {name}: write <<{name}>> into one line")
        for number, slip in enumerate(self.slips, start=1):
            if slip.slot not in self.slots:
                raise ValueError(f"slip {number}, slot: there is no slot {slip.slot!r}; write one of its own")
            if not slip.events and not slip.texts:
                raise ValueError(f"slip {number}: nothing shows it; write events or texts")
        return self
