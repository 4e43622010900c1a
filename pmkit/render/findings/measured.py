"""How often a check was right when it was measured, in words and with its interval; from a file of counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pmkit.models.data_file import data_file

FILE = "checks/language/measured.toml"
FEWEST = 10
"""Judged flags from which a share is told; of fewer the count alone."""
MEND = "write it anew with `make accuracy DOCUMENTS=<folder> WRITE=yes`"


@dataclass(frozen=True, slots=True)
class Measured:
    """What was judged of one check's flags on one corpus; of a flag that is right by half, `right` holds 0.5."""

    flags: int
    judged: int
    right: float
    what: str
    where: str

    @property
    def precision(self) -> float | None:
        """The share that is right, from 0 to 1; None where too few were judged."""
        return self.right / self.judged if self.judged >= FEWEST else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval of the share (Wilson 1927); None where too few were judged."""
        from pmkit.metrics.intervals import of_share

        return of_share(self.right, self.judged) if self.judged >= FEWEST else None

    def told(self) -> str:
        """One sentence, whose share never stands without its interval and its corpus."""
        judged = f"{self.judged} judged flag{'s' * (self.judged != 1)}"
        if self.interval is not None:
            low, high = self.interval
            share = f"right in {self.precision:.2f} (95 % interval {low:.2f} to {high:.2f})"
            return f"{share} of {judged} on {self.what}."
        if self.judged:
            return f"right in {self.right:g} of {judged} on {self.what}: too few to give a share."
        return f"no flag {'is judged' if self.flags else 'to judge'} on {self.what}."

    def as_data(self) -> dict[str, Any]:
        """Plain data, ready for JSON."""
        interval = None if self.interval is None else [round(edge, 3) for edge in self.interval]
        share = None if self.precision is None else round(self.precision, 3)
        counts = {"flags": self.flags, "judged": self.judged, "right": self.right}
        return {"what": self.what, "where": self.where, **counts, "precision": share, "interval": interval}


def measured(check: str) -> list[Measured]:
    """What is known of a check, by its id: one record a corpus, none where it was not measured."""
    topic, _, name = check.partition("/")
    return records(data_file(FILE)).get(name, []) if topic == "language" else []


def records(content: Mapping[str, Any]) -> dict[str, list[Measured]]:
    """The data file by check. Raises ValueError, with the place, for figures that cannot be."""
    corpora = _table(content, "corpora")
    for name in corpora:
        for key in ("what", "where"):
            _expect(isinstance(corpora[name].get(key), str), f"corpora.{name}.{key}", corpora[name].get(key), "a text")
        _count(corpora[name].get("texts"), f"corpora.{name}.texts")
    return {check: _of_check(check, rows, corpora) for check, rows in _table(content, "checks").items()}


def _of_check(check: str, rows: Mapping[str, Any], corpora: Mapping[str, Any]) -> list[Measured]:
    found = []
    _expect(rows.keys() == corpora.keys(), f"checks.{check}", [*rows], f"a row for each of {[*corpora]}")
    for name, row in rows.items():
        at = f"checks.{check}.{name}"
        _expect(isinstance(row, dict), at, row, "a table of flags, judged and right")
        flags, judged = (_count(row.get(key), f"{at}.{key}") for key in ("flags", "judged"))
        right = row.get("right")
        _expect(judged <= flags, f"{at}.judged", judged, f"at most {flags}, the flags")
        halves = type(right) in (int, float) and 0 <= right <= judged and float(2 * right).is_integer()
        _expect(halves, f"{at}.right", right, f"a number of halves from 0 to {judged}, the judged flags")
        found.append(Measured(flags, judged, float(right), corpora[name]["what"], corpora[name]["where"]))
    return found


def _table(content: Mapping[str, Any], name: str) -> dict[str, Any]:
    table = content.get(name)
    if not isinstance(table, dict) or not table or not all(isinstance(one, dict) for one in table.values()):
        raise ValueError(f"{FILE}: [{name}.…] holds no tables; {MEND}")
    return table


def _count(value: object, at: str) -> int:
    _expect(type(value) is int and value >= 0, at, value, "a count")
    assert isinstance(value, int)
    return value


def _expect(holds: bool, at: str, value: object, want: str) -> None:
    if not holds:
        raise ValueError(f"{FILE}: {at} is {value!r}, which should be {want}; {MEND}")
