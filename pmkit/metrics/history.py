"""A history of incidents: read from CSV, with every problem listed by its row, and what is left to count."""

import io
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from pmkit.models.answer_file import UnreadableError
from pmkit.models.incident_history.columns import COLUMNS, ORDER, SEVERITIES, TIMES, RowProblem
from pmkit.models.words.of_libraries import of_csv

if TYPE_CHECKING:
    from pandas import DataFrame, Series

LARGEST = 100_000_000
MOST_PROBLEMS = 1_000
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
NEEDED = ("impact_start", "resolved")
WANTED = "write a table with one row an incident, and a first line such as id,impact_start,detected,resolved"
BEGINNINGS = ("impact_start", "cause")
_USUAL = len("2026-01-31T14:27:00Z")
_OFFSET = re.compile(r"(?:Z|z|[+-]\d\d:?\d\d)\s*$")
_SEVERITY = re.compile(r"^\s*(?:sev|severity|s|p)?[\s_-]*([1-4])\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class IncidentHistory:
    """What a history holds.

    `frame` has one row for each incident that can be counted: the columns of COLUMNS, times in UTC (NaT where there
    is none), dates as text; `row` is the number of its row in the file. `problems` lists what is wrong, by row;
    rows in `left_out` are in no figure. `until` is when the history was taken: an incident without an end is open
    until then.
    """

    frame: "DataFrame"
    until: datetime
    problems: list[RowProblem] = field(default_factory=list)
    left_out: tuple[int, ...] = ()

    def __len__(self) -> int:
        """The number of incidents that can be counted."""
        return len(self.frame)

    @property
    def is_open(self) -> "Series[bool]":
        """Which incidents have no end yet."""
        return self.frame["resolved"].isna()


def read_history(
    path: str | Path, *, columns: Mapping[str, str] | None = None, until: datetime | None = None
) -> IncidentHistory:
    """The history in a CSV file. `columns` says which of its columns are ours: {"impact_start": "Started at"}.

    Raises UnreadableError naming what is missing, or why the file cannot be read.
    """
    path = Path(path)
    try:
        if path.stat().st_size > LARGEST:
            raise UnreadableError(f"{path} has more than {LARGEST // 1_000_000} MB; give a part of it")
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{path} is no UTF-8 (byte {error.start}); save it as CSV UTF-8") from None
    except FileNotFoundError:
        raise UnreadableError(f"{path} is not there; write the path of a CSV file") from None
    except OSError as error:
        raise UnreadableError(f"{path}: {error.strerror}") from None
    return history_of(text, name=str(path), columns=columns, until=until)


def history_of(
    text: str, *, name: str = "history", columns: Mapping[str, str] | None = None, until: datetime | None = None
) -> IncidentHistory:
    """The history that a CSV text holds; see read_history."""
    import pandas as pd

    if "\0" in text:
        raise UnreadableError(f"{name}: holds null bytes, so it is no text; save it as CSV UTF-8")
    first = text.partition("\n")[0]
    part = max(",;\t", key=first.count)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", pd.errors.ParserWarning)
            raw = pd.read_csv(io.StringIO(text), sep=part, dtype=object, keep_default_na=False, index_col=False)
    except pd.errors.ParserWarning:
        raise UnreadableError(
            f"{name} has rows with more cells than the head; quote cells that hold {part!r}"
        ) from None
    except (pd.errors.ParserError, pd.errors.EmptyDataError, ValueError) as error:
        raise UnreadableError(f"{name} is no CSV: {of_csv(error)}; {WANTED}") from None
    return tabled(_renamed(raw, columns or {}, name), until=until)


def tabled(raw: "DataFrame", *, until: datetime | None = None) -> IncidentHistory:
    """The history of a table of text, one row an incident, columns named as in COLUMNS; see IncidentHistory."""
    import pandas as pd

    problems: list[RowProblem] = []
    given = raw.reset_index(drop=True)
    nothing = pd.Series("", index=given.index, dtype=object)
    columns = {name: given[name].astype(object).fillna("") if name in given else nothing for name in COLUMNS}
    never = pd.Series(pd.NaT, index=given.index, dtype="datetime64[us, UTC]")
    columns |= {name: _times(columns[name], name, problems) if name in given else never for name in TIMES}
    columns["severity"] = _severities(columns["severity"], problems)
    table = pd.DataFrame(columns).assign(row=given.index + 1)
    problems += _twice(table)
    problems += _order(table)
    unread = {problem.row for problem in problems if problem.column in BEGINNINGS}
    problems += [
        RowProblem(row, "impact_start", "", "has no beginning; the row is in no figure")
        for row in table.loc[table["impact_start"].isna() & table["cause"].isna(), "row"]
        if row not in unread  # a cell holds one that cannot be read, and that is told
    ]
    wrong = sorted({problem.row for problem in problems})
    kept = table[~table["row"].isin(wrong)].reset_index(drop=True)
    last = kept[list(TIMES)].max().max()
    taken = until or (last.to_pydatetime() if not pd.isna(last) else datetime.now(UTC))
    return IncidentHistory(kept, taken, sorted(problems)[:MOST_PROBLEMS], tuple(wrong))


def _renamed(raw: "DataFrame", columns: Mapping[str, str], name: str) -> "DataFrame":
    """The table with our names; every column that is wanted must be there."""
    raw.columns = [str(column).strip() for column in raw.columns]
    lacking = [theirs for theirs in columns.values() if theirs not in raw.columns]
    unknown = [ours for ours in columns if ours not in COLUMNS]
    if unknown:
        raise UnreadableError(f"{unknown[0]!r} is no column of a history; write one of: {', '.join(COLUMNS)}")
    if lacking:
        raise UnreadableError(f"{name} has no column {lacking[0]!r}; it has: {', '.join(raw.columns)[:300]}")
    found = raw.rename(columns={theirs: ours for ours, theirs in columns.items()})
    needed = [column for column in NEEDED if column not in found.columns]
    if needed:
        raise UnreadableError(
            f"{name} has no column {needed[0]!r}; it has: {', '.join(found.columns)[:300]}; name yours, or say which "
            f"is meant ({needed[0]}=NAME)"
        )
    return found


def _times(given: "Series[str]", column: str, problems: list[RowProblem]) -> "Series[datetime]":
    """A column of times in UTC, NaT where none is given; what is no time becomes a problem."""
    import numpy as np
    import pandas as pd

    at = pd.to_datetime(given, format="ISO8601", utc=True, errors="coerce").astype("datetime64[us, UTC]")
    latest = datetime.now(UTC) + timedelta(days=366)
    text, unread = given.to_numpy(), at.isna().to_numpy()
    # The usual stamp is told apart without a loop: as many letters as it has, and a Z at its end.
    is_usual = np.strings.endswith(text.astype(f"U{_USUAL}"), "Z")
    bare = (~unread & ~is_usual).nonzero()[0].tolist()
    wrong = {row: "is no time; write 2026-01-31T14:27:00Z" for row in unread.nonzero()[0].tolist() if text[row].strip()}
    no_offset = [row for row in bare if not _OFFSET.search(text[row])]
    wrong |= dict.fromkeys(no_offset, "has no offset; write 2026-01-31T14:27:00Z")
    far = ((at < EARLIEST) | (at > latest)).to_numpy().nonzero()[0].tolist()
    wrong |= dict.fromkeys(far, "lies before 1990 or more than a year ahead")
    problems += [RowProblem(row + 1, column, text[row], says) for row, says in wrong.items()]
    if wrong:
        at.iloc[list(wrong)] = pd.NaT
    return at


def _severities(given: "Series[str]", problems: list[RowProblem]) -> "Series[str]":
    """The severities as SEV-1 to SEV-4; other words become problems."""
    known = {word: _severity(word) for word in given.unique()}
    unknown = {word for word, level in known.items() if word.strip() and not level}
    problems += [
        RowProblem(int(row) + 1, "severity", got, f"is none of {', '.join(SEVERITIES)}")
        for row, got in given[given.isin(unknown)].items()
    ]
    return given.map(known)


def _severity(word: str) -> str:
    match = _SEVERITY.match(word)
    return f"SEV-{match[1]}" if match else ""


def _twice(table: "DataFrame") -> Iterator[RowProblem]:
    """Rows with an id that an earlier row has, or with all the same times at the same service."""
    again = table[table["id"].duplicated()]
    again = again[again["id"].str.strip() != ""]
    for row, got in zip(*_columns(again, "row", "id"), strict=True):
        yield RowProblem(row, "id", got, "stands in an earlier row too")
    # Few begin in the same second; only those are compared in full.
    near = table[table["impact_start"].notna() & table["impact_start"].duplicated(keep=False)]
    twins = near[near.duplicated(["service", *TIMES]) & ~near.index.isin(again.index)]
    for row, got in zip(*_columns(twins, "row", "id"), strict=True):
        yield RowProblem(row, "id", got, "has the same service and times as an earlier row")


def _order(table: "DataFrame") -> Iterator[RowProblem]:
    """Rows in which an anchor lies after one that cannot come before it."""
    told: set[int] = set()
    for first, second in ORDER:
        wrong = table[table[first] > table[second]]
        for row, got in zip(*_columns(wrong, "row", second), strict=True):
            if row not in told:
                told.add(row)
                yield RowProblem(row, second, f"{got:%Y-%m-%dT%H:%M:%SZ}", f"lies before {first}")


def _columns(table: "DataFrame", *names: str) -> list[list[object]]:
    return [table[name].tolist() for name in names]
