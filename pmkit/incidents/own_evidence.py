"""An incident's evidence as its readers give it, without a folder that somebody would have to find."""

from pathlib import Path
from tempfile import TemporaryDirectory

from pmkit.evidence.evidence_reading import read_evidence
from pmkit.incidents.evidence_folder import write_evidence
from pmkit.incidents.incident import Incident
from pmkit.models.event import Warned
from pmkit.models.story.evidence_line import EvidenceLine


def evidence_of(incident: Incident) -> tuple[list[EvidenceLine], list[Warned]]:
    """The lines by time, and what the readers noticed; a file that names no zone is read in that of its tool."""
    with TemporaryDirectory(prefix="pmkit-") as folder:
        write_evidence(incident, Path(folder), force=True)
        return read_evidence(folder, zone=incident.story.zones)
