"""Builders look the same alone and beside the style sheets of all others, whichever of them a page loads last."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import TYPE_CHECKING

import pytest
from anywidget import AnyWidget
from playwright.sync_api import expect

import pmkit
from pmkit.grading.exercise import load_exercise
from pmkit.grading.practice.exercise import Practice
from pmkit.widgets.practice.pack_button import PackButton

if TYPE_CHECKING:
    from tests.browser.blank_page import BlankPage

pytestmark = pytest.mark.browser

Open = Callable[..., "BlankPage"]
LOOKS = (Path(__file__).parent / "looks.js").read_text(encoding="utf-8")
ON = date(2026, 3, 3)
WRITTEN = ("action-items", "blameless-rewrite", "fishbone", "five-whys")
"""Exercises whose model answers are put into the builders, so that there are rows, remarks and readings to look at."""
KINDS: dict[str, Callable[[], AnyWidget]] = {
    "action_items": lambda: pmkit.action_items("action-items.toml", "action-items"),
    "audit": lambda: pmkit.audit("audit.toml", trainee="trainee07"),
    "board": lambda: pmkit.board("action-items.toml", on=ON),
    "calibration": lambda: pmkit.calibration("calibration.toml"),
    "dissemination": lambda: pmkit.dissemination("dissemination.toml", postmortem="postmortem.md", on=ON),
    "editor": lambda: pmkit.editor("text.md"),
    "factors": lambda: pmkit.factors("factors.toml"),
    "fishbone": lambda: pmkit.fishbone("fishbone.toml", exercise="fishbone"),
    "five_whys": lambda: pmkit.five_whys("five-whys.toml", exercise="five-whys"),
    "meeting": lambda: pmkit.meeting("meeting.toml", story="bad-deploy", seed=3),
    "metrics_form": lambda: pmkit.metrics_form("metrics.md"),
    "mtbf_lab": pmkit.mtbf_lab,
    "objectives": lambda: pmkit.objectives("00_start_here"),
    "pack": lambda: PackButton(Practice(load_exercise("fishbone"), Path())),
    "postmortem": lambda: pmkit.postmortem("postmortem.md", exercise="postmortem"),
    "power_lab": pmkit.power_lab,
    "quarter": lambda: pmkit.quarter("quarter.toml"),
    "replay": lambda: pmkit.replay("replay.toml", story="expired-certificate"),
    "review": lambda: pmkit.postmortem_review("postmortem.md"),
    "rewrites": lambda: pmkit.rewrites("blameless-rewrite.toml", exercise="blameless-rewrite"),
    "spot": lambda: pmkit.spot("spot.toml", exercise="blameless-rewrite"),
    "timeline": lambda: pmkit.timeline("timeline.toml", exercise="timeline"),
    "traps": lambda: pmkit.traps("traps.toml"),
    "trend_meeting": lambda: pmkit.trend_meeting("trend_meeting.toml"),
}


def _made_of(name: str) -> set[str]:
    """What every class of widgets has of its own by this name: its script, or its style sheet."""
    package = import_module("pmkit.widgets")
    for module in walk_packages(package.__path__, "pmkit.widgets."):
        import_module(module.name)
    waiting, found = [AnyWidget], set()
    while waiting:
        one = waiting.pop()
        waiting += one.__subclasses__()
        if one.__module__.startswith("pmkit.") and isinstance(vars(one).get(name), str):  # not what instances add
            found.add(vars(one)[name])
    return found


def _write_answers(folder: Path) -> None:
    for slug in WRITTEN:
        load_exercise(slug).model_answer.save(folder / f"{slug}.toml")


def _open(open_page: Open, kind: str) -> BlankPage:
    blank = open_page(KINDS[kind])
    _write_answers(blank.folder)
    blank.resize(1366, 900)
    blank.run()
    expect(blank.page.locator(".pmkit-builder")).to_be_visible()
    blank.settle()
    blank.page.evaluate(LOOKS)
    return blank


@pytest.mark.parametrize("kind", KINDS)
def test_a_builder_looks_as_it_does_alone_whichever_sheet_comes_last(open_page: Open, kind: str) -> None:
    blank = _open(open_page, kind)
    assert blank.page.evaluate("() => window.rememberLooks()") > 10
    told = []
    for place in ("before", "after"):
        blank.page.evaluate("([sheets, place]) => window.addSheets(sheets, place)", [sorted(_made_of("_css")), place])
        blank.settle()
        told += [f"{place} it: {one}" for one in blank.page.evaluate("() => window.changedLooks()")]
        blank.page.evaluate("() => window.removeSheets()")
    assert told == []


def test_every_kind_of_widget_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    _write_answers(tmp_path)
    assert {str(make()._esm) for make in KINDS.values()} == _made_of("_esm")
