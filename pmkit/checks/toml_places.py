"""Where in a TOML text a field stands, for findings that point at lines; the TOML itself is read elsewhere."""

from functools import lru_cache

from pmkit.checks.check import Field


def place_of(text: str, field: Field) -> tuple[int, int]:
    """Line and column (1-based) of a field's value; (1, 1) where it is absent or written in an unusual way."""
    places = _places(text)
    return next((places[known] for known in (field, field[:-1]) if known in places), (1, 1))


@lru_cache(maxsize=8)
def _places(text: str) -> dict[Field, tuple[int, int]]:
    places: dict[Field, tuple[int, int]] = {}
    table: Field = ()
    counts: dict[str, int] = {}
    quotes = ""
    for number, line in enumerate(text.split("\n"), start=1):  # TOML knows no other line ends but LF and CR LF
        if quotes:
            quotes = "" if quotes in line else quotes
            continue
        bare = line.strip()
        if bare.startswith("[[") and "]]" in bare:
            name = bare[2 : bare.index("]]")].strip().strip("\"'")
            counts[name] = counts.get(name, -1) + 1
            table = (name, counts[name])
            places[table] = (number, line.index("[") + 1)
        elif "=" in bare and not bare.startswith("#"):
            key, _, value = line.partition("=")
            places[*table, key.strip().strip("\"'")] = (
                number,
                len(key) + 2 + len(value) - len(value.lstrip()),
            )
            quotes = next((mark for mark in ('"""', "'''") if value.count(mark) == 1), "")
    return places
