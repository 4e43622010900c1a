"""Whether a line at the end of a chain tells how somebody behaved: in haste, in leniency, without care, on trust."""

from functools import cache, lru_cache

from pmkit.checks.language.pattern import Pattern, Span, compile_patterns, spans_of
from pmkit.checks.text.lexicon import lexicon, table
from pmkit.checks.text.people import subject_before
from pmkit.checks.text.sentence import Frame, Sentence, sentences_of
from pmkit.checks.text.set_up import lacks_control, names_set_up
from pmkit.checks.text.text import Text, read

SIGNS = frozenset({";", ":", "—", "–"})
REACH = 6
"""Among how many words behind a reason its subject is looked for."""


@cache
def _patterns(name: str) -> tuple[Pattern, ...]:
    data = table("five_whys")
    return compile_patterns(data[name], data["lists"])


@lru_cache(maxsize=2048)
def conduct_at_end(text: Text, names: frozenset[str] = frozenset()) -> tuple[int, int] | None:
    """Where a person is said to have acted so, as offsets; None where a reason in how work is set up follows.

    `names` holds the lower-case names of the people that the exercise knows.
    """
    for sentence in sentences_of(Frame(text.text, roster=names)):
        span = conduct(sentence)
        if span is not None:
            return sentence.starts[span.first], sentence.ends[span.last]
    return None


def conduct(sentence: Sentence) -> Span | None:
    """The words by which a sentence says so, from the person on."""
    for span in spans_of(_patterns("indifference"), sentence):
        return span
    for span in sorted(spans_of(_patterns("conduct"), sentence)):
        subject = _subject(sentence, span)
        if subject is not None and not _set_up_behind(sentence, span):
            return Span(subject, span.last)
    return None


def _subject(sentence: Sentence, span: Span) -> int | None:
    """The person of whom the words are said; users and nobody are none, nor is a person in a supposition."""
    subject = subject_before(sentence, span.first)
    if subject is None or sentence.words[subject] in lexicon.people.nobody | lexicon.people.outsiders:
        return None
    supposed = lexicon.five_whys.suppositions & set(sentence.words[max(0, subject - 2) : subject])
    return None if supposed else subject


def _set_up_behind(sentence: Sentence, span: Span) -> bool:
    """As in "…, because the checklist asks for nothing else": a reason that is no person, in how work is set up."""
    words = sentence.words
    for index in range(span.first, len(words)):
        if (
            words[index] in lexicon.five_whys.reasons
            or words[index] in SIGNS
            or (words[index] == "as" and words[index - 1] == ",")
        ):
            start, end = sentence.starts[index] - sentence.offset, sentence.ends[-1] - sentence.offset
            rest = read(sentence.source[start:end].lstrip(";:—– "))
            behind = range(index + 2, min(index + REACH, len(words) + 1))
            person = any(subject_before(sentence, one) is not None for one in behind)
            past = any(token.word in lexicon.five_whys.past for token in rest.tokens)
            return not person and not past and (names_set_up(rest) or lacks_control(rest))
    return False
