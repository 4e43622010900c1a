"""A denial never counts, however it is made; a line that tells what happened beside one does."""

from functools import cache

import pytest

from pmkit.checks.text.text import read
from pmkit.grading.readings.doubts import says_both
from pmkit.grading.readings.polarity import denied_verbs
from pmkit.grading.readings.reader import Line, StoryReader
from pmkit.grading.readings.reading import Reading
from pmkit.incidents.story import load_story


@cache
def reader(story: str) -> StoryReader:
    return StoryReader(load_story(story))


def one(text: str, evidence: str, story: str = "validator-slashed") -> Reading:
    return reader(story).read([Line("why 1, answer", text, evidence)])[0]


DENIALS = [
    ("The kernel did not kill virtd", "E3"),
    ("The kernel refused to kill virtd", "E3"),
    ("The kernel declined to kill virtd", "E3"),
    ("The kernel never killed virtd", "E3"),
    ("Virtd was not killed", "E3"),
    ("virtd wasn't killed by the kernel", "E2"),
    ("The kernel wasnt killing anything", "E2"),
    ("No process was killed by the kernel", "E3"),
    ("No process was ever killed", "E2"),
    ("No daemon on that host was ever killed", "E2"),
    ("Nothing killed virtd", "E2"),
    ("None of the processes was killed", "E2"),
    ("Neither the kernel nor anyone else killed virtd", "E3"),
    ("The kernel did not at any time kill virtd", "E3"),
    ("The kernel did not, at any time, kill virtd", "E2"),
    ("At no point did the kernel kill virtd", "E3"),
    ("At no time was the memory of the host exhausted", "E2"),
    ("The kernel hardly killed virtd", "E2"),
    ("Memory never ran out", "E3"),
    ("The machine didn't run short of memory", "E3"),
    ("RSS did not climb by 640 MB an hour", "E3"),
    ("No memory was leaked by scoring", "E4"),
    ("No outage of the node took place", "E1"),
]
MORE = [
    ("No two validators ran different models", "E2"),
    ("The notice did not go to spam", "E4"),
    ("The notice never landed in the spam folder", "E4"),
    ("No notice was filtered as spam", "E4"),
    ("None of the operators were away", "E11"),
]


@pytest.mark.parametrize(("text", "evidence"), DENIALS)
def test_a_denial_asks_and_waits(text: str, evidence: str) -> None:
    reading = one(text, evidence)
    assert (reading.doubt, reading.counts, reading.waits) == ("denied", False, True)


@pytest.mark.parametrize(("text", "evidence"), MORE)
def test_a_denial_in_another_story_asks_and_waits(text: str, evidence: str) -> None:
    reading = one(text, evidence, "mixed-models")
    assert (reading.doubt, reading.counts, reading.waits) == ("denied", False, True)


@pytest.mark.parametrize(
    ("text", "evidence", "meaning"),
    [
        ("Nothing kept the kernel from killing virtd", "E2", "killed-by-kernel"),
        ("As no memory was left, the kernel killed virtd", "E2", "killed-by-kernel"),
        ("No memory was left so the kernel killed virtd", "E2", "killed-by-kernel"),
        ("No doubt the kernel killed the process", "E2", "killed-by-kernel"),
        ("The process was not stopped by a person, the kernel killed it", "E2", "killed-by-kernel"),
        ("There was no RAM left on the host", "E2", "out-of-memory"),
        ("virtd could not get any more memory", "E2", "out-of-memory"),
        ("Not only did memory run out, it ran out at night", "E2", "out-of-memory"),
        ("The node was not running", "E1", "node-offline"),
        ("The validator did not sign because its process was down", "E1", "node-offline"),
        ("Decoded frames are never freed, the heap grows", "E4", "cache-without-eviction"),
        ("Memory did not come down again but grew 640 MB an hour", "E3", "memory-grows"),
        ("The tests did not catch the leak", "E5", "not-caught-in-testing"),
        ("Nobody restarted virtd for 28 minutes", "E9", "stayed-down"),
    ],
)
def test_what_did_not_happen_may_stand_beside_what_did_or_be_the_matter_itself(
    text: str, evidence: str, meaning: str
) -> None:
    reading = one(text, evidence)
    assert (reading.meaning, reading.doubt) == (meaning, "")


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("The pump did not start", "start"),
        ("No valve was ever opened", "was opened"),
        ("The pump started, not the fan", "fan"),
        ("Nothing stopped the pump from starting", ""),
        ("The pump no longer starts", ""),
        ("The pump started and no alarm rang before it was switched off", ""),
    ],
)
def test_the_verb_of_a_denial_is_found_within_its_clause(text: str, denied: str) -> None:
    line = read(text)
    words = [line.tokens[place].word for place in sorted(denied_verbs(line))]
    assert set(denied.split()) <= set(words)
    assert bool(words) == bool(denied)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The alert fired and paged the engineer, and it did not fire", "fire"),
        ("The rollback was done and was not done", "done"),
        ("The engineer acknowledged the page and didn't acknowledge it", "acknowledge"),
        ("The latency alert fired and the error alert did not fire", ""),
        ("The alert fired but did not page anybody", ""),
        ("The sensor paged the team and did not page the lead", ""),
    ],
)
def test_what_a_line_says_and_takes_back_of_one_subject_is_both(text: str, word: str) -> None:
    assert says_both(read(text)) == word
