"""What the figures of a history are held against: targets that somebody chose, as data."""

from functools import cache

from pydantic import Field

from pmkit.models.answer import Answer, Part
from pmkit.models.clocks import FigureName
from pmkit.models.data_file import data_file, data_files

DEFAULT = "module"


class Programme(Part):
    """Targets of the programme: shares of one, and business days."""

    postmortems: float = Field(ge=0, le=1)
    postmortem_days: int = Field(ge=1)
    actions_on_time: float = Field(ge=0, le=1)
    repeats: float = Field(ge=0, le=1)


class Targets(Answer):
    """Targets for the mean times, in minutes, and for the programme, with who set them."""

    name: str
    title: str
    source: str
    minutes: dict[FigureName, float]
    programme: Programme


@cache
def load_targets(name: str = DEFAULT) -> Targets:
    """The targets called `name`. Raises LookupError naming those there are."""
    names = data_files("models/policies/targets")
    if name not in names:
        raise LookupError(f"no targets are called {name!r}; write one of: {', '.join(names)}")
    return Targets.from_data(data_file(f"models/policies/targets/{name}.toml"), f"targets/{name}.toml")
