"""Rows of Helm's tables whose columns stand one space apart, as a chat leaves them, told apart by their values."""

import re
from functools import cache

from pmkit.models.data_file import data_file

_HISTORY = "revision updated status chart app version description"
_LIST = "name namespace revision updated status chart app version"
_REVISION = r"(?P<revision>\d{1,9}) +(?P<updated>"
_SINCE = r") +(?P<status>[A-Za-z-]{1,30}) +(?P<chart>\S{1,300})(?: +(?P<rest>\S.*))?"
_OF_HISTORY = re.compile(
    _REVISION + r"[A-Z][a-z]{2} [A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d \d{4}" + _SINCE, re.ASCII
)
_ZONED = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,9})? [+-]\d{4}(?: [A-Z]{2,5}| [+-]\d{2,4})?"
_OF_LIST = re.compile(r"(?P<name>\S{1,300}) +(?P<namespace>\S{1,300}) +" + _REVISION + _ZONED + _SINCE, re.ASCII)
_CHART = re.compile(r"-v?\d", re.ASCII)
_VERSION = re.compile(r"v?\d{1,9}\.\d\S*|v\d\S*|(?=[a-f]*\d)[0-9a-f]{7,40}", re.ASCII)


def run_together(rows: list[tuple[int, str]]) -> list[tuple[int, dict[str, str]]]:
    """Each row below the head with its 1-based line and its cells by their heads; none where one row is in doubt.

    A version of the app is told from the description by looking like one, and only if it has a point or a "v", or is
    a commit; a row without one has a description that begins as Helm's own do.
    """
    head = " ".join(rows[0][1].casefold().split()) if rows else ""
    if head not in {_HISTORY, _LIST}:
        return []
    read = [(line, _cells(text, is_list=head == _LIST)) for line, text in rows[1:]]
    return [(line, cells) for line, cells in read if cells] if all(cells for _, cells in read) else []


def _cells(text: str, *, is_list: bool) -> dict[str, str]:
    found = (_OF_LIST if is_list else _OF_HISTORY).fullmatch(text.strip())
    if not found or not _CHART.search(found["chart"]) or found["status"].casefold() not in _words()["statuses"]:
        return {}
    cells = {key: value or "" for key, value in found.groupdict().items()}
    first, _, after = cells.pop("rest").partition(" ")
    if is_list:
        return {} if after else cells | {"app_version": first}
    if _VERSION.fullmatch(first):
        return cells | {"app_version": first, "description": after.strip()}
    described = f"{first} {after}".strip()
    return cells | {"description": described} if first.casefold() in _words()["begins"] else {}


@cache
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in data_file("evidence/parts/helm_words.toml").items()}
