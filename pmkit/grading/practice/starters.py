"""What a lesson begins with: a worked answer, a draft to mend (data files in `starters/`), a folder of evidence."""

from pathlib import Path

from pmkit.incidents.evidence_folder import write_evidence
from pmkit.incidents.incident import make_incident
from pmkit.models.answer_file import write
from pmkit.models.data_file import PACKAGE
from pmkit.models.postmortem.postmortem import Postmortem
from pmkit.models.timeline import Timeline

FOLDER = PACKAGE / "grading" / "starters"


def starter_names() -> list[str]:
    """The starters there are, in alphabetical order."""
    return sorted(path.stem for path in FOLDER.iterdir() if path.suffix in {".toml", ".md"})


def begin(path: str | Path, starter: str) -> Timeline | Postmortem:
    """The timeline, or the postmortem, in the file `path`; where there is none yet, a copy of the starter is put there.

    Raises LookupError for an unknown starter, AnswerError where the file is damaged; what is there is never
    overwritten.
    """
    if starter not in starter_names():
        raise LookupError(f"no starter is called {starter!r}; write one of: {', '.join(starter_names())}")
    source = next(one for one in FOLDER.glob(f"{starter}.*"))
    target = Path(path)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        write(target, source.read_text(encoding="utf-8"))
    return Postmortem.load(target) if source.suffix == ".md" else Timeline.load(target)


def evidence_folder(story: str, folder: str | Path, trainee: str = "") -> Path:
    """The evidence of a story for a trainee, else as it is written, in `folder`; put there where there is none yet.

    Raises LookupError for an unknown story, ValueError for a trainee that cannot be, FolderError for a folder that
    cannot be written into.
    """
    target = Path(folder)
    if not (target / "README.md").exists():
        write_evidence(make_incident(story, trainee or None), target, force=True)
    return target
