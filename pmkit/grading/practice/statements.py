"""The statements of a practice, kept as data files in `statements/`."""

from importlib.resources import files

from pmkit.models.story.statement import Statement, Statements


def statements(slug: str) -> list[Statement]:
    """The statements called `slug`. Raises LookupError naming the ones there are."""
    folder = files("pmkit.grading") / "statements"
    known = sorted(file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml"))
    if slug not in known:
        raise LookupError(f"no statements are called {slug!r}; write one of: {', '.join(known)}")
    return Statements.parse((folder / f"{slug}.toml").read_text(encoding="utf-8"), f"statements/{slug}.toml").statements
