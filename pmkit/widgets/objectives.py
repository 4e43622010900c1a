"""The objectives of a lesson, each unticked until the trainee's answers show that it is reached."""

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from pmkit.grading.practice.objectives import lesson_names, load_lesson, standings
from pmkit.models.practice.objective import Lesson
from pmkit.widgets.esm import script, styles
from pmkit.widgets.text_twin import twin


class Objectives(anywidget.AnyWidget):
    """Reads the answer files below `folder` anew whenever a browser that shows it asks; see `objectives`.

    `lessons` is what is shown: for each a title, and its objectives with `says`, `reached_by`, `still` and
    `reached`.
    """

    lessons = traitlets.List().tag(sync=True)

    _esm = script("objectives.js")
    _css = styles("objectives.js", "lib/builder.css", "objectives.css")

    def __init__(self, lessons: list[Lesson], folder: Path) -> None:
        super().__init__()
        self._lessons = lessons
        self._folder = folder
        self._seen: list[tuple[int, int] | None] | None = None
        self._twin: Any = None
        self.look()
        self.on_msg(self._asked)

    def look(self) -> None:
        """Read the answer files again, where one has changed."""
        files = [self._folder / one.answer for lesson in self._lessons for one in lesson.objectives]
        seen = [_version(path) for path in files]
        if seen == self._seen:
            return
        self._seen = seen
        self.lessons = [
            {
                "title": lesson.title,
                "objectives": [
                    {"says": one.says, "reached_by": one.reached_by, "still": one.still, "reached": one.reached}
                    for one in standings(lesson, self._folder)
                ],
            }
            for lesson in self._lessons
        ]
        if self._twin is not None:
            self._twin.update(twin(self.outline()), raw=True)

    def outline(self) -> str:
        """The plain-text twin: a box for each objective, with what reaches it and what is still missing."""
        return "\n\n".join(_outline(lesson) for lesson in self.lessons)

    def _asked(self, _widget: object, content: Any, _buffers: object) -> None:
        if isinstance(content, dict) and content.get("do") == "look":
            self.look()

    def _ipython_display_(self, **_options: object) -> None:
        """Show the widget, and below it the same as text: a stored notebook alone can show no widget."""
        from IPython.display import display

        bundle = self._repr_mimebundle_()
        if bundle is not None:
            show: Any = display  # IPython gives it no types
            show(bundle[0] | {"text/plain": self.outline()}, raw=True)
            self._twin = show(twin(self.outline()), raw=True, display_id=True)


def _version(path: Path) -> tuple[int, int] | None:
    """What tells one state of a file from another; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _outline(lesson: dict[str, Any]) -> str:
    rows = lesson["objectives"]
    lines = [f"{lesson['title']}: {sum(one['reached'] for one in rows)} of {len(rows)} reached"]
    for one in rows:
        lines += [f"[{'x' if one['reached'] else ' '}] {one['says']}", f"    {one['reached_by']}"]
        lines += [] if one["reached"] else [f"    still: {one['still']}"]
    return "\n".join(lines)


def objectives(lesson: str = "") -> Objectives:
    """The objectives of a lesson by the name of its notebook, such as "01_blameless_culture"; without one, all.

    Answers are looked for in the current folder. Raises LookupError for a name that no lesson has.
    """
    names = [lesson] if lesson else lesson_names()
    return Objectives([load_lesson(name) for name in names], Path.cwd())
