"""A folder of evidence as the timeline builder takes it: each event with its raw line, and what readers noticed."""

from pathlib import Path

from pmkit.evidence.catalogue import Zones, read_folder
from pmkit.evidence.raw_line import raw_lines
from pmkit.models.event import Warned
from pmkit.models.story.evidence_line import EvidenceLine, evidence_lines


def read_evidence(folder: str | Path, zone: Zones = None) -> tuple[list[EvidenceLine], list[Warned]]:
    """The events of a folder by time, each beside the record it was read from, and the warnings.

    `zone` is for files that name none: one for all, or one for each word of a source, {"kibana": "Europe/Berlin"}.
    Raises ZoneNeededError with a question for every file that needs one, UnreadableError where `folder` is none.
    """
    folder = Path(folder)
    evidence = read_folder(folder, zone=zone)
    raw = raw_lines(folder, zone=zone)
    return evidence_lines(evidence.events, [one.text for one in raw]), evidence.warnings
