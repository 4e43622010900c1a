"""What was handed in and cannot be graded by the program waits for a person, and is never the same as nothing."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pmkit.grading.assessment import Assessment
from pmkit.models import answer_file
from pmkit.models.answer_file import UnreadableError
from pmkit.render.findings.terminal import printable

WAITS = "An instructor looks at this: the program could not read what was handed in."
OURS = frozenset({"timestamp.txt", "submission_secret.txt", "incident.toml", "hand-in.toml", "readings.toml"}) | {
    "README.md", "desktop.ini", "Thumbs.db",
}  # fmt: skip
"""Files that are there without anybody having answered anything."""
ALSO = "also-handed-in.txt"
"""Names of what was downloaded and is of a kind that is not read, one a line below its first; `collect` writes it."""
PASSED_BY = frozenset({"evidence", "node_modules", "feedback", "__pycache__"})
MOST_FILES, MOST_NAMED, DEEPEST = 1000, 5, 6


def waiting(result: Assessment, reason: str) -> Assessment:
    """The result as one in which a person decides about every criterion; it keeps its points until then."""
    criteria = tuple(
        replace(
            one,
            outcome="for-instructor",
            says=one.says if one.outcome == "for-instructor" else WAITS,
            up_to=one.max,
        )
        for one in result.criteria
    )
    notes = result.notes if reason in result.notes else (*result.notes, reason)
    return replace(result, criteria=criteria, notes=notes)


def as_handed_in(result: Assessment, folder: Path, answer: str) -> Assessment:
    """The result of work that is handed in: where the answer could not be read, or lies in no answer file, it waits.

    `answer` is where the answer file should lie; there it has been read already.
    """
    if result.unread:
        return waiting(result, WAITS)
    if result.outcome != "unattempted":
        return result
    others = [name for name in other_files(folder) if name not in {answer, Path(answer).name}]
    if not others:
        return result
    if ALSO in others:
        others = [name for name in others if name != ALSO] + _names_in(folder / ALSO)
    named = ", ".join(printable(name, 80) for name in others[:MOST_NAMED])
    more = f" and {len(others) - MOST_NAMED:,} more" if len(others) > MOST_NAMED else ""
    return waiting(result, f"No answer was found in {named}{more}.")


def _names_in(path: Path) -> list[str]:
    """What `collect` says was handed in besides; the file's own name where it says nothing."""
    try:
        lines = [] if path.is_symlink() else answer_file.read(path).splitlines()
    except (OSError, UnreadableError):
        lines = []
    return [line for line in lines[1:] if line.strip()] or [path.name]


def other_files(folder: Path) -> Iterator[str]:
    """What a folder holds beside notebooks and what the kit puts there, as paths within it; links are not followed."""
    seen = 0
    for root, folders, names in os.walk(folder, followlinks=False):
        depth = len(Path(root).relative_to(folder).parts)
        deeper = sorted(one for one in folders if not one.startswith(".") and one not in PASSED_BY)
        folders[:] = deeper if depth < DEEPEST else []
        for name in sorted(names):
            seen += 1
            if seen > MOST_FILES:
                return
            if not name.startswith(".") and name not in OURS and not name.endswith(".ipynb"):
                yield Path(root, name).relative_to(folder).as_posix()
