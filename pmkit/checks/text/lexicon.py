"""The words of language that checks and grader know: lists in `words/*.toml`, each read when it is first asked for."""

from typing import Any

from pmkit.models.data_file import data_file


class _File:
    """The lists of one words file as attributes; those that its patterns share are among them."""

    def __init__(self, name: str, words: dict[str, Any]) -> None:
        self._name = name
        self._lists = {**words.get("lists", {}), **words}

    def __getattr__(self, name: str) -> frozenset[str]:
        if name not in self._lists:
            raise AttributeError(f"words/{self._name}.toml has no list called {name!r}")
        found = self.__dict__[name] = frozenset(self._lists[name])
        return found


class _Lexicon:
    """The words files as attributes: `lexicon.blame.verbs`."""

    def __getattr__(self, name: str) -> _File:
        try:
            found = self.__dict__[name] = _File(name, table(name))
        except OSError as error:
            raise AttributeError(f"no words file is called {name!r}") from error
        return found


lexicon = _Lexicon()


def words_called(file: str, name: str) -> frozenset[str]:
    """The list called `name` in `words/<file>.toml`, for code that is told which."""
    found: frozenset[str] = getattr(getattr(lexicon, file), name)
    return found


def table(file: str) -> dict[str, Any]:
    """A words file as it stands."""
    return data_file(f"checks/words/{file}.toml")
