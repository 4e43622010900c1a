"""What was said in a meeting, shown: the turns of the trainee in their order, those taken back marked."""

from html import escape

from pmkit.models.meeting.answer import Facilitation, MeetingTurn
from pmkit.render.scene.palette import Theme
from pmkit.render.scene.wrapping import clean

NOTHING = "nothing said yet"
BACK = "(took the turn before back)"


def outline(answer: Facilitation) -> str:
    """As text for a terminal: which meeting it is, and each turn in a line."""
    head = f"Meeting: {clean(answer.meeting) or '? (still to be chosen)'}"
    said = [f"{number:>3}. {_said(turn)}" for number, turn in enumerate(answer.turns, start=1)]
    return "\n".join([head, *(said or [f"     {NOTHING}"])]) + "\n"


def html(answer: Facilitation, *, width: int = 800, theme: Theme = "auto") -> str:  # noqa: ARG001  # as every drawer is called
    """As an HTML list: escaped, with the colours of the page around it."""
    turns = "".join(f'<li dir="auto">{escape(_said(turn))}</li>' for turn in answer.turns)
    head = escape(clean(answer.meeting) or "Meeting")
    body = f"<ol>{turns}</ol>" if turns else f"<p>{NOTHING}</p>"
    return (
        f'<section class="pmkit-facilitation" style="max-width:{width}px;overflow-wrap:anywhere">'
        f'<p dir="auto" style="font-weight:600">{head}</p>{body}</section>'
    )


def _said(turn: MeetingTurn) -> str:
    return BACK if turn.back else clean(turn.text)
