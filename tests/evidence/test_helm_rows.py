"""Helm's tables as a chat leaves them, one space between columns: read where each row can only mean one thing."""

import gc
import time
from collections.abc import Callable

import pytest

from pmkit.models.event import Evidence

Read = Callable[..., Evidence]
HEAD = "REVISION UPDATED STATUS CHART APP VERSION DESCRIPTION\n"
CLEAR = "1 Sat Jan 31 14:00:00 2026 superseded shop-4.0.9 4.0.9 Install complete\n"
LISTED = "NAME NAMESPACE REVISION UPDATED STATUS CHART APP VERSION\n"


def texts(evidence: Evidence) -> list[str]:
    return [event.text for event in evidence.events]


@pytest.mark.parametrize("stands", ["Mon Feb  2", "Mon Feb 2"])
def test_a_history_is_read_by_how_its_values_look(read: Read, stands: str) -> None:
    rows = (
        f'2 {stands} 14:23:01 2026 failed shop-of-the-north-4.1.0-rc.1 Upgrade "shop" failed: 2 of 3 pods\n'
        f"3 {stands} 14:37:00 2026 pending-rollback shop-4.0.9 v12 Rollback to 1\n"
        f"4 {stands} 14:38:00 2026 deployed shop-4.0.9 0a1b2c3d canary off\n"
    )
    evidence = read("helm", HEAD + CLEAR + rows, zone="UTC", name="h.txt")
    assert [f"{event.at:%m-%d %H:%M:%S} {event.ref}" for event in evidence.events] == [
        "01-31 14:00:00 h.txt:2",
        "02-02 14:23:01 h.txt:3",
        "02-02 14:37:00 h.txt:4",
        "02-02 14:38:00 h.txt:5",
    ]
    assert texts(evidence) == [
        "Revision 1 of shop-4.0.9 (version 4.0.9): Install complete",
        'Revision 2 of shop-of-the-north-4.1.0-rc.1: Upgrade "shop" failed: 2 of 3 pods',
        "Revision 3 of shop-4.0.9 (version v12): Rollback to 1",
        "Revision 4 of shop-4.0.9 (version 0a1b2c3d): canary off",
    ]
    [warned] = evidence.warnings
    assert "told apart by how they look" in warned.says


def test_a_list_of_releases_is_read_with_its_zones(read: Read) -> None:
    rows = (
        "cart shop 2 2026-01-31 15:23:01.123456789 +0100 CET deployed cart-4.1.0 4.1.0\n"
        "pay shop 2 2026-01-31 14:24:01 +0000 UTC failed pay-1.2.0\n"
    )
    evidence = read("helm", LISTED + rows)
    assert [f"{event.at:%H:%M:%S}" for event in evidence.events] == ["14:23:01", "14:24:01"]
    assert texts(evidence) == [
        "Revision 2 of release cart, cart-4.1.0 (version 4.1.0): deployed when this was saved",
        "Revision 2 of release pay, pay-1.2.0: failed when this was saved",
    ]


@pytest.mark.parametrize(
    "row",
    [
        "2 Sat Jan 31 14:23:01 2026 deployed shop-4.1.0 stable for the sale\n",
        "2 Sat Jan 31 14:23:01 2026 deployed shop-4.1.0 2 pods more\n",
        "2 Sat Jan 31 14:23:01 2026 rolled shop-4.1.0 4.1.0 Upgrade complete\n",
        "2 Sat Jan 31 14:23:01 2026 deployed shop 4.1.0 Upgrade complete\n",
        "2 14:23:01 deployed shop-4.1.0 4.1.0 Upgrade complete\n",
        "and that was it\n",
    ],
)
def test_one_row_in_doubt_leaves_the_whole_table_refused(read: Read, row: str) -> None:
    evidence = read("helm", HEAD + CLEAR + row, zone="UTC")
    assert evidence.events == []
    [warned] = evidence.warnings
    assert "cells cannot be told apart; save the output of helm history -o json" in warned.says


def test_a_head_that_lacks_a_column_is_not_guessed_at(read: Read) -> None:
    assert read("helm", HEAD.replace(" CHART", "") + CLEAR, zone="UTC").events == []


@pytest.mark.parametrize("grown", ["-1", " ", "1 ", "a "])
def test_a_hostile_row_takes_time_in_proportion(read: Read, grown: str) -> None:
    def seconds(count: int) -> float:
        gc.disable()
        begin = time.process_time()
        read("helm", HEAD + "1 Sat Jan 31 14:00:00 2026 deployed shop" + grown * count + "\n", zone="UTC")
        gc.enable()
        return time.process_time() - begin

    assert min(seconds(160_000) for _ in range(2)) < 20 * max(min(seconds(20_000) for _ in range(2)), 0.005)
