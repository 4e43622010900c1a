"""A trainee's notebook, read as text and never trusted: which cells it holds and what happened to it."""

import json
from dataclasses import dataclass
from pathlib import Path

MAX_NOTEBOOK_BYTES = 20_000_000
MAX_CELLS = 100
MAX_CELL_CHARACTERS = 20_000
MAX_CHARACTERS = 200_000
MOST_POINTS = 1e9
BY_THE_ANSWER = "Your grade comes from the answer file alone."


@dataclass(frozen=True, slots=True)
class SubmittedCell:
    """One cell as the trainee left it; `grade_id` and `points` are claims, not facts."""

    kind: str
    source: str
    grade_id: str | None = None
    points: float | None = None


@dataclass(frozen=True, slots=True)
class SubmittedNotebook:
    """The cells that could be read, and what to tell the trainee about those that could not."""

    cells: tuple[SubmittedCell, ...] = ()
    notes: tuple[str, ...] = ()


def read_notebook(path: Path) -> SubmittedNotebook:
    """Read a notebook of any damage; never raises."""
    try:
        if not path.is_file():
            return _unreadable("there is none")
        if path.stat().st_size > MAX_NOTEBOOK_BYTES:
            return _unreadable(f"it has {path.stat().st_size:,} bytes, at most {MAX_NOTEBOOK_BYTES:,} are read")
        data = json.loads(path.read_bytes())
    except OSError as error:
        return _unreadable(f"it cannot be opened ({error.strerror})")
    except (ValueError, RecursionError):
        return _unreadable("it is not a whole notebook file")
    if not isinstance(data, dict) or not isinstance(data.get("cells"), list):
        return _unreadable("it holds no cells, or is of a format before 2015: open it in JupyterLab and save it")
    cells = [cell for cell in map(_cell, data["cells"]) if cell]
    notes = () if len(cells) == len(data["cells"]) else ("Some cells of your notebook could not be read.",)
    if not cells and isinstance(data.get("metadata"), dict) and "pmkit" in data["metadata"]:
        notes = (f"No notebook was submitted. {BY_THE_ANSWER}",)
    return SubmittedNotebook(tuple(cells), notes)


def claims_of(
    notebook: SubmittedNotebook, known: dict[str, float | None]
) -> tuple[dict[str, SubmittedCell], list[str]]:
    """The first cell that claims each known grade id, and a note for each thing put right."""
    first: dict[str, SubmittedCell] = {}
    twice, changed = set(), set()
    for cell in notebook.cells:
        if cell.grade_id not in known:
            continue
        if cell.grade_id in first:
            twice.add(cell.grade_id)
        first.setdefault(cell.grade_id, cell)
        if cell.points != known[cell.grade_id]:
            changed.add(cell.grade_id)
    missing = [grade_id for grade_id, points in known.items() if points is not None and grade_id not in first]
    notes = [
        _note(missing, "missing from your notebook and put back") if notebook.cells else "",
        _note(sorted(twice), "there more than once; the first is used"),
        _note(sorted(changed), "there with other points; the course's points are used"),
    ]
    return first, [note for note in notes if note]


def own_cells(
    notebook: SubmittedNotebook, known: dict[str, float | None], given: frozenset[str]
) -> tuple[list[SubmittedCell], list[str]]:
    """The cells that are the trainee's own (neither graded nor part of the exercise), up to a limit."""
    own = [cell for cell in notebook.cells if cell.grade_id not in known and cell.source.strip() not in given]
    own = [cell for cell in own if cell.source.strip()]
    shown: list[SubmittedCell] = []
    left = MAX_CHARACTERS
    for cell in own[:MAX_CELLS]:
        left -= len(cell.source)
        if left < 0:
            break
        shown.append(cell)
    omitted = len(own) - len(shown)
    return shown, [f"{omitted:,} of your own cells are not shown here, to keep the page short."] if omitted else []


def writable(text: str) -> str:
    """Text that can be written to any file: no lone surrogates, no control characters."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(character for character in text if character in "\n\t" or character >= " ")


def quoted(text: str) -> str:
    """Markdown that shows `text` letter by letter and cannot become anything else.

    Every ASCII sign that is neither letter nor digit becomes a character reference, line ends too: no
    Markdown, HTML or formula survives that, whichever parser reads it.
    """
    inert = "".join(sign if sign.isalnum() or sign == " " or not sign.isascii() else f"&#{ord(sign)};" for sign in text)
    return f'<pre style="white-space: pre-wrap; overflow-wrap: anywhere" dir="auto">{inert}</pre>'


def _cell(data: object) -> SubmittedCell | None:
    if not isinstance(data, dict):
        return None
    source = data.get("source", "")
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    if not isinstance(source, str):
        return None
    source = writable(source[:MAX_CELL_CHARACTERS]) + (" […]" if len(source) > MAX_CELL_CHARACTERS else "")
    metadata = data.get("metadata")
    claim = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = claim.get("grade_id") if isinstance(claim, dict) else None
    points = claim.get("points") if isinstance(claim, dict) else None
    return SubmittedCell(
        kind="code" if data.get("cell_type") == "code" else "text",
        source=source,
        grade_id=grade_id if isinstance(grade_id, str) else None,
        points=float(points) if isinstance(points, int | float) and abs(points) < MOST_POINTS else None,
    )


def _unreadable(reason: str) -> SubmittedNotebook:
    return SubmittedNotebook(notes=(f"Your notebook could not be read: {reason}. {BY_THE_ANSWER}",))


def _note(grade_ids: list[str], what: str) -> str:
    if not grade_ids:
        return ""
    return f"{'This cell was' if len(grade_ids) == 1 else 'These cells were'} {what}: {', '.join(grade_ids)}."
