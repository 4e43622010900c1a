"""What is said of a name that no check has: the check that was meant, where one is near."""

from collections.abc import Iterable


def no_such_check(name: str, ids: Iterable[str]) -> str:
    """Say that no check has this name, and what to write.

    >>> no_such_check("blame", ["language/blame", "five-whys/blank"])
    "no check is called 'blame'; write language/blame"
    """
    from difflib import get_close_matches

    known = list(ids)
    near = [one for one in known if one.endswith(f"/{name}")] or get_close_matches(name, known, n=1)
    return f"no check is called {name!r}; {f'write {near[0]}' if near else 'run pmkit explain for all'}"
