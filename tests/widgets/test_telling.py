"""Builders of one file tell each other of its changes once typing rests, and at once where nothing can wait."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from pmkit.widgets.frame.telling import REST, Telling


def test_without_a_loop_the_others_look_at_once() -> None:
    looked: list[str] = []
    looks = [lambda: looked.append("one"), lambda: looked.append("other")]
    with ThreadPoolExecutor(1) as thread:  # browser tests in the same process leave a loop running in this one
        thread.submit(Telling().tell, looks).result()
    assert looked == ["one", "other"]


def test_several_changes_in_a_row_are_looked_at_once() -> None:
    looked: list[int] = []

    async def type_on() -> list[int]:
        telling = Telling()
        for number in range(5):
            telling.tell([lambda number=number: looked.append(number)])
            await asyncio.sleep(0)
        before = list(looked)
        await asyncio.sleep(REST * 2)
        return before

    with ThreadPoolExecutor(1) as thread:
        assert (thread.submit(lambda: asyncio.run(type_on())).result(), looked) == ([], [4])
