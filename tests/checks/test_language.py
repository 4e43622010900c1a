"""The language checks on texts that their author never saw, and on text that nobody would write."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmkit.checks import examine

CORPUS = Path(__file__).parents[1] / "corpus" / "language"
SENTENCE = "The on-call engineer restarted the pod at 14:02 and the queue drained in nine minutes. "
HOSTILE = {
    "a a a": "a " * 20_000,
    "quotes": "> " * 5_000 + "x",
    "lists": "".join("  " * depth + "- we\n" for depth in range(300)),
    "zero width": "we\u200b forgot\u200d " * 3_000,
    "right to left": "\u202eforgot we\u202c שלום " * 2_000,
    "surrogates": "\ud800 we forgot " * 2_000,
    "nulls": "\0we forgot\0" * 3_000,
    "brackets": "[" * 20_000,
    "pipes": "|" * 20_000,
    "backticks": "`" * 20_000,
    "emoji": "👩‍🔬 forgot it. " * 2_000,
}


def rows(part: str) -> list[dict[str, list[object]]]:
    return [json.loads(line) for line in (CORPUS / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()]


def found(text: object) -> bool:
    return bool(examine(str(text)))


# "reporting" is validation by now: its figures were looked at. What is left for reporting is in no test.
@pytest.mark.parametrize(
    ("part", "precision", "recall"),
    [
        ("development", 0.98, 0.95),
        ("development_second", 0.97, 0.92),
        ("development_third", 0.97, 0.85),
        ("reporting", 0.95, 0.84),
    ],
)
def test_findings_are_right_and_most_faults_are_found(part: str, precision: float, recall: float) -> None:
    judged = [(bool(row["labels"]), found(row["text"])) for row in rows(part)]
    both = judged.count((True, True))
    assert both >= precision * sum(flagged for _, flagged in judged)
    assert both >= recall * sum(labelled for labelled, _ in judged)


def test_few_innocent_sentences_that_tempt_are_flagged() -> None:
    flagged = [found(row["text"]) for row in rows("hard_negatives")]
    assert sum(flagged) <= 0.07 * len(flagged)


def test_our_own_innocents_are_silent() -> None:
    """Technical senses, denials, words about words, policies, praise, what others said, things named after people."""
    sentences = (CORPUS / "innocents.txt").read_text(encoding="utf-8").splitlines()
    assert len(sentences) >= 600
    assert [text for text in sentences if found(text)] == []


@pytest.mark.parametrize(
    ("explained", "told"),
    [
        ("Several hosts can share one queue.", "Several hosts were down at 14:02."),
        ("Long jobs may take a long time.", "The jobs took a long time."),
        ("Latency can rise significantly with large blocks.", "Latency rose significantly after the release."),
        ("It is known to improve documentation tools.", "Action: improve documentation."),
        ("The old flag must be removed.", "The DBA must be removed."),
        ("The workers stop making requests.", "Stop making requests!"),
        ("It reads the text as if we had typed it.", "If we had typed it twice, it would have been caught."),
        ("The hook is guaranteed to run.", "The hook was guaranteed to fail."),
        ("If you forgot the key, ask for a new one.", "You forgot the key again."),
        ("The option sets only a default.", "It was only a typo."),
        ("For this reason, the operator reads it twice.", "The reason was the operator."),
    ],
)
def test_an_explanation_is_silent_where_a_telling_is_not(explained: str, told: str) -> None:
    assert (found(explained), found(told)) == (False, True)


def test_clear_english_is_judged_alike_whoever_writes_it() -> None:
    alike = [found(row["native"]) == found(row["non_native"]) for row in rows("pairs")]
    assert sum(alike) >= 0.85 * len(alike)


def test_offsets_lines_and_columns_point_at_the_words() -> None:
    text = "# Review 😀\r\n\r\nAt 14:02 Priya rolled back.\r\nSam *forgot* to rotate the key.\r\n"
    (finding,) = examine(text)
    assert (text[finding.start : finding.end], finding.line) == (finding.quote, 4)
    assert text.splitlines()[3][finding.column - 1 :].startswith(finding.quote[:3])


@pytest.mark.parametrize(
    "innocent", ["`we forgot`", "> we forgot it", "“We forgot it”, the letter says.", "    we forgot"]
)
def test_code_and_other_peoples_words_are_left_alone(innocent: str) -> None:
    assert examine(innocent) == []


def test_a_waiver_with_a_reason_silences_and_stays_visible() -> None:
    text = "<!-- pmkit: language/loaded quoting the report -->\nThe wiring was done in a careless way.\n"
    assert examine(text) == []
    assert [finding.waived for finding in examine(text, waived=True)] == ["quoting the report"]
    assert examine(text.replace(" quoting the report", "")) != []


@pytest.mark.parametrize(
    "comment",
    ["<!-- pmkit: language/loaded -->", "<!-- pmkit: language/lodaed as quoted -->", "<!-- pmkit: five-whys/nil x -->"],
)
def test_a_waiver_without_a_reason_or_of_no_check_is_reported_and_silences_nothing(comment: str) -> None:
    told = examine(f"{comment}\nThe wiring was done in a careless way.\n", path="a.md")
    assert [(one.check, one.line) for one in told] == [("language/waiver", 1), ("language/loaded", 2)]


def test_a_waiver_in_a_code_example_is_left_alone() -> None:
    assert examine("Write this:\n\n```\n<!-- pmkit: language/loaded -->\n```\n") == []


def test_prose_is_examined_without_the_answer_models() -> None:
    code = (
        "import sys; from pmkit import examine; assert examine('Sam forgot it.');"
        "print([name for name in ('pydantic', 'markdown_it', 'Stemmer', 'icalendar') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_text_of_nothing_but_blame_tells_as_much_as_anybody_reads() -> None:
    told = examine("Sam forgot it and should have known. " * 20_000)
    assert (len(told), {one.severity for one in told}) == (500, {"consider"})


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_read_in_moments(text: str) -> None:
    start = time.process_time()
    examine(text)
    assert time.process_time() - start < 5


@pytest.mark.parametrize("text", [SENTENCE, "Sam forgot it and should have known. ", "a a a a "])
def test_twice_the_text_takes_about_twice_the_time(text: str) -> None:
    took = []
    for doubled in (2_000, 4_000, 8_000, 16_000):
        start = time.process_time()
        examine(text * doubled)
        took.append(time.process_time() - start)
    assert took[3] / took[0] < 8 * 2.5


@given(st.text())
def test_no_text_raises(text: str) -> None:
    for finding in examine(text):
        assert text[finding.start : finding.end] == finding.quote or finding.quote.endswith("…")


pieces = st.sampled_from(
    ["we", "forgot", "should", "have", "Sam", "'", "’", "\u200d", "👩‍🔬", "`", ">", "|", "\n", "(", ".", "@", "-", "\0"]
)


@pytest.mark.slow("ten thousand texts are read")
@settings(max_examples=10_000)
@given(st.lists(pieces | st.characters(), max_size=20).map(" ".join))
def test_ten_thousand_odd_texts_raise_nothing(text: str) -> None:
    assert all(finding.line >= 1 for finding in examine(text))
