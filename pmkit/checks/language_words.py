"""The phrases of the language checks, compiled from `words/` when they are first asked for."""

from functools import cache

from pmkit.checks.language_pattern import Phrases, compile_phrases
from pmkit.checks.text import lexicon, table


@cache
def phrases(file: str, name: str) -> Phrases:
    """The patterns called `name` in a words file."""
    data = table(file)
    return compile_phrases(data[name], data.get("lists", {}))


word_set = lexicon
__all__ = ["phrases", "table", "word_set"]
