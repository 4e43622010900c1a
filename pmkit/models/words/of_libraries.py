"""What is wrong with a file in words of ours, where a library says it in its own: JSON, CSV, archives."""

import json
import re
import zipfile

_CELLS = re.compile(r"Expected (\d+) fields in line (\d+), saw (\d+)", re.ASCII)
_ROW = re.compile(r"starting at row (\d+)", re.ASCII)


def of_json(error: Exception, *, line: bool = True) -> str:
    """What `json.loads` stumbled over: where it is no JSON any more; without `line` of a text that is one line.

    >>> try: json.loads('{"a": 1,,}')
    ... except ValueError as error: of_json(error)
    'is no JSON from line 1, column 9 on'
    """
    if isinstance(error, RecursionError) or "nested" in str(error):
        return "is no JSON that can be read: it is nested too deeply"
    if isinstance(error, UnicodeDecodeError):
        return f"is no JSON: it is no UTF-8 (byte {error.start})"
    if isinstance(error, json.JSONDecodeError):
        return f"is no JSON from {f'line {error.lineno}, ' if line else ''}column {error.colno} on"
    return "is no JSON"


def of_csv(error: Exception) -> str:
    """What stands in the way of a table, from the words of `csv` or pandas."""
    said = str(error)
    if cells := _CELLS.search(said):
        fewer, line, more = cells.groups()
        return f"line {line} has {more} cells, and the lines before it have {fewer}"
    if "unexpected end of data" in said or "inside string" in said:
        row = _ROW.search(said)
        return f"a quotation mark{f' in row {row[1]}' if row else ''} is never closed"
    if "field limit" in said or "Buffer overflow" in said:
        return "a cell is too long, as one is behind a quotation mark that is never closed"
    if "expected after" in said:
        return "words stand behind a closing quotation mark, without a comma between"
    if "No columns" in said:
        return "it is empty"
    return "rows and cells cannot be told apart"


def of_archive(error: Exception) -> str:
    """Why an archive, or a file in it, cannot be opened."""
    said = str(error)
    if isinstance(error, RuntimeError) and "password" in said:
        return "it asks for a password"
    if isinstance(error, NotImplementedError):
        return "it is packed in a way that is not read here"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    if isinstance(error, zipfile.BadZipFile) and "not a zip" in said:
        return "it is no .zip"
    return "its content is cut off or changed"
