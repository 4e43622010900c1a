"""Stems of words: those of the words in data are kept beside them, for to work them out is a third of a short run."""

from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from sys import modules
from types import ModuleType
from typing import Any

from pmkit.checks.text.lexicon import table


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of a folded word (Snowball, English): "tests", "testing" and "tested" are one."""
    return table("stems")["stems"].get(word) or worked_out(word)


def worked_out(word: str) -> str:
    """The stem of a word as the library works it out."""
    return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> Any:
    """The library's stemmer of English; the library itself loads those of thirty languages, which takes 20 ms."""
    found = find_spec("snowballstemmer")
    package = ModuleType("_snowball_english")
    package.__path__ = list(found.submodule_search_locations or ()) if found else []
    modules[package.__name__] = package
    return import_module(f"{package.__name__}.english_stemmer").EnglishStemmer()
