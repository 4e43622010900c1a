"""Where the clock stands: parts and stages of an agenda by minutes gone."""

from pmkit.models.meeting.meeting import Stage
from pmkit.models.meeting.rules import Agenda, AgendaPart


def part_at(agenda: Agenda, gone: int) -> int:
    """The index of the part that runs after so many minutes; the last one when all are gone."""
    end = 0
    for index, part in enumerate(agenda.parts):
        end += part.minutes
        if gone < end:
            return index
    return len(agenda.parts) - 1


def stage_span(agenda: Agenda, stage: Stage) -> tuple[int, int]:
    """From which minute to which a stage lasts; (0, 0) where the agenda has none."""
    end = 0
    spans: list[tuple[AgendaPart, int, int]] = []
    for part in agenda.parts:
        spans.append((part, end, end + part.minutes))
        end += part.minutes
    mine = [(start, stop) for part, start, stop in spans if part.stage == stage]
    return (mine[0][0], mine[-1][1]) if mine else (0, 0)
