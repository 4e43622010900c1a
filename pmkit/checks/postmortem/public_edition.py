"""A postmortem as the public may read it: without people's names, internal hosts, addresses and links."""

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from pmkit.checks.document.document import Document
from pmkit.checks.postmortem import exposure
from pmkit.checks.postmortem.reading import PostmortemReading
from pmkit.checks.text.folding import fold, seen
from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.people import is_owner, is_person, name_words
from pmkit.checks.text.sentence import Sentence
from pmkit.models.postmortem.postmortem import Postmortem

What = Literal["name", "host", "link", "address", "secret"]
INSTEAD: dict[What, str] = {
    "name": "a responder",
    "host": "an internal system",
    "link": "",
    "address": "(removed)",
    "secret": "(removed)",
}
SHORTEST_NAME = 2
DOTS = 3
"""Points in the number of a host."""
_LINK = re.compile(r"(?P<mark>!?)\[(?P<words>[^\[\]\n]{0,300})\]\((?P<to>[^()\s]{0,500})(?: [^()\n]{0,200})?\)")
_REFERENCE = re.compile(r"^ {0,3}\[[^\]\n]{1,100}\]:[ \t]*\S+[^\n]*$", re.MULTILINE)
_BARE = re.compile(r"<?\bhttps?://[^\s<>|)\]]{1,500}>?", re.IGNORECASE)
_HOST = re.compile(
    r"(?<![\w.@/-])(?:(?:[a-z0-9](?:[a-z0-9-]{0,40}[a-z0-9])?\.){1,6}[a-z]{2,8}|[a-z][a-z]{1,20}(?:-[a-z0-9]{1,20}){0,4}-\d{1,4}|\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?)(?![\w-])"
)
_SHOUTED_HOST = re.compile(
    r"(?<![\w.@/-])(?:(?:[A-Za-z0-9][A-Za-z0-9-]{0,40}\.){1,6}(?P<end>[A-Za-z]{2,8})"
    r"|[A-Z][A-Z0-9]{1,20}(?:-[A-Z0-9]{1,20}){0,4}-\d{1,4})(?![\w-])"
)
"""A host in capitals; a ticket such as OPS-412 looks the same, and goes too."""
_FILE_ENDING = re.compile(
    r"\.(?:md|txt|log|json|toml|ya?ml|csv|py|js|go|rb|java|sh|conf|cfg|ini|html?|png|svg|pdf|e\.g|i\.e)$"
)
_HANDLE = re.compile(r"(?<![\w.])@[A-Za-z][\w.-]{1,40}")


_WORD = re.compile(r"[^\W\d_][\w'’-]*")

Place = tuple[int, int, What, str]
"""Characters from one to another, of which sort they are, and what stands there instead."""


class Removed(NamedTuple):
    """What was taken out: of which sort, the words, and on which line."""

    what: What
    words: str
    line: int


class Edition(NamedTuple):
    """The public text, and all that it lacks."""

    postmortem: Postmortem
    removed: list[Removed]


def public_edition(postmortem: Postmortem, roster: Iterable[str] = (), hosts: Iterable[str] = ()) -> Edition:
    """What may be read by anybody. `roster` names more people, `hosts` the hosts that may stay, such as one's own."""
    stays = frozenset(host.casefold() for host in hosts)
    given = Postmortem(text=seen(postmortem.text))
    people = [*roster, *_named(given)]
    # Links go first: the words that stay of one may hold a name.
    unlinked, links = _without(given.text, _links(given.text, stays))
    text, others = _without(unlinked, _places(PostmortemReading(Postmortem(text=unlinked)), people, stays))
    return Edition(Postmortem(text=text), sorted([*links, *others], key=lambda one: one.line))


def _without(text: str, places: Iterable[Place]) -> tuple[str, list[Removed]]:
    """A text with other words at some places, and what stood there; of places that overlap all is taken out."""
    parts: list[str] = []
    removed: list[Removed] = []
    reached = line = 0
    for start, end, what, instead in sorted(places, key=lambda one: (one[0], -one[1])):
        if end <= reached:
            continue
        line += text.count("\n", reached, max(start, reached))
        if start >= reached:
            parts += [text[reached:start], instead]
            removed.append(Removed(what, text[start:end], line + 1))
        line += text.count("\n", max(start, reached), end)
        reached = end
    return "".join(parts) + text[reached:], removed


def _named(answer: Postmortem) -> Iterator[str]:
    """The people that a document names itself: its authors, and the owners of its actions."""
    yield from answer.authors
    for action in answer.actions:
        if action.item.owner and not set(fold(action.item.owner).split()) & lexicon.people.groups:
            yield action.item.owner


def _places(reading: PostmortemReading, people: list[str], stays: frozenset[str]) -> Iterator[Place]:
    text = reading.text
    for start, end in exposure.secrets_in(text):
        yield start, end, "secret", INSTEAD["secret"]
    for start, end in exposure.addresses_in(text):
        yield start, end, "address", INSTEAD["address"]
    for found in _HOST.finditer(text):
        if found[0].casefold() not in stays and not _FILE_ENDING.search(found[0]) and _is_host(found[0]):
            yield *found.span(), "host", INSTEAD["host"]
    for found in _SHOUTED_HOST.finditer(text):
        if found[0].casefold() not in stays and not _FILE_ENDING.search(found[0].casefold()) and _is_shouted(found):
            yield *found.span(), "host", INSTEAD["host"]
    for found in _HANDLE.finditer(text):
        yield *found.span(), "name", INSTEAD["name"]
    yield from _names(reading, people)


def _links(text: str, stays: frozenset[str]) -> Iterator[Place]:
    """Links, of which the words stay, and bare addresses; those to hosts that may stay are left."""
    for found in _LINK.finditer(text):
        if _host_of(found["to"]) not in stays:
            yield *found.span(), "link", "" if found["mark"] else found["words"]
    for pattern in (_REFERENCE, _BARE):
        for found in pattern.finditer(text):
            if _host_of(found[0]) not in stays:
                yield *found.span(), "link", "(link removed)" if pattern is _BARE else ""


def _host_of(address: str) -> str:
    return address.partition("://")[2].partition("/")[0].partition(":")[0].strip("<>").casefold()


def _is_host(words: str) -> bool:
    """Whether a word with points or hyphens names a host: versions and abbreviations do not."""
    last = words.rpartition(".")[2]
    return "-" in words or "." not in words or (not last.isdigit() and len(last) > 1) or words.count(".") == DOTS


def _is_shouted(found: re.Match[str]) -> bool:
    """Whether a word with capitals names a host or a ticket: it ends as hosts do, and is no severity or standard."""
    if found["end"]:
        return found["end"].casefold() in lexicon.postmortem.host_endings
    return found[0].split("-")[0].casefold() not in lexicon.postmortem.numbered


def _names(reading: PostmortemReading, people: list[str]) -> Iterator[Place]:
    """Names of people: of those that are known, and of those that sentences tell; neighbours are one name."""
    known = name_words(people)
    document = Document(reading.text, known)
    spans = {span for sentence in document.sentences for span in _spans(sentence, known)}
    spans |= set(_known_words(reading.text, known))
    for start, end in _together(sorted(spans), reading.text):
        yield start, end, "name", INSTEAD["name"]


def _spans(sentence: Sentence, known: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where a sentence names people."""
    for index, word in enumerate(sentence.words):
        is_named = word.split("'")[0] in known or word.split("'")[0] in lexicon.names.names
        if is_named and sentence.is_capital(index) and (is_person(sentence, index) or is_owner(sentence, index)):
            yield sentence.starts[index], sentence.ends[index] - len("'s") * word.endswith("'s")


def _known_words(text: str, known: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Every word of a known name, with a capital, wherever it stands: in tables, headings and code too."""
    for found in _WORD.finditer(text) if known else ():
        word = fold(found[0]).removesuffix("'s")
        if found[0][:1].isupper() and len(word) > SHORTEST_NAME and word in known:
            yield found.start(), found.start() + len(found[0].removesuffix("'s").removesuffix("’s"))


def _together(spans: list[tuple[int, int]], text: str) -> Iterator[tuple[int, int]]:
    """Neighbouring words as one name."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and text[merged[-1][1] : start].strip(" ") == "" and start - merged[-1][1] <= 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    yield from merged
