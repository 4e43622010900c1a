"""What every answer is: a strict model that lives in a TOML file and explains what is wrong with one."""

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Self

import tomli_w
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from pmkit.models import answer_file
from pmkit.models.answer_error import AnswerError
from pmkit.models.toml import limits
from pmkit.models.topics import RECORDS

__all__ = ["Answer", "AnswerError", "Part", "where"]

ROWS = {"marks": "mark", "traps": "trap", "readings": "reading", "items": "item", "scores": "score"} | {
    "people": "person",
    "facts": "fact",
    "ideas": "idea",
    "beats": "beat",
    "lines": "line",
    "turns": "turn",
    "ratings": "rating",
    "sentences": "sentence",
}
"""Lists of files that are no topic's; the last ones are those of meetings."""
ONE_OF = ROWS | {rows: row for record in RECORDS.values() for rows, row in record.rows.items()}
"""The word for one row of a list, by the list's key."""
MOST_PROBLEMS = 100
"""The number of problems of one file that are told; nobody reads ten thousand."""


class Part(BaseModel):
    """A table inside an answer: strict types, no unknown keys, every problem reported."""

    model_config = ConfigDict(strict=True, extra="forbid", validate_assignment=True)


class Answer(Part):
    """An answer file's content; each kind of answer is a subclass."""

    @classmethod
    def parse(cls, text: str, path: str = "the answer") -> Self:
        """Read TOML text. Raises AnswerError with all problems at once."""
        if len(text) > answer_file.MAX_BYTES:
            raise AnswerError(path, [answer_file.too_large(len(text))])
        try:
            data = limits.loads(text)
        except answer_file.UnreadableError as error:
            raise AnswerError(path, [str(error)]) from None
        except ValueError as error:
            raise AnswerError(path, [f'not TOML: {error}; write lines such as problem = "…"']) from None
        return cls.from_data(data, path)

    @classmethod
    def from_data(cls, data: dict[str, Any], path: str = "the answer") -> Self:
        """Read what a TOML file holds. Raises AnswerError with all problems at once."""
        try:
            return cls.model_validate(data)
        except ValidationError as error:
            found = error.errors(include_url=False)
            problems = [_problem(cls, details) for details in found[:MOST_PROBLEMS]]
            more = [f"and {len(found) - MOST_PROBLEMS:,} more"] if len(found) > MOST_PROBLEMS else []
            raise AnswerError(path, problems + more) from None

    def dump(self) -> str:
        """TOML text that `parse` reads back as an equal answer."""
        data = self.model_dump(exclude_none=True)
        tables = {key: value for key, value in data.items() if _is_tables(value)}
        text = tomli_w.dumps({key: value for key, value in data.items() if key not in tables})
        # tomli_w puts short tables on one line; people read and edit [[whys]] more easily.
        parts = [_table(key, table) for key, value in tables.items() for table in value]
        return "\n".join([text, *parts])

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """Read an answer file. Raises AnswerError when it is damaged, FileNotFoundError when there is none."""
        try:
            text = answer_file.read(Path(path))
        except answer_file.UnreadableError as error:
            raise AnswerError(str(path), [str(error)]) from None
        return cls.parse(text, str(path))

    def save(self, path: str | Path) -> None:
        """Write the answer file: whole or not at all. Raises OSError when the disk refuses."""
        answer_file.write(Path(path), self.dump())


def _table(key: str, table: dict[str, Any]) -> str:
    """One table of a list with the lists of tables inside it, such as the history of an action."""
    inner = {name: rows for name, rows in table.items() if _is_tables(rows)}
    text = f"[[{key}]]\n{tomli_w.dumps({name: value for name, value in table.items() if name not in inner})}"
    return text + "".join(f"\n{_table(f'{key}.{name}', row)}" for name, rows in inner.items() for row in rows)


def _is_tables(value: object) -> bool:
    """Whether a value is a list of flat tables."""
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(one, dict) and not any(isinstance(inner, dict) for inner in one.values()) for one in value)
    )


def _problem(model: type[BaseModel], details: ErrorDetails) -> str:
    """One line: where, what we got, what to write."""
    if details["type"] == "value_error" and not details["loc"]:
        return details["msg"].removeprefix("Value error, ")  # a model's own validator says where
    return f"{where(details['loc'])}: {_got(details)}; {_write(model, details)}"


def where(location: tuple[int | str, ...]) -> str:
    """A place in an answer, in words.

    >>> where(("whys", 2, "answer"))
    'why 3, answer'
    """
    return ", ".join(_steps(location)) or "the file"


def _steps(location: tuple[int | str, ...]) -> Iterator[str]:
    """('whys', 2, 'answer') is 'why 3' and 'answer'."""
    for index, step in enumerate(location):
        if isinstance(step, int):
            yield f"{ONE_OF.get(str(location[index - 1]), str(location[index - 1]))} {step + 1}"
        elif not (index + 1 < len(location) and isinstance(location[index + 1], int)):
            yield step


def _got(details: ErrorDetails) -> str:
    if details["type"] == "missing":
        return "missing"
    if details["type"] == "extra_forbidden":
        return "not a key that is known here"
    if details["type"] == "value_error":
        return details["msg"].removeprefix("Value error, ").partition("; ")[0]
    got = repr(details["input"])
    return f"got {got if len(got) <= 60 else got[:57] + '…'}"


def _write(model: type[BaseModel], details: ErrorDetails) -> str:
    if details["type"] == "value_error":
        return details["msg"].partition("; ")[2] or "write another value"
    parent = model_at(model, details["loc"][:-1])
    if details["type"] == "extra_forbidden" and parent:
        keys = list(parent.model_fields)
        near = get_close_matches(str(details["loc"][-1]), keys, n=1)
        return f"write {near[0]}" if near else f"write one of {', '.join(keys)}"
    field = parent.model_fields.get(str(details["loc"][-1])) if parent else None
    if field and field.examples:
        return f"write {details['loc'][-1]} = {field.examples[0]}"
    return details["msg"][:1].lower() + details["msg"][1:]


def model_at(model: type[BaseModel], location: tuple[int | str, ...]) -> type[BaseModel] | None:
    """The model of the table at `location`, such as Why for ('whys', 2)."""
    found: Any = model
    for step in location:
        if isinstance(step, int):
            continue
        field = found.model_fields.get(step)
        inner = getattr(field.annotation, "__args__", (field.annotation,)) if field else ()
        found = next((one for one in inner if isinstance(one, type) and issubclass(one, BaseModel)), None)
        if found is None:
            return None
    return found  # type: ignore[no-any-return]  # narrowed by the loop: always a model class
