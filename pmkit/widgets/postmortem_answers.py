"""The trainee's own analyses beside a postmortem: read from their answer files, shown, and ready to be put in."""

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pmkit.models.answer import Answer, AnswerError
from pmkit.models.fishbone import Fishbone
from pmkit.models.five_whys import FiveWhys
from pmkit.models.timeline import Timeline
from pmkit.models.topics import part, record_of
from pmkit.render.embedded import fishbone_markdown, five_whys_markdown
from pmkit.render.scene.palette import Theme
from pmkit.tables.timeline_markdown import to_markdown

TITLES = {"timeline": "Timeline", "five-whys": "5 Whys", "fishbone": "Fishbone"}
"""The kinds that can be at hand, each with the name of its tab."""
_log = logging.getLogger(__name__)


def paths_of(document: Path, given: Mapping[str, str | Path | None]) -> dict[str, Path]:
    """Where each kind's answer lies: as given, else under its usual name beside the document."""
    return {kind: Path(given.get(kind) or document.with_name(record_of(kind).file_name)) for kind in TITLES}


def at_hand(paths: Mapping[str, Path], width: int, theme: Theme) -> list[dict[str, Any]]:
    """For each kind its picture and its Markdown, or what to say where there is none."""
    return [{"key": kind, "title": TITLES[kind], **_one(kind, path, width, theme)} for kind, path in paths.items()]


def _one(kind: str, path: Path, width: int, theme: Theme) -> dict[str, str]:
    try:
        answer: Answer = part(record_of(kind).model).load(path)
    except FileNotFoundError:
        return {"says": f"There is no {path.name} yet: once it is written, it can be looked at and put in from here."}
    except (OSError, AnswerError) as error:
        return {"says": f"{path.name} could not be read, so nothing can be put in from it.\n{error}"}
    try:
        picture: str = part(record_of(kind).drawn).html(answer, width=width, theme=theme)
    except Exception:  # noqa: BLE001 - as with every picture: none is better than no builder
        _log.exception("%s could not be drawn", path)
        picture = ""
    return {"html": picture, "markdown": markdown_of(answer), "path": str(path)}


def markdown_of(answer: Answer) -> str:
    """An analysis as it is put into a document; empty where it holds nothing."""
    if isinstance(answer, Timeline):
        return to_markdown(answer.model_copy(update={"title": ""})) if answer.events else ""
    if isinstance(answer, FiveWhys):
        return five_whys_markdown(answer) if answer.whys else ""
    if isinstance(answer, Fishbone):
        return fishbone_markdown(answer) if answer.causes else ""
    raise TypeError(type(answer).__name__)
