"""The facilitator's kit as data: an opening, cards with lines by what they do, and a sheet for notes."""

from pydantic import Field

from pmkit.models.answer import Answer, Part
from pmkit.models.meeting.moves import MoveName


class Card(Part):
    """Lines that make one `move`, and when they are needed."""

    move: MoveName
    when: str = Field(min_length=1)
    lines: list[str] = Field(min_length=1)


class NoteColumn(Part):
    """One column of the sheet for notes, and what goes into it."""

    title: str
    says: str


class Kit(Answer):
    """The file `pmkit/meetings/kit.toml`; `opening` is what to say first, sentence by sentence."""

    opening: list[str] = Field(min_length=1)
    cards: list[Card] = Field(min_length=1)
    notes: list[NoteColumn] = Field(min_length=1)
