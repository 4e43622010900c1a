"""What a folder of somebody else's holds, read within bounds: nests and heaps cost no more than their beginning."""

import os
from pathlib import Path

MOST = 2000
"""The most files and folders that are read."""
DEEPEST = 8
"""Folders within folders, at most; Python walks no more than a thousand."""


def entries_of(folder: Path) -> tuple[list[Path], bool]:
    """Files and folders, a folder before its content, links named and never entered; and whether there are more."""
    found: list[Path] = []
    is_whole = True
    for root, folders, files in os.walk(folder, followlinks=False):
        names = sorted((*folders, *files))
        is_too_deep = len(Path(root).relative_to(folder).parts) >= DEEPEST and bool(folders)
        is_whole = is_whole and not is_too_deep and len(found) + len(names) <= MOST
        found += [Path(root, name) for name in names[: MOST - len(found)]]
        folders[:] = [] if is_too_deep or len(found) >= MOST else sorted(folders)
    return found, not is_whole
