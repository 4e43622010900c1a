"""Who does what a verb tells, where somebody may be judged for it."""

from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.people import people_meant, subject_before
from pmkit.checks.text.sentence import Sentence


def doer(sentence: Sentence, index: int) -> int | None:
    """The person who is the subject of the verb at `index`; None for nobody, for a supposition, for things."""
    subject = subject_before(sentence, index)
    if subject is None or sentence.words[subject] in lexicon.people.nobody:
        return None
    if sentence.words[subject] == "they" and not people_meant(sentence, subject):
        return None
    before = sentence.words[max(0, subject - 4) : subject]
    if not (lexicon.blame.always_suppositions | lexicon.blame.nobody).isdisjoint(before):
        return None
    between = sentence.words[subject + 1 : index]
    denies = not lexicon.blame.denying.isdisjoint(between) or any(one.endswith("n't") for one in between)
    return None if denies else subject
