"""One way to cut a text into words and to compare them: no disguise splits or hides a word, in any check."""

import re
import unicodedata
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from pmkit.checks import CHECKS, Check, examine
from pmkit.checks.catalogue import kind_of
from pmkit.checks.text.conduct import conduct_at_end
from pmkit.checks.text.folding import LONGEST_WORD, fold, words_and_signs, words_of
from pmkit.checks.text.lexicon import table
from pmkit.checks.text.people import name_words
from pmkit.checks.text.sentence import Frame, sentences_of
from pmkit.checks.text.text import read
from pmkit.grading.assess import assess
from pmkit.grading.exercise import exercise_names, load_exercise
from pmkit.models.answer import Answer

UNSEEN = {
    "zero width joiner": "\u200d",
    "zero width space": "\u200b",
    "soft hyphen": "\u00ad",
    "word joiner": "\u2060",
    "byte order mark": "\ufeff",
    "variation selector": "\ufe0f",
    "isolate": "\u2068",
    "combining grapheme joiner": "\u034f",
    "tag": "\U000e0061",
}
MARKS = {"acute": "\u0301", "stroke": "\u0336", "millions sign": "\u0489", "circle": "\u20dd", "half mark": "\ufe20"}
WORD = re.compile(r"\b[a-z]{4,}\b")
PIECES = [*"aeIOs '-./@", "\u2019", "\u200b", "\u0301", "\uff45", "\U0001d41e", "\u24d4", "\u3164", "\u0435"]
TEXT = st.text(max_size=80) | st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
# A waiver is addressed to the program, letter by letter.
EXAMPLES = [(check, example) for check in CHECKS if check.id != "language/waiver" for example in check.bad]


def words(text: str) -> list[str]:
    return [word for word, _, _ in words_of(text)]


@given(TEXT)
def test_to_fold_twice_is_to_fold_once(word: str) -> None:
    assert fold(fold(word)) == fold(word)


@given(TEXT)
def test_a_place_is_one_of_the_text_as_given(text: str) -> None:
    found, spans = words_and_signs(text)
    told = [*words_of(text), *((word, *span) for word, span in zip(found, spans, strict=True))]
    assert [one for one in told if not 0 <= one[1] < one[2] <= len(text)] == []
    assert [one for one in told if fold(text[one[1] : one[2]]) != one[0]] == []
    places = [start for _, start, _ in words_of(text)]
    assert places == sorted(places)


@given(TEXT)
def test_sentences_and_texts_compare_the_same_words(text: str) -> None:
    """A stroke joins the words of a text and parts those of a sentence; but for handles, nothing else differs."""
    text = text.replace("@", " ")
    told = {part for word in words(text) for part in word.split("/")}
    read_in_sentences = [word for one in sentences_of(Frame(text)) for word in one.words]
    whole = [word.removesuffix("'") for word in read_in_sentences]
    said = {part for word in whole for part in word.split("/")}
    assert {word for word in told if word.isalpha()} == {word for word in said if word.isalpha()}


@pytest.mark.parametrize("sign", [*UNSEEN.values(), *MARKS.values()], ids=[*UNSEEN, *MARKS])
def test_what_nobody_sees_neither_splits_nor_hides_a_word(sign: str) -> None:
    for text in (f"for{sign}got", f"forgot{sign}", f"f{sign * 80}orgot", f"{sign}forgot", sign.join("forgot")):
        assert words(f"We {text}.") == ["we", "forgot"]
        assert words_and_signs(f"We {text}.")[0] == ["we", "forgot", "."]


ALIKE = {
    "full width": "\uff46\uff4f\uff52\uff47\uff4f\uff54",
    "bold": "\U0001d41f\U0001d428\U0001d42b\U0001d420\U0001d428\U0001d42d",
    "circled": "\u24d5\u24de\u24e1\u24d6\u24de\u24e3",
    "cyrillic": "f\u043erg\u043et",
    "accents": "f\u00f3rg\u00f2t",
    "capitals": "FORGOT",
}


@pytest.mark.parametrize("text", ALIKE.values(), ids=ALIKE)
def test_letters_that_look_alike_are_one(text: str) -> None:
    assert words(text) == words_and_signs(text)[0] == ["forgot"]


@pytest.mark.parametrize("sign", ["\u2019", "\u2018", "\u02bc", "\u201b", "\uff07", "\u00b4"])
def test_each_sign_for_an_apostrophe_is_one(sign: str) -> None:
    assert words(f"we didn{sign}t") == words_and_signs(f"we didn{sign}t")[0] == ["we", "didn't"]


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u202f", "\u3000", "\u2800", "\u3164", "\uffa0"])
def test_each_sign_that_looks_like_a_space_parts_words(space: str) -> None:
    assert words(f"human{space}error") == words_and_signs(f"human{space}error")[0] == ["human", "error"]
    assert len(list(sentences_of(Frame(f"It failed.{space}We saw it.")))) == 2


def test_every_format_sign_of_unicode_but_those_one_sees_stays_within_a_word() -> None:
    signs = [chr(one) for one in range(0x110000) if unicodedata.category(chr(one)) == "Cf"]
    parting = [sign for sign in signs if words(f"a{sign}b") != ["ab"]]
    assert {unicodedata.name(sign).split()[0] for sign in parting} == {"ARABIC", "EGYPTIAN", "KAITHI", "SYRIAC"}


def test_a_long_word_is_cut_after_what_one_sees_of_it() -> None:
    assert fold("a" * 100) == fold("á" * 100) == "a" * LONGEST_WORD
    assert words("\u200b".join("a" * 100)) == ["a" * LONGEST_WORD]


def test_names_are_compared_as_words_are() -> None:
    assert name_words(["Zoë Nuñez", "@mi\u200bna"]) == {"zoe", "nunez", "mina"}


def test_words_in_data_are_folded_already() -> None:
    """Those of other languages keep their accents, which tell them apart."""
    files = ("accusation", "blame", "causes", "five_whys", "concepts", "counterfactual", "denials", "english", "names",
             "people", "polarity", "rewrites", "timeline", "vague")  # fmt: skip
    found = [part for file in files for word in texts_of(table(file)) for part in re.split(r"[ /]", word)]
    assert [word for word in found if word and words(word) and fold(word) != word] == []


def test_phrases_that_are_compared_by_stem_are_words_with_spaces_between() -> None:
    apart = {"abbreviations", "common_besides", "conduct", "indifference", "lists"}
    lists = [item for file in ("concepts", "english", "five_whys") for item in table(file).items()]
    phrases = [text for name, found in lists if name not in apart for text in texts_of(found)]
    assert [phrase for phrase in phrases if words(phrase) != phrase.split()] == []


def texts_of(data: object) -> list[str]:
    if isinstance(data, str):
        return [data]
    values = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return [text for value in values for text in texts_of(value)]


def disguised(subject: object, sign: str) -> object:
    """A subject with a sign in each of its words."""
    if isinstance(subject, str):
        return WORD.sub(lambda match: match[0][:2] + sign + match[0][2:], subject)
    if isinstance(subject, BaseModel):
        fields = {name: disguised(getattr(subject, name), sign) for name in type(subject).model_fields}
        return subject.model_copy(update={name: new for name, new in fields.items() if name not in FIXED})
    if isinstance(subject, list):
        return [disguised(one, sign) for one in subject]
    return subject


FIXED = {
    "kind",
    "status",
    "priority",
    "category",
    "contributed_as",
    "leads_to",
    "categories",
    "original",
    "schema_version",
    "letter",
    "effect",
    "horizon",
    "policy",
    "column",
    "done",
    "statistic",
    "verdict",
    "service",
    "cause_class",
    "meeting",
    "agenda",
    "talk",
    "element",
}
"""Fields that hold a choice or a name, and no words of the author."""


@pytest.mark.parametrize("sign", [UNSEEN["zero width joiner"], UNSEEN["soft hyphen"]], ids=["joiner", "hyphen"])
@pytest.mark.parametrize(("check", "example"), EXAMPLES, ids=lambda value: getattr(value, "id", ""))
def test_a_fault_is_found_whatever_is_hidden_in_its_words(check: Check, example: Answer | str, sign: str) -> None:
    hidden = cast("Answer | str", disguised(example, sign))
    plain = [one.check for one in examine(example, kind_of(check), scenario=check.scenario) if one.check == check.id]
    found = examine(hidden, kind_of(check), scenario=check.scenario)
    assert [one.check for one in found if one.check == check.id] == plain


@pytest.mark.parametrize("exercise", exercise_names())
def test_an_answer_earns_what_it_earns_whatever_is_hidden_in_its_words(exercise: str) -> None:
    answer = load_exercise(exercise).model_answer
    hidden = cast("Answer", disguised(answer, UNSEEN["zero width joiner"]))
    plain, told = assess(exercise, answer), assess(exercise, hidden)
    assert [(one.id, one.points) for one in told.criteria] == [(one.id, one.points) for one in plain.criteria]


def test_a_line_that_ends_in_its_reason_is_read_to_its_end() -> None:
    assert conduct_at_end(read("The DBA waved it through since January.")) is not None
