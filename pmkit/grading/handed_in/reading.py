"""Reads an answer as an editor or a hurried hand may have left it, where that can only mean one thing, and says so."""

import os
import unicodedata
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from pmkit.models import answer_file
from pmkit.models.answer import Answer, AnswerError, model_at, where
from pmkit.models.toml import limits

UTF_16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
"""The first two bytes of a file that Windows calls Unicode."""
FOREIGN_SHARE = 0.1
"""So much of a text in the alphabet of Western Europe may be outside of ASCII; more is another alphabet."""
NEAR = 0.75
MOST_SLIPS = 10
A = TypeVar("A", bound=Answer)


def read(path: Path) -> tuple[str, str]:
    """The text of an answer file, and a sentence where it was not UTF-8 ("" where it was).

    Raises FileNotFoundError and UnreadableError as `answer_file.read` does.
    """
    try:
        return answer_file.read(path), ""
    except answer_file.UnreadableError:
        text, name = _of_windows(path)
        if not name:
            raise
    return text, f"{path.name} was saved as {name} and is read as that; save it as UTF-8 next time."


def load(model: type[A], path: Path) -> tuple[A, tuple[str, ...]]:
    """An answer file, and what was read otherwise than it stands.

    Raises FileNotFoundError when there is none, AnswerError where it could mean more than one thing.
    """
    try:
        text, note = read(path)
    except answer_file.UnreadableError as error:
        raise AnswerError(str(path), [str(error)]) from None
    notes = (note,) if note else ()
    try:
        return model.parse(text, str(path)), notes
    except AnswerError:
        found = _without_slips(model, text, path)
        if found is None:
            raise
    return found[0], (*notes, *found[1])


def _of_windows(path: Path) -> tuple[str, str]:
    """The text and the name of its encoding: what Windows' editors write beside UTF-8; ("", "") for anything else."""
    content = _bytes(path)
    if not content:
        return "", ""
    try:
        if encoding := UTF_16.get(content[:2]):
            text = content[2:].decode(encoding)
            return (text, "UTF-16") if text and "\0" not in text else ("", "")
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        return "", ""
    foreign = [sign for sign in text if not sign.isascii()]
    controls = any(sign < " " and sign not in "\t\r\n" for sign in text)
    is_western = len(foreign) <= FOREIGN_SHARE * len(text) and all(_of_words(sign) for sign in foreign)
    return (text, "Windows-1252") if is_western and not controls and "\ufeff" not in text else ("", "")


def _of_words(sign: str) -> bool:
    """A letter, or a sign that editors put in by themselves: “ ” ‘ ’ – — …."""
    return sign.isalpha() or unicodedata.category(sign) in {"Pi", "Pf", "Pd", "Ps", "Po", "Sc", "No", "So", "Zs"}


def _bytes(path: Path) -> bytes:
    """What a plain file of allowed size holds; nothing for anything else."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return b""
    with os.fdopen(descriptor, "rb") as file:
        if not path.is_file() or os.fstat(descriptor).st_size > answer_file.MAX_BYTES:
            return b""
        return file.read(answer_file.MAX_BYTES)


def _without_slips(model: type[A], text: str, path: Path) -> tuple[A, list[str]] | None:
    """The answer with each key that is nearly a known one read as that; None where anything else is wrong."""
    try:
        data = limits.loads(text)
        notes = [f"{path.name}, {one}." for one in _rename(model, data)]
        return (model.from_data(data, str(path)), notes) if notes else None
    except (ValueError, TypeError, LookupError, RecursionError):
        return None


def _rename(model: type[Answer], data: dict[str, Any]) -> Iterator[str]:
    """Rename keys in place, as long as each slip can mean one key that is not there; one sentence for each."""
    for _ in range(MOST_SLIPS):
        slip = next(_slips(model, data), None)
        if slip is None:
            return
        table, location, key, meant = slip
        table[meant] = table.pop(key)
        yield f"{where((*location, key))}: read as {meant}"


def _slips(
    model: type[Answer], data: dict[str, Any]
) -> Iterator[tuple[dict[str, Any], tuple[int | str, ...], str, str]]:
    try:
        model.model_validate(data)
    except ValidationError as error:
        wrong = [one["loc"] for one in error.errors(include_url=False) if one["type"] == "extra_forbidden"]
    else:
        return
    for location in wrong:
        key, table, known = str(location[-1]), _table_at(data, location[:-1]), model_at(model, location[:-1])
        if known is None or table is None:
            continue
        free = [name for name in known.model_fields if name not in table]
        near = get_close_matches(key.lower(), free, n=2, cutoff=NEAR)
        rivals = [other for other in table if other not in known.model_fields and other != key]
        if len(near) == 1 and not get_close_matches(near[0], rivals, n=1, cutoff=NEAR):
            yield table, location[:-1], key, near[0]


def _table_at(data: dict[str, Any], location: tuple[int | str, ...]) -> dict[str, Any] | None:
    found: Any = data
    for step in location:
        found = found[step]
    return found if isinstance(found, dict) else None
