"""The facilitator's kit: complete in one file, its lines do what their cards say, and it asks nobody for anything."""

import re
from pathlib import Path

import pytest

import pmkit
from pmkit.checks import examine
from pmkit.checks.facilitation.moves import read
from pmkit.meetings.library import agenda_of, rules
from pmkit.models.meeting.moves import HARMFUL, HELPFUL
from pmkit.render.facilitator_kit import kit, page

LINES = [(card.move, line) for card in kit().cards for line in card.lines]


@pytest.mark.parametrize(("move", "line"), LINES)
def test_a_line_of_a_card_makes_the_move_of_the_card_and_no_harm(move: str, line: str) -> None:
    found = {one.name for one in read(line, people=["Bea Lindholm", "Ines Calloway"]).moves}
    assert move in found
    assert not found & HARMFUL


def test_there_is_a_card_for_each_move_that_helps_and_stands_alone() -> None:
    assert {card.move for card in kit().cards} == HELPFUL - {"we-language"}


def test_the_opening_sets_the_frame_thanks_and_harms_nobody() -> None:
    found = {one.name for sentence in kit().opening for one in read(sentence).moves}
    assert found >= {"sets-frame", "thanks"}
    assert not found & HARMFUL


def test_what_the_kit_says_passes_our_checks() -> None:
    said = [*kit().opening, *(line for _, line in LINES), *(one.when for one in kit().cards)]
    said += [one.says for one in kit().notes]
    assert [(one.check, one.quote) for text in said for one in examine(text)] == []


@pytest.mark.parametrize("agenda", [one.id for one in rules().agendas])
def test_the_page_holds_opening_agenda_cards_and_notes_and_fetches_nothing(agenda: str, tmp_path: Path) -> None:
    place = pmkit.facilitator_kit(tmp_path / "kit.html", agenda)
    text = place.read_text(encoding="utf-8")
    assert text == page(agenda)
    minutes = [int(one) for one in re.findall(r'data-minutes="(\d+)"', text)]
    assert minutes == [one.minutes for one in agenda_of(agenda).parts]
    assert text.count("<article") == len(kit().cards)
    assert text.count("<textarea") == 3
    assert not re.search(r"https?:|src=|@import", text)


def test_an_agenda_that_there_is_not_is_named_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="timeline, actions"):
        pmkit.facilitator_kit(tmp_path / "kit.html", "lunch")
    assert not (tmp_path / "kit.html").exists()
