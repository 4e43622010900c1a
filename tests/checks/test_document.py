"""How a Markdown text is read: which words are its author's, and where they stand."""

import gc
from time import process_time

import pytest

from pmkit.checks.document.code_elements import without_code
from pmkit.checks.document.document import Document, read_document
from pmkit.checks.examination import examine
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
        ("The pod <code>rm we forgot</code> stopped", ["the", "pod", "stopped"]),
        ("The pod <SAMP class='x'>we forgot</SAMP> and <kbd>we</kbd> stopped", ["the", "pod", "and", "stopped"]),
        ("<div>\n<code>\nwe forgot\n\nwe did\n</code>\n</div>\n\nThe pod stopped", ["the", "pod", "stopped"]),
        ("<details><summary>Set</summary><pre><code>we forgot</code></pre></details>\n\nGo", ["set", "go"]),
        ("<table><tr><td><pre>we\n\nforgot</pre></td><td>Pod</td></tr></table>", ["pod"]),
        ("| What | Seen |\n|---|---|\n| Pod | <code>we \\| forgot</code> |", ["pod"]),
        ("<blockquote>\nwe forgot\n</blockquote>\n\nThe pod stopped", ["the", "pod", "stopped"]),
        ("The `<code>` element and a `</code>` stopped", ["the", "element", "and", "a", "stopped"]),
        ("The pod <code> was stopped", ["the", "pod", "was", "stopped"]),
        ("{code:bash}\nwe forgot\n{code}\n\nThe pod stopped", ["the", "pod", "stopped"]),
        ("{noformat}\nwe\n\nforgot\n{noformat}\nThe pod stopped", ["the", "pod", "stopped"]),
        ("The template {code} and {name} stopped", ["the", "template", "code", "and", "name", "stopped"]),
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


@pytest.mark.parametrize(
    "piece", ["<code>", "<q", "`", "``\n\n", "{code}\n", "<pre></code>", "```\n", "<!--", "<q></q>"]
)
def test_code_in_elements_is_found_in_linear_time(piece: str) -> None:
    few, many = (piece * count + "The pod stopped" for count in (2_000, 40_000))
    gc.disable()
    try:
        took = [min(_seconds(text) for _ in range(3)) for text in (few, many)]
    finally:
        gc.enable()
    assert took[1] < 100 * max(took[0], 1e-4)


def _seconds(text: str) -> float:
    began = process_time()
    assert len(without_code(text)) == len(text)
    return process_time() - began


DRIVERS = "The probe failed with the NVIDIA driver.\n\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{DRIVERS}The root cause was a driver failure.", []),
        (f"{DRIVERS}Driver error at 10:02.", []),
        ("The JDBC driver mistake was mended in 9.4.", []),
        ("An operator error of the Kubernetes operator was logged.", []),
        ("The root cause was a driver failure.", ["driver failure"]),
        (f"{DRIVERS}The truck driver stopped. The root cause was a driver error.", ["driver error"]),
        (f"{DRIVERS}The root cause was driver fatigue.", ["driver fatigue"]),
        ("The Kubernetes operator ran. The root cause was operator error.", ["operator error"]),
    ],
)
def test_a_role_that_the_text_gives_to_a_program_is_no_person_who_erred(text: str, found: list[str]) -> None:
    told = [one.quote for one in examine(text) if one.check == "language/person-as-cause"]
    assert told == found
