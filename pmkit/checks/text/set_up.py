"""Whether a text names how work is set up: a check, a rule, a rota, or that one of them is not there."""

from functools import cache

from pmkit.checks.text.lexicon import lexicon, words_called
from pmkit.checks.text.stems import stem
from pmkit.checks.text.text import Text


@cache
def stems_of(name: str) -> frozenset[str]:
    """The stems of a list of words in `words/five_whys.toml`."""
    return frozenset(map(stem, words_called("five_whys", name)))


def names_set_up(text: Text, problem: Text | None = None) -> bool:
    """Whether a text names a thing or an act by which work is set up, beyond those that the problem is about."""
    known = problem.content if problem else frozenset()
    words = {token.word for token in text.tokens}
    return bool((text.content & stems_of("set_up")) - known) or bool(words & lexicon.five_whys.setting_up)


def lacks_control(text: Text) -> bool:
    """Whether a text says that something is not there, other than what machines run out of: "no space"."""
    resources = lexicon.five_whys.resources
    for index, token in enumerate(text.tokens):
        if token.word in lexicon.five_whys.control_lacking:
            following = [one.word for one in text.tokens[index + 1 : index + 3]]
            if not resources & set(following) and (following or token.word in lexicon.five_whys.lacking_alone):
                return True
    return False
