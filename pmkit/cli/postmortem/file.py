"""Postmortems named on the command line: Markdown, of which any text will do."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pmkit.cli.program import complain, fail

if TYPE_CHECKING:  # the models need pydantic, and --help does not
    from pmkit.models.postmortem.postmortem import Postmortem

MOST_FILES = 2_000
ENDINGS = (".md", ".markdown")


def read_postmortem(path: Path) -> "Postmortem":
    """The postmortem in a file; fails with a sentence where there is none."""
    from pmkit.models.answer import AnswerError
    from pmkit.models.postmortem.postmortem import Postmortem

    try:
        return Postmortem.load(path)
    except FileNotFoundError:
        fail(f"{path} is not there; write the path of a Markdown file")
    except IsADirectoryError:
        fail(f"{path} is a folder; write the path of a Markdown file")
    except (AnswerError, OSError) as error:
        fail(str(error))


def postmortems_in(paths: list[Path], beside: Path) -> "Iterator[tuple[str, Postmortem]]":
    """The names and postmortems of files and folders, all but the file `beside`; what cannot be read is said."""
    from pmkit.models.answer import AnswerError
    from pmkit.models.postmortem.postmortem import Postmortem

    for path in paths:
        if not path.exists():
            fail(f"{path} is not there; write the path of a folder of postmortems")
        files = sorted(one for one in path.rglob("*") if one.suffix.lower() in ENDINGS) if path.is_dir() else [path]
        for file in files[:MOST_FILES]:
            if file.resolve() != beside.resolve():
                try:
                    yield str(file), Postmortem.load(file)
                except (AnswerError, OSError) as error:
                    complain(str(error))
