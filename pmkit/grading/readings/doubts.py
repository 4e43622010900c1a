"""Where a line cannot be taken at its words: denied, turned round, both at once, strange names or figures."""

import re
from collections.abc import Iterator

from pmkit.checks.text.folding import fold
from pmkit.checks.text.lexicon import lexicon, table
from pmkit.checks.text.numbers import in_digits
from pmkit.checks.text.people import name_words
from pmkit.checks.text.text import Text, is_absence, read
from pmkit.checks.text.wording import says, says_denied
from pmkit.grading.grounding import denies, strange
from pmkit.grading.readings.clauses import lacks, says_it_in_no_clause
from pmkit.grading.readings.commitment import uncommitted
from pmkit.grading.readings.meaning import Meaning
from pmkit.grading.readings.polarity import denied_verbs
from pmkit.grading.readings.reading import Doubt
from pmkit.models.story.scenario import Scenario

REACH = 3
"""How many words after a word of absence are still denied by it."""
SLACK = 0.1
"""By this share a figure may be rounded."""
_BECAUSE = re.compile(r"\b(?:because|as a result of|due to|owing to|caused by)\b", re.IGNORECASE)
_THEREFORE = re.compile(
    r"\b(?:so that|so|made|makes|therefore|thus|hence|which (?:caused|led to|made|meant)|led to|caused|resulted in)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(r"\s*(because|since|as|due to|owing to)\b([^,]{1,300}),(.{1,300})", re.IGNORECASE | re.DOTALL)
_SHARE = re.compile(r"\b(\d{1,4}) ?(?:of|/|out of) ?(?:all |our |the )?(\d{1,4})\b(?: ([a-z]{3,40}))?", re.IGNORECASE)
_QUANTITY = re.compile(
    r"(?<![\w.:,-])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)\s*(%|percent|per cent|[kKMGT]i?B|[a-z]{3,})", re.IGNORECASE
)


def claims_presence(line: Text, meaning: Meaning) -> bool:
    """Whether a line has no word of absence or want at all, though its meaning is that something was missing."""
    if not meaning.is_absence or line.tokens[0].word in lexicon.english.imperatives:
        return False  # what is to be added was missing
    return not lacks(line)


def is_denied(line: Text, meaning: Meaning) -> bool:
    """Whether a line has the words of a meaning only to say that it was not so."""
    if any(says(line, wording) for wording in meaning.wordings):
        return False
    if meaning.is_absence and any(is_absence(token.word) for token in line.tokens):
        return False
    return any(says_denied(line, wording) for wording in meaning.wordings)


def doubt_about(line: Text, meaning: Meaning, meanings: dict[str, Meaning], story: Scenario) -> tuple[Doubt, str]:
    """The first thing that speaks against taking a line at its words, with the words that it is about."""
    open_ended = uncommitted(line)
    if open_ended:
        return open_ended, line.text
    if denies(line, tells_of_absence=meaning.is_absence) or says_it_in_no_clause(line, meaning):
        return "denied", line.text
    both = says_both(line)
    if both:
        return "both", both
    exchanged = effect_and_cause(line, meanings)
    if exchanged:
        return "exchanged", exchanged
    names = strange_names(line, story)
    if names:
        return "strange", ", ".join(names)
    figures = strange_figures(line, meaning) or strange_shares(line, story)
    if figures:
        return "figure", ", ".join(figures)
    people = unmentioned(line, meaning, story)
    return ("person", ", ".join(people)) if people else ("", "")


def says_both(line: Text) -> str:
    """The word that a line both says and denies ("killed it and did not kill it"), or "" where it does neither."""
    denied: dict[str, str] = {}
    affirmed: set[str] = set()
    reach = 0
    small = lexicon.english.function | lexicon.english.absence | lexicon.five_whys.light
    for token in line.tokens:
        if is_absence(token.word):
            reach = REACH + 1
        elif token.word not in small:
            if reach:
                denied.setdefault(token.stem, token.word)
            else:
                affirmed.add(token.stem)
        reach = max(0, reach - 1)
    verbs = {read(word).stems[0] for word in lexicon.english.verbs}
    opposite = next(_opposites(line), "") or next(_taken_back(line), "")
    return opposite or next((word for stem, word in denied.items() if stem in affirmed and stem in verbs), "")


def _taken_back(line: Text) -> Iterator[str]:
    """Verbs that a line says, and of the same subject denies again: "fired, and it did not fire"."""
    denied = denied_verbs(line)
    said = {token.stem: place for place, token in enumerate(line.tokens) if place not in denied}
    small = lexicon.polarity.auxiliaries | lexicon.polarity.before_verbs | lexicon.polarity.subjects_again
    for place in sorted(denied):
        word = line.tokens[place].word
        before = place - 1
        while before > 0 and (line.tokens[before].word in small or line.tokens[before].word.endswith("n't")):
            before -= 1
        joined = line.tokens[before].word in lexicon.opposites.joining
        following = line.tokens[place + 1] if place + 1 < len(line.tokens) else None
        of_the_same = following is None or said.get(following.stem, place) < before or following.word in small
        if joined and of_the_same and said.get(line.tokens[place].stem, place) < before:
            yield word


def _opposites(line: Text) -> Iterator[str]:
    """Opposites said of one thing in one breath: "was offline, and it was online"."""
    words = [token.word for token in line.tokens]
    for one, other in table("opposites")["pairs"]:
        if one in words and other in words:
            first, second = sorted((words.index(one), words.index(other)))
            between = set(words[first + 1 : second])
            if second - first <= REACH + 2 and between & lexicon.opposites.joining:
                yield f"{words[first]} … {words[second]}"


def effect_and_cause(line: Text, meanings: dict[str, Meaning]) -> str:
    """The words in which a line makes an effect the cause of its cause, or "" where it does not."""
    for word, cause, effect in _causal_clauses(line.text):
        effects, causes = _named(effect, meanings), _named(cause, meanings)
        if not effects or not causes or effects & causes:
            continue
        right = any(one in meanings[other].effects for one in effects for other in causes)
        turned = any(other in meanings[one].effects for one in effects for other in causes)
        if turned and not right:
            return word
    return ""


def _causal_clauses(text: str) -> Iterator[tuple[str, str, str]]:
    """Each causal link that a text states: its word, the cause, the effect."""
    opening = _OPENING.match(text)
    if opening:
        yield opening[1], opening[2], opening[3]
    because = _BECAUSE.search(text)
    if because and because.start():
        yield because[0], text[because.end() :], text[: because.start()]
    therefore = _THEREFORE.search(text)
    if therefore:
        yield therefore[0], text[: therefore.start()], text[therefore.end() :]


def _named(text: str, meanings: dict[str, Meaning]) -> frozenset[str]:
    words = read(text.strip())
    return frozenset(one.id for one in meanings.values() if any(says(words, wording) for wording in one.wordings))


def strange_names(line: Text, story: Scenario) -> list[str]:
    """Machines, versions, clock times and products in a line that nobody in the story knows."""
    known = _known(story)
    products = lexicon.products.names
    named = (token for token in line.tokens if token.word in products and token.word not in known)
    return list(dict.fromkeys([*strange(line.text, story), *(token.word for token in named)]))


def _known(story: Scenario) -> str:
    exhibits = (exhibit.text for exhibit in story.exhibits)
    sources = (exhibit.source for exhibit in story.exhibits)
    people = (f"{person.name} {person.role}" for person in story.people)
    causes = (cause.statement for cause in story.causes)
    return " ".join([story.brief, *story.systems, *story.teams, *people, *sources, *exhibits, *causes]).casefold()


def unmentioned(line: Text, meaning: Meaning, story: Scenario) -> list[str]:
    """People of the story in a line whom none of the exhibits for its meaning mentions."""
    shown = {fold(word.strip(".,:;()'’")) for word in f"{meaning.shown_text} {meaning.statement}".split()}
    words = {token.word.removesuffix("'s") for token in line.tokens}
    return [
        person.name for person in story.people if (parts := name_words([person.name])) & words and not parts & shown
    ]


def strange_shares(line: Text, story: Scenario) -> list[str]:
    """Shares such as "9 of 31" that stand nowhere in the story."""
    known = {(part, whole) for part, whole, _ in _SHARE.findall(in_digits(_known(story)))}
    told = _SHARE.findall(in_digits(line.text))
    return [f"{part} of {whole}" for part, whole, unit in told if (part, whole) not in known and not _is_length(unit)]


def _is_length(unit: str) -> bool:
    """Whether a share is one of a stretch of time, such as "62 of the 120 minutes", which can be worked out."""
    return unit.casefold() in lexicon.english.durations


def strange_figures(line: Text, meaning: Meaning) -> list[str]:
    """Quantities in a line that the exhibits for its meaning count by other numbers; durations can be worked out."""
    known: dict[str, list[float]] = {}
    for number, unit, _ in _quantities(f"{meaning.shown_text} {meaning.statement}"):
        known.setdefault(unit, []).append(number)
    return [
        told
        for number, unit, told in _quantities(line.text)
        if unit in known
        and unit not in lexicon.english.durations
        and not any(abs(number - one) <= SLACK * max(number, one) for one in known[unit])
    ]


def _quantities(text: str) -> Iterator[tuple[float, str, str]]:
    """Each number, what it counts, and both as told: "5 of the 9 operators" are 9 operators, and 5 of them."""
    digits = in_digits(text)
    for match in _QUANTITY.finditer(digits):
        yield float(match[1].replace(",", "")), _unit(match[2]), match[0]
    for match in _SHARE.finditer(digits):
        if match[3]:
            yield float(match[1]), _unit(match[3]), match[0]


def _unit(word: str) -> str:
    plain = word.casefold()
    return "%" if plain in {"%", "percent", "per cent"} else read(plain.replace("ib", "b")).stems[0]
