"""Where a short text makes a person the cause; for texts that stand at the end of a chain."""

from pmkit.checks.language.blame import blame
from pmkit.checks.language.cause import person_as_cause as named_as_cause
from pmkit.checks.language.pattern import Span
from pmkit.checks.text.people import subject_before
from pmkit.checks.text.sentence import Frame, sentences_of
from pmkit.checks.text.text import Text


def person_as_cause(text: Text, names: frozenset[str] = frozenset()) -> tuple[int, int] | None:
    """Where a text names a person as what went wrong, as offsets; None where it does not.

    `names` holds the lower-case names of the people that the exercise knows. At the end of a chain, any blame of
    a person makes the person the cause. A person who lacked something ("the engineer did not get an alert") is
    no finding, nor is a thing named after a role ("operator image").
    """
    for sentence in sentences_of(Frame(text.text, heading="cause", roster=names)):
        spans: list[Span] = sorted([*named_as_cause(sentence), *blame(sentence)])
        if spans:
            first, last = spans[0].first, spans[0].last
            subject = subject_before(sentence, first)
            return sentence.starts[first if subject is None else subject], sentence.ends[last]
    return None
