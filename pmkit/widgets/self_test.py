"""Whether everything a course needs works on this machine, in words that say what to do."""

import tempfile
from collections.abc import Callable
from html import escape
from pathlib import Path

from pmkit.grading.practice.exercise import Shown
from pmkit.models.five_whys import FiveWhys, Why
from pmkit.render.five_whys.picture import svg
from pmkit.render.scene.graphviz import find_dot

SAMPLE = FiveWhys(problem="Bids stopped", whys=[Why(answer="The daemon was down")])


def self_test(folder: Path | None = None) -> Shown:
    """Try saving (in `folder`, by default the current one), drawing and the builder, and tell what works."""
    trials: dict[str, Callable[[], str]] = {
        "Saving": lambda: _saves(folder or Path.cwd()),
        "Drawing": _draws,
        "Builder": _builds,
    }
    results = {name: _outcome(trial) for name, trial in trials.items()}
    text = "\n".join(
        f"{name:<9}{'works' if good else 'needs help'}: {words}" for name, (good, words) in results.items()
    )
    rows = "".join(
        f"<tr><td>{name}</td><td><b>{'works' if good else 'needs help'}</b></td><td>{escape(words)}</td></tr>"
        for name, (good, words) in results.items()
    )
    return Shown(text, f'<table style="table-layout:auto"><tbody>{rows}</tbody></table>')


def _outcome(trial: Callable[[], str]) -> tuple[bool, str]:
    try:
        return True, trial()
    except (OSError, RuntimeError, ImportError, AssertionError) as error:
        return False, str(error)


def _saves(folder: Path) -> str:
    answers = folder / "answers"
    answers.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=answers) as temporary:
        path = Path(temporary) / "self_test_five_whys.toml"
        SAMPLE.save(path)
        if FiveWhys.load(path) != SAMPLE:
            raise OSError("what was written reads back otherwise; check the disk")
    return f"answers are kept in {answers}"


def _draws() -> str:
    svg(SAMPLE)
    if find_dot() is None:
        raise RuntimeError('causal maps become outlines here; for their pictures run: pip install "pmkit[lab]"')
    return "pictures are drawn on this machine; one of a why and its problem has just been made"


def _builds() -> str:
    from pmkit.widgets.five_whys import FiveWhysBuilder

    with tempfile.TemporaryDirectory() as temporary:
        builder = FiveWhysBuilder(Path(temporary) / "self_test_five_whys.toml")
        builder.close()
    return "the builder answers; the page shows it in the next cell"
