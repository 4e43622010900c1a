"""A git log as git writes it by itself: zones, merges, messages of several lines, and sizes that are hostile."""

import gc
import time

import pytest

from tests.evidence.conftest import Read

PLAIN = """commit 0123abcd0123abcd0123abcd0123abcd0123abcd (HEAD -> main)
Merge: 1a2b3c4 5d6e7f8
Author: Priya Shah <priya@shop.example>
Date:   Sat Jan 31 15:23:01 2026 +0100

    Raise the limit

    commit 9999999 was too low
    Author: nobody

 limits.toml | 2 +-
 1 file changed, 1 insertion(+), 1 deletion(-)

commit 1a2b3c4d1a2b3c4d1a2b3c4d1a2b3c4d1a2b3c4d
Author: Tom Reyes <tom@shop.example>
Date:   Fri Jan 30 09:00:00 2026 -0500

    Lower the limit
"""


def test_gits_own_form_is_read_with_its_zones_merges_and_whole_messages(read: Read) -> None:
    first, second = read("git", PLAIN).events
    assert (first.at.isoformat(), first.actor, first.ref) == ("2026-01-31T14:23:01+00:00", "Priya Shah", "git.file:1")
    assert first.text == (
        "Commit 0123abcd: Raise the limit\n\ncommit 9999999 was too low\nAuthor: nobody (merge of 1a2b3c4 5d6e7f8)"
    )
    assert (second.at.isoformat(), second.text) == ("2026-01-30T14:00:00+00:00", "Commit 1a2b3c4d: Lower the limit")


def test_a_date_alone_is_said_to_be_when_a_commit_was_written(read: Read) -> None:
    [warned] = read("git", PLAIN).warnings
    assert "git log --format=fuller" in warned.says


def test_the_fuller_form_places_a_commit_at_when_it_landed(read: Read) -> None:
    text = (
        "commit 0123abcd\nAuthor:     Priya Shah <p@shop.example>\nAuthorDate: Sat Jan 31 14:00:00 2026 +0000\n"
        "Commit:     Tom Reyes <t@shop.example>\nCommitDate: Sat Jan 31 15:23:01 2026 +0100\n\n    Raise it\n"
    )
    evidence = read("git", text)
    [event] = evidence.events
    assert f"{event.at:%H:%M:%S}" == "14:23:01"
    assert event.text == "Commit 0123abcd: Raise it (written Sat Jan 31 14:00:00 2026 +0000)"
    assert evidence.warnings == []


def test_a_patch_behind_a_message_is_no_message(read: Read) -> None:
    patch = "\ndiff --git a/x b/x\n@@ -1 +1 @@\n     kept = 1\n-    low = 1\n"
    assert "kept" not in read("git", PLAIN.rstrip("\n") + "\n" + patch).events[1].text


def test_a_commit_without_a_date_is_left_out_and_said(read: Read) -> None:
    evidence = read("git", "commit 0123abcd\nAuthor: Priya <p@shop.example>\n\n    Raise it\n")
    assert evidence.events == []
    assert "without a line Date" in evidence.warnings[0].says


@pytest.mark.parametrize("grown", ["    more\n", "    \n", "Author: <<<<<<\n"])
def test_a_long_record_takes_time_in_proportion_and_little_room(read: Read, grown: str) -> None:
    def seconds(count: int) -> float:
        gc.disable()
        begin = time.process_time()
        [*_, event] = read("git", PLAIN + grown * count).events
        gc.enable()
        assert len(event.text) <= 4000
        return time.process_time() - begin

    assert min(seconds(80_000) for _ in range(2)) < 20 * max(min(seconds(10_000) for _ in range(2)), 0.005)


def test_code_behind_an_empty_message_is_not_said_to_be_the_message(read: Read) -> None:
    log = (
        "commit 0123abcd\nAuthor: Priya Shah <p@shop.example>\nDate:   Sat Jan 31 15:23:01 2026 +0100\n\n"
        "diff --git a/shop.py b/shop.py\n--- a/shop.py\n@@ -1,2 +1,2 @@\n     return one\n"
    )
    assert [event.text for event in read("git", log).events] == ["Commit 0123abcd: "]


def test_a_log_that_is_set_in_is_not_passed_over_in_silence(read: Read) -> None:
    evidence = read("git", "\n".join(f" {line}" for line in PLAIN.splitlines()))
    assert evidence.events == []
    assert evidence.warnings
