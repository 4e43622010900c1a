"""The interactive chart of a timeline: it shows evidence as text, whatever the evidence says."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from pmkit.models.timeline import Timeline, TimelineEvent
from pmkit.render.timeline import picture

pytestmark = [pytest.mark.browser, pytest.mark.lab]
NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)
SOURCE = "</svg><script>alert(1)</script>"
WHAT = "<img src=x onerror=alert(2)> & <b>bold</b>"
REF = "</text><script>alert(1)</script>"


def test_the_chart_tells_hostile_evidence_as_text(context: BrowserContext, tmp_path: Path) -> None:
    event = TimelineEvent(at=NOON, what=WHAT, source=SOURCE, ref=REF)
    later = event.model_copy(update={"at": NOON.replace(minute=3)})
    path = tmp_path / "page.html"
    path.write_text(picture.page(Timeline(events=[event, later])), encoding="utf-8")
    noted: list[str] = []
    page = context.new_page()
    page.on("dialog", lambda dialog: noted.append(dialog.message))
    page.on("pageerror", lambda error: noted.append(str(error)))
    page.on("request", lambda request: noted.append(request.url) if request.url[:5] != "file:" else None)
    page.goto(path.as_uri())
    page.locator(".scatterlayer .point").first.hover(force=True)
    page.wait_for_function("document.querySelector('.hoverlayer').textContent != ''")
    told = page.evaluate("document.querySelector('.hoverlayer').textContent")
    assert (noted, WHAT in told, REF in told) == ([], True, True)
