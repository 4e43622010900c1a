"""What can be known in a story, and the names in a rewrite that are not: of products, and of people without a part."""

from dataclasses import dataclass

from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.sentence import Frame, sentences_of
from pmkit.checks.text.text import Text, read
from pmkit.checks.text.wording import says
from pmkit.models.story.scenario import Scenario
from pmkit.models.story.statement import Statement


@dataclass(frozen=True, slots=True)
class Known:
    """What a story knows: all its words, the texts of its exhibits, the parts of its people's names."""

    words: str
    exhibits: tuple[str, ...]
    people: tuple[str, ...]


def known_in(story: Scenario) -> Known:
    """Who and what is in a story, what its exhibits show, what led to what."""
    exhibits = (f"{exhibit.source} {exhibit.text}" for exhibit in story.exhibits)
    people = (f"{person.name} {person.role}" for person in story.people)
    causes = (cause.statement for cause in story.causes)
    return Known(
        " ".join([story.brief, *story.systems, *story.teams, *people, *exhibits, *causes]),
        tuple(exhibit.text for exhibit in story.exhibits),
        tuple(name for person in story.people for name in person.name.split()),
    )


def strangers(text: Text, statement: Statement, known: Known) -> tuple[str, ...]:
    """The names that neither story nor statement knows, as they are written, each once."""
    words = f"{known.words} {statement.text}".casefold()
    names, products = lexicon.names.names - lexicon.names.also_words, lexicon.products.names
    found = []
    for sentence in sentences_of(Frame(text.text)):
        for index, word in enumerate(sentence.words):
            bare = word.removesuffix("'s").removesuffix("'")
            named = bare in products or (bare in names and sentence.is_capital(index))
            if named and bare not in words:
                found.append(text.text[sentence.starts[index] : sentence.starts[index] + len(bare)])
    return tuple(dict.fromkeys(found))


def in_place_of(text: Text, statement: Statement, known: Known) -> tuple[str, ...]:
    """People of the story who are named where the statement tells of somebody else, who is not."""
    own = {name for name in known.people if any(says(read(name), actor) for actor in statement.actors)}
    named = [name for name in known.people if read(name).stems[0] in text.positions]
    return tuple(named) if own and own.isdisjoint(named) else ()
