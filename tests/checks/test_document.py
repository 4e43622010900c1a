"""How a Markdown text is read: which words are its author's, and where they stand."""

import pytest

from pmkit.checks.document.document import Document, read_document
from pmkit.checks.text.folding import fold
from pmkit.checks.toml_places import place_of
from pmkit.models.story.scenario import Person, Scenario


def words_of(text: str) -> list[str]:
    return [word for sentence in read_document(text).sentences for word in sentence.words if word.isalnum()]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("The pod `rm -rf` stopped", ["the", "pod", "stopped"]),
        ("```\nwe forgot\n```\nThe pod stopped", ["the", "pod", "stopped"]),
        ("> we forgot\n\nThe pod stopped", ["the", "pod", "stopped"]),
        ("See [the log](http://forgot.example/we) today", ["see", "the", "log", "today"]),
        ("See https://forgot.example/we?x=1 today", ["see", "today"]),
        ("She wrote “we forgot” today", ["she", "wrote", "today"]),
        ("It said 'we forgot' and the team's pod stopped", ["it", "said", "and", "the", "pod", "stopped"]),
        ("<!-- we forgot -->\nThe pod stopped", ["the", "pod", "stopped"]),
        ("---\nauthor: we forgot\n---\nThe pod stopped", ["the", "pod", "stopped"]),
        ("2026-01-31T02:14:00Z ERROR we forgot\nThe pod stopped", ["the", "pod", "stopped"]),
        ("Time | Source | What\n--|--|--\n1 | we forgot | it stopped", ["1", "it", "stopped"]),
        ("Set\n===\n- the pod\n  stopped", ["set", "the", "pod", "stopped"]),
    ],
)
def test_only_the_words_of_the_author_are_read(text: str, read: list[str]) -> None:
    assert words_of(text) == read


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_and_columns_hold_whatever_ends_a_line(ending: str) -> None:
    text = ending.join(["# Title", "", "one two", "three four"])
    document = read_document(text)
    assert document.place(text.index("four")) == (4, 7)


@pytest.mark.parametrize(
    "disguised",
    [
        "forgot",
        "FORGOT",
        "\uff46\uff4f\uff52\uff47\uff4f\uff54",
        "for\u200bgot",
        "f\u043erg\u043et",
        "fórgot",
        "for\u00adgot",
    ],
)
def test_a_disguised_word_is_the_same_word_at_its_own_place(disguised: str) -> None:
    text = f"¿ 😀 Sam {disguised} it."
    sentence = read_document(text).sentences[-1]
    index = sentence.words.index("forgot")
    assert text[sentence.starts[index] : sentence.ends[index]] == disguised


def test_a_full_stop_inside_a_name_or_an_abbreviation_ends_no_sentence() -> None:
    text = "The host db.example, e.g. the first one, ran v1.2. It stopped."
    assert len(read_document(text).sentences) == 2


def test_a_waiver_speaks_for_the_block_behind_it_and_for_no_other() -> None:
    text = "<!-- pmkit: language/loaded a quote -->\nOne.\n\nTwo.\n"
    document = read_document(text)
    assert [document.waived("language/loaded", text.index(word)) for word in ("One", "Two")] == ["a quote", ""]
    assert document.waived("language/blame", text.index("One")) == ""


def test_a_text_of_too_many_lines_is_still_read_without_quotations_and_code() -> None:
    text = "* item\n" * 12_000 + "> we forgot\n```\nwe forgot\n```\nlast\n"
    words = words_of(text)
    assert (words.count("item"), "forgot" in words, words[-1]) == (12_000, False, "last")


def test_people_and_systems_come_from_the_scenario_and_the_caller() -> None:
    scenario = Scenario(
        slug="s", title="", problem="", brief="", people=[Person(name="Zuri Vex")], teams=[], systems=["Vex"],
        exhibits=[], causes=[],
    )  # fmt: skip
    document: Document = read_document("", scenario, frozenset({"@Quill"}))
    assert document.roster == {"zuri", "quill"}


def test_folding_leaves_another_script_as_it_is() -> None:
    assert fold("ждать") == "ждать"


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_lines_of_an_answer_are_counted_as_toml_counts_them(ending: str) -> None:
    text = ending.join(['problem = "one\u2028line\x85and more"', "[[whys]]", 'answer = "second"'])
    assert place_of(text, ("whys", 0, "answer")) == (3, 10)
