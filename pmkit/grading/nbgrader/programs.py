"""Lets nbgrader find the programs that it starts, whether or not the environment has been activated."""

import os
import sys
from pathlib import Path


def find_programs() -> None:
    """Put this Python's folder of programs first: nbgrader starts `alembic` by name for a new gradebook."""
    folder = str(Path(sys.executable).parent)
    places = os.environ.get("PATH", "").split(os.pathsep)
    if folder not in places:
        os.environ["PATH"] = os.pathsep.join([folder, *places])
