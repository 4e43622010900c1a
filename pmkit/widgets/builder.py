"""What every builder shares: a file that is saved at every change, and what it earns and a picture beside."""

import json
import logging
import re
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Literal, TypeVar

import anywidget
import traitlets

from pmkit.checks import Finding, examine
from pmkit.checks.text.citations import MOST_NUMBERS
from pmkit.models import answer_file
from pmkit.models.answer import Answer, AnswerError
from pmkit.models.story.scenario import Scenario
from pmkit.widgets.bound_file import BoundFile, Notice
from pmkit.widgets.frame.telling import Telling
from pmkit.widgets.judgement import Judgement, Places, of_findings
from pmkit.widgets.text_twin import twin

if TYPE_CHECKING:  # it reads stories and rubrics, which only a builder of an exercise needs
    from pmkit.grading.exercise import Exercise
    from pmkit.grading.readings.reading import Reading

Theme = Literal["light", "dark"]
MOST_NOTICES = 5
RUN_AGAIN = "the exercise is now about another incident; run this builder's cell again"
WIDTHS = (240, 1600)
"""The narrowest and the widest picture that a browser may ask for, in CSS pixels."""
LOOKS = ("lib/builder.css", "lib/beside.css", "lib/feedback.css", "lib/readings.css")
"""What every builder looks like."""
LONE_SURROGATE = re.compile("[\ud800-\udfff]")

A = TypeVar("A", bound=Answer)
_log = logging.getLogger(__name__)
_live: dict[tuple[type["Builder[Any]"], Path], Any] = {}


class Builder(anywidget.AnyWidget, Generic[A]):
    """A widget that edits one answer file; a subclass says how its kind is read, described and drawn.

    Each change arrives in `typed` with a revision; `shown` names the revision that is on disk, so the browser
    says "Saved" of what is saved and never replaces newer typing by an older echo.
    """

    kind: ClassVar[str]
    model: type[A]
    rows: ClassVar[str] = ""
    """The list of the answer that the fields show as rows, such as "whys"."""
    shows_exhibits: ClassVar[bool] = True

    typed = traitlets.Any().tag(sync=True, echo_update=False)
    shown = traitlets.Dict().tag(sync=True)
    picture = traitlets.Unicode().tag(sync=True)
    incident = traitlets.Dict().tag(sync=True)
    look = traitlets.Any().tag(sync=True, echo_update=False)

    def __init__(
        self, path: Path, scenario: Scenario | None = None, *, rubric: "Exercise | None" = None, **settings: Any
    ) -> None:
        super().__init__()
        self.path = path
        self.rubric = rubric
        self.tell(scenario)
        self.set_up(**settings)
        self.answer: A = self.blank()
        self._graded: A = self.answer
        self._file: BoundFile[A] = BoundFile(path, self.model)
        self._notices: list[Notice[A]] = []
        self._serial = 0
        self._last: dict[str, Any] = {"client": "", "revision": 0}
        self._trouble = ""
        self._problems: list[dict[str, str]] = []
        self._saved_at: float | None = None
        self._twin: Any = None
        self._telling = Telling()
        self.reread()
        self.observe(self._typed, "typed")
        self.observe(self._looked, "look")
        self.on_msg(self._asked)

    def tell(self, scenario: Scenario | None) -> None:
        """Take the incident that feedback knows, and send what of it stays in view: problem and exhibits."""
        self.scenario = scenario
        exhibits = scenario.exhibits if scenario and self.shows_exhibits else []
        shown = [one.model_dump(include={"id", "source", "text"}) for one in exhibits]
        self.incident = {"problem": scenario.problem, "exhibits": shown, "most": MOST_NUMBERS} if scenario else {}

    # What a kind of answer decides.

    def set_up(self, *_: Any, **__: Any) -> None:
        """Take what else the cell gave, such as a label; once more whenever the cell is run again."""

    def blank(self) -> A:
        """The answer before anything is written."""
        return self.model()

    def arranged(self, answer: A) -> A:
        """The same answer in the order in which the fields show it, so that findings name what is seen."""
        return answer

    def order(self, _answer: A) -> Sequence[int | None]:
        """For each row of the arranged answer its 0-based row in the answer, None for one that only the fields have.

        Nothing at all where the rows stay where they are.
        """
        return ()

    def on_page(self, where: str) -> str:
        """The field that shows what the arranged answer calls `where`."""
        return where

    def from_fields(self, fields: dict[str, Any]) -> dict[str, Any]:
        """The data of an answer out of what the browser's fields hold."""
        return fields

    def to_fields(self, answer: A) -> dict[str, Any]:
        """What the browser's fields show of an answer: JSON."""
        return answer.model_dump(mode="json")

    def parse(self, fields: dict[str, Any]) -> A:
        """The answer that the browser's fields make. Raises AnswerError."""
        return self.model.from_data(self.from_fields(fields), self.path.name)

    def examine(self, answer: A) -> list[Finding]:
        """What the checks find outside of an exercise; each finding's `where` names the field that it points into."""
        return examine(answer, kind=self.kind, scenario=self.scenario)

    def reads_back(self, _answer: A, _reading: "Reading") -> bool:
        """Whether what a line of the answer was read as stands under it."""
        return True

    def half_typed(self) -> list[dict[str, str]]:
        """What to write in fields that hold no value yet, as `where` and `says`; the answer does without them."""
        return []

    def describe(self, answer: A) -> str:
        """A few words that tell one version from another, such as "5 whys"."""
        raise NotImplementedError

    def draw(self, answer: A, width: int, theme: Theme) -> str:
        """The picture, as HTML in which the trainee's text is escaped; empty where there is none."""
        raise NotImplementedError

    def outline(self, answer: A) -> str:
        """The plain-text twin of the picture."""
        raise NotImplementedError

    @property
    def shown_path(self) -> str:
        """What the page calls the answer, and keeps unsaved changes under: two builders of a file have two names."""
        return str(self.path)

    # What all of them do.

    def reread(self) -> None:
        """Show what is on disk now."""
        answer, notices = self._file.open()
        self._notices = [*self._notices, *notices][-MOST_NOTICES:]
        self._trouble, self._problems = "", []
        self._saved_at = None if answer is None else self._file.saved_at
        self._replace(self.blank() if answer is None else self.arranged(answer), on_disk=answer)
        self._last = {"client": "", "revision": 0}
        self._show()

    def _typed(self, change: dict[str, Any]) -> None:
        try:
            self._take(change["new"])
        except Exception as error:  # noqa: BLE001 - nothing may end a builder
            # Whatever a browser sends, the next change must still be heard.
            _log.exception("a change could not be taken")
            self._refuse(f"this change could not be read ({type(error).__name__})")

    def _take(self, message: dict[str, Any]) -> None:
        client, revision = str(message["client"])[:64], int(message["revision"])
        overtaken = message.get("base") != self._serial and client != self._last["client"]
        self._last = {"client": client, "revision": revision}
        if self._is_of_another_incident():
            self._refuse(RUN_AGAIN)
            return
        try:
            answer = self._parse(message["answer"])
        except AnswerError as error:
            self._refuse(error.problems[0], error.problems)
            return
        self._replace(answer)
        self._save(keep_present=overtaken)
        self._show()

    def _is_of_another_incident(self) -> bool:
        """Whether the exercise was begun for somebody else after this page was shown."""
        if self.rubric is None:
            return False
        from pmkit.grading.own_incident import is_still_of

        return not is_still_of(self.rubric, self.path)

    def _say_whose(self) -> None:
        """Keep with the first answer whose incident it is about. Raises OSError."""
        if self.rubric is not None:
            from pmkit.grading.own_incident import keep_beside

            keep_beside(self.rubric, self.path)

    def _parse(self, fields: dict[str, Any]) -> A:
        sent = json.dumps(fields, ensure_ascii=False)
        if len(sent) > answer_file.MAX_BYTES:
            raise AnswerError(self.path.name, [answer_file.too_large(len(sent))])
        # Half of a character pair can be typed, but no UTF-8 file can hold it.
        return self.parse(json.loads(LONE_SURROGATE.sub("�", sent)))

    def _replace(self, answer: A, on_disk: A | None = None) -> None:
        """Take `answer`; until it is saved, what a grader reads is `on_disk`, which may stand in another order."""
        if answer != self.answer:
            self._serial += 1
        self.answer = answer
        self._graded = on_disk or answer
        self._judgement = self._judge()

    def _save(self, *, keep_present: bool = False) -> None:
        self._problems = []
        try:
            self._say_whose()
            notices = self._file.save(self.answer, keep_present=keep_present)
        except OSError as error:
            self._trouble = error.strerror or str(error)
            return
        self._trouble, self._saved_at = "", time.time()
        self._notices = [*self._notices, *notices][-MOST_NOTICES:]
        self._telling.tell([other.look_again for other in _others(self)])

    def look_again(self) -> None:
        """Show what is on disk where somebody else wrote it; what the disk refused of ours is not given up for that."""
        if not self._trouble and self._file.changed_elsewhere():
            self.reread()

    def _refuse(self, trouble: str, problems: tuple[str, ...] = ()) -> None:
        """Say what cannot be saved, and leave the file and the last valid answer as they are."""
        self._trouble = trouble
        parts = [problem.partition(": ") for problem in problems]
        self._problems = [{"where": where, "says": says} for where, _, says in parts]
        self._show()

    def _judge(self) -> Judgement:
        """What the answer earns and what the checks find: the assessment that a grader makes, where there is one."""
        try:
            if self.rubric is None or self.rubric.model is not self.model:
                return of_findings(self.examine(self.answer))
            from pmkit.grading.assess import judge

            places = Places(self.rows, self.order(self._graded), self.on_page)
            assessment = judge(self.rubric, self._graded)
            told = tuple(one for one in assessment.readings if self.reads_back(self._graded, one))
            return places.of(replace(assessment, readings=told))
        except Exception:  # noqa: BLE001 - as above
            # Feedback is a help; a slip in a check must not stop the saving.
            _log.exception("the answer could not be examined")
            return of_findings([])

    def _show(self) -> None:
        self.shown = {
            **self._last,
            "serial": self._serial,
            "version": self._file.version,
            "path": self.shown_path,
            "answer": self.to_fields(self.answer),
            "saved_at": self._saved_at,
            "trouble": self._trouble,
            "problems": [*self._problems, *self.half_typed()],
            "notices": [self._notice(index) for index in range(len(self._notices))],
            **self._judgement.as_data(),
        }
        self._draw()
        self._update_twin()

    def _notice(self, index: int) -> dict[str, Any]:
        notice = self._notices[index]
        if notice.offer is None:
            return {"says": notice.says}
        offer = notice.offer
        return {
            "says": notice.says,
            "offer": offer.label,
            "holds": self.describe(offer.answer),
            "saved_at": offer.saved_at,
        }

    def _draw(self) -> None:
        width, theme = wanted(self.look)
        try:
            self.picture = self.draw(self.answer, width, theme)
        except Exception:  # noqa: BLE001 - as above
            # As with feedback: no picture is better than no builder.
            _log.exception("the answer could not be drawn")
            self.picture = ""

    def _looked(self, _change: dict[str, Any]) -> None:
        self._draw()

    def _asked(self, _widget: object, content: Any, _buffers: object) -> None:
        """A button in the browser: dismiss a notice, use the version it offers, look at the disk again."""
        request = content if isinstance(content, dict) else {}
        number = request.get("notice")
        known = number if isinstance(number, int) and 0 <= number < len(self._notices) else None
        if request.get("do") == "look-again":
            self.look_again()
        elif request.get("do") == "use" and known is not None:
            self._use(self._notices.pop(known))
        elif request.get("do") == "dismiss" and known is not None:
            self._notices.pop(known)
            self._show()

    def _use(self, notice: Notice[A]) -> None:
        if notice.offer:
            self._replace(self.arranged(notice.offer.answer))
            # What is there now was somebody's work too.
            self._save(keep_present=True)
        self._last = {"client": "", "revision": 0}
        self._show()

    def _ipython_display_(self, **_options: object) -> None:
        """Show the widget, and below it the answer as text: a stored notebook alone can show no widget."""
        from IPython.display import display

        bundle = self._repr_mimebundle_()
        if bundle is not None:
            show: Any = display  # IPython gives it no types
            show(bundle[0] | {"text/plain": str(self.path)}, raw=True)
            self._twin = show(twin(self.outline(self.answer)), raw=True, display_id=True)

    def _update_twin(self) -> None:
        if self._twin is not None:
            self._twin.update(twin(self.outline(self.answer)), raw=True)


def _others(builder: Builder[Any]) -> list[Builder[Any]]:
    """Builders of another kind that show the same file, such as a board beside a table."""
    place = builder.path.resolve()
    known = [other for (_, path), other in _live.items() if path == place]
    return [other for other in known if other is not builder and other.comm is not None]


def wanted(look: Any) -> tuple[int, Theme]:
    """The picture's width and theme, whatever was sent."""
    asked = look if isinstance(look, dict) else {}
    width = asked.get("width")
    fitting = int(width) if isinstance(width, int | float) and WIDTHS[0] <= width <= WIDTHS[1] else 640
    return fitting, ("dark" if asked.get("theme") == "dark" else "light")


B = TypeVar("B", bound=Builder[Any])


def live(
    builder: type[B],
    path: str | Path,
    scenario: Scenario | None = None,
    *,
    rubric: "Exercise | None" = None,
    **settings: Any,
) -> B:
    """The builder of this file: in one kernel there is one, so that two views never fight; read anew.

    With a `rubric` it says at every change what the answer earns.
    """
    scenario = rubric.scenario if rubric is not None else scenario
    place = Path(path).resolve()
    known: B | None = _live.get((builder, place))
    if known is None or known.comm is None:
        known = _live[builder, place] = builder(Path(path), scenario, rubric=rubric, **settings)
    else:
        known.rubric = rubric
        known.tell(scenario)
        known.set_up(**settings)
        known.reread()
    return known
