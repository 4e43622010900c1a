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


GRAPH = r"""*-.   commit 643023ee9e5426c76b45b6cf5df394fb08270417 (HEAD -> main)
|\ \  Merge: 5a37481 05d0141 8940685
| | | Author: Priya Shah <priya@shop.example>
| | | Date:   Sat Jan 31 15:23:03 2026 +0100
| | |
| | |     Merge all
| | |
| * | commit 05d0141acd531013221d47fabee17766f67d2917
| |/  Author: Tom Reyes <tom@shop.example>
| |   Date:   Sat Jan 31 15:23:02 2026 +0100
| |
| |       Lower | the * limit
| |
| |    limits.toml | 2 +-
| |    1 file changed, 1 insertion(+), 1 deletion(-)
| |
* | commit 6707cb9d81af186a594a47affa53630479eab108
|/  Author: Priya Shah <priya@shop.example>
|   Date:   Sat Jan 31 15:23:01 2026 +0100
|
|       First
|
|       * commit 9999999 was too low
|       | commit 8888888
|       |/ a slash
|           set in
|
* commit 43416cad5373d3f92a5a97d142e278a39a0d0d35
  Author: Priya Shah <priya@shop.example>
  Date:   Sat Jan 31 15:23:00 2026 +0100

      | * commit 7777777 stays
"""


@pytest.mark.parametrize("padded", [False, True], ids=["cut", "padded"])
def test_what_a_graph_draws_is_no_part_of_a_commit_and_its_message_keeps_its_own(read: Read, *, padded: bool) -> None:
    text = "\n".join(f"{line}  " for line in GRAPH.splitlines()) if padded else GRAPH
    events = read("git", text).events
    assert [(f"{event.at:%H:%M:%S}", event.actor, event.ref) for event in events] == [
        ("14:23:03", "Priya Shah", "git.file:1"),
        ("14:23:02", "Tom Reyes", "git.file:8"),
        ("14:23:01", "Priya Shah", "git.file:17"),
        ("14:23:00", "Priya Shah", "git.file:28"),
    ]
    assert [event.text.partition(": ")[2] for event in events] == [
        "Merge all (merge of 5a37481 05d0141 8940685)",
        "Lower | the * limit",
        "First\n\n* commit 9999999 was too low\n| commit 8888888\n|/ a slash\n    set in",
        "| * commit 7777777 stays",
    ]


def test_a_graph_before_one_commit_a_line_is_no_part_of_it_either(read: Read) -> None:
    at = "2026-01-31T14:23:01Z"
    rows = [f"*   0123abcd\t{at}\t{at}\tPriya\tMerge | it", "|\\  ", f"| * 1123abcd\t{at}\t{at}\tTom\tRaise * it", "|/"]
    evidence = read("git", "\n".join(rows))
    assert [event.text for event in evidence.events] == ["Commit 0123abcd: Merge | it", "Commit 1123abcd: Raise * it"]
    assert evidence.warnings == []


@pytest.mark.parametrize(
    "log",
    ["0123abc (HEAD -> main) Raise it\n1123abc Lower it\n", "*   0123abc Raise it\n|\\\n| * 1123abc Lower it\n|/\n"],
    ids=["plain", "graph"],
)
def test_one_line_a_commit_is_told_to_hold_no_times_with_what_to_save_instead(read: Read, log: str) -> None:
    evidence = read("git", log)
    [warned] = evidence.warnings
    assert evidence.events == []
    assert "without its times, as git log --oneline writes" in warned.says
    assert "git log --format=fuller" in warned.says
