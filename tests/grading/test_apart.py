"""Work in a process of its own: what it returns, what it raises, what ends it."""

import os
import time

import pytest

from pmkit.grading.handed_in.apart import Apart, BeyondLimitsError, FailedError

pytestmark = pytest.mark.lab


def _pid(word: str) -> tuple[str, int]:
    if word == "error":
        raise ValueError("no such word")
    if word == "die":
        os._exit(3)
    if word == "loop":
        while True:
            pass
    if word == "fill":
        return word, len(bytearray(4_000_000_000))
    return word, os.getpid()


@pytest.fixture
def apart() -> "Apart[[str], tuple[str, int]]":
    """A second, and a few hundred megabytes."""
    return Apart(_pid, seconds=1, megabytes=300)


def test_one_process_does_one_piece_after_another(apart: "Apart[[str], tuple[str, int]]") -> None:
    first, second = apart("one"), apart("two")
    assert (first[0], second[0]) == ("one", "two")
    assert first[1] == second[1] != os.getpid()
    apart.end()


def test_an_error_is_told_and_the_process_goes_on(apart: "Apart[[str], tuple[str, int]]") -> None:
    before = apart("one")
    with pytest.raises(FailedError, match="no such word"):
        apart("error")
    assert apart("one") == before
    apart.end()


@pytest.mark.parametrize("word", ["die", "loop", "fill"])
def test_what_goes_beyond_its_limits_is_ended_and_the_next_is_done(
    apart: "Apart[[str], tuple[str, int]]", word: str
) -> None:
    before = apart("one")
    with pytest.raises(BeyondLimitsError):
        apart(word)
    assert apart("one")[1] != before[1]
    apart.end()


def test_a_process_ends_with_its_owner(apart: "Apart[[str], tuple[str, int]]") -> None:
    pid = apart("one")[1]
    apart.end()
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
    pytest.fail("the process is still there")
