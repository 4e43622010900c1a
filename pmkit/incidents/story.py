"""The stories that exercises tell, kept as data files in `stories/`."""

from functools import cache
from importlib.resources import files

from pmkit.models.scenario import Scenario


@cache
def load_story(slug: str) -> Scenario:
    """The story called `slug`. Raises LookupError naming the stories there are."""
    folder = files("pmkit.incidents") / "stories"
    known = sorted(file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml"))
    if slug not in known:
        raise LookupError(f"no story is called {slug!r}; write one of: {', '.join(known)}")
    return Scenario.parse((folder / f"{slug}.toml").read_text(encoding="utf-8"), f"stories/{slug}.toml")
