"""A team's own words for `pmkit check`: `pmkit.toml`, or `[tool.pmkit]` in `pyproject.toml`, found upwards."""

import os
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any

from pmkit.checks.check import Finding
from pmkit.checks.text.team import NOBODY_KNOWN, Team
from pmkit.cli.unknown_check import no_such_check
from pmkit.models import answer_file
from pmkit.models.answer_file import UnreadableError
from pmkit.models.toml import limits

OWN, SHARED = "pmkit.toml", "pyproject.toml"
LISTS = ("people", "systems", "products")
MOST = 2_000
"""Names and words that a file may hold."""
EXAMPLE = 'people = ["Wim"], systems = ["Atlas"], products = ["Chaos Kong"], [allow], [[paths]]'


@dataclass(frozen=True)
class Rule:
    """For files that match one of `match`: checks that are off, and checks that say no more than "consider"."""

    match: tuple[str, ...]
    off: tuple[str, ...] = ()
    consider: tuple[str, ...] = ()

    def speaks_of(self, path: str) -> bool:
        """Whether a path, written from the folder of the settings, matches."""
        return any(fnmatch(path, pattern) or fnmatch(path, f"*/{pattern}") for pattern in self.match)


@dataclass(frozen=True)
class Settings:
    """What one file says; `path` is empty where there is none."""

    path: str = ""
    team: Team = NOBODY_KNOWN
    rules: tuple[Rule, ...] = field(default=())

    def applied(self, findings: Iterable[Finding], path: str) -> list[Finding]:
        """Findings without those that are off for a path, demoted where the file says so; waived ones stay."""
        if not self.rules:
            return list(findings)
        folder, whole = _whole(self.path).parent, _whole(path)
        written = whole.relative_to(folder).as_posix() if whole.is_relative_to(folder) else whole.as_posix()
        mine = [rule for rule in self.rules if rule.speaks_of(written)]
        off = [name for rule in mine for name in rule.off]
        demoted = [name for rule in mine for name in rule.consider]
        return [
            replace(one, severity="consider") if _named(one.check, demoted) else one
            for one in findings
            if not _named(one.check, off)
        ]


def _named(check: str, names: Iterable[str]) -> bool:
    """Whether a check is called by its id, or by its topic as in "language/"."""
    return any(check == name or check.startswith(name.rstrip("/") + "/") for name in names)


def _whole(path: str) -> Path:
    """A path from the root on; links stay what they are."""
    return Path(os.path.abspath(path))  # noqa: PTH100 -- Path.resolve follows links, and some lead in circles


def settings_for(path: str) -> Settings:
    """The settings that stand nearest above a file, or above the working folder for standard input.

    In one folder `pmkit.toml` goes before `pyproject.toml`; a folder that is a repository is the last one looked into.
    Raises UnreadableError for a file that cannot be understood.
    """
    folder = Path.cwd() if path == "-" else _whole(path).parent
    return _above(folder)


def forget() -> None:
    """Read the files anew: another run may find them changed."""
    _above.cache_clear()


@cache
def _above(folder: Path) -> Settings:
    for here in (folder, *folder.parents):
        if (here / OWN).is_file():
            return _read(here / OWN, shared=False)
        if (here / SHARED).is_file() and (found := _read(here / SHARED, shared=True)).path:
            return found
        if (here / ".git").exists():
            break
    return Settings()


def _read(file: Path, *, shared: bool) -> Settings:
    shown = str(file.relative_to(Path.cwd())) if file.is_relative_to(Path.cwd()) else str(file)
    try:
        data = limits.loads(answer_file.read(file))
    except tomllib.TOMLDecodeError as error:
        if shared:
            return Settings()  # of other tools; they tell of it
        raise UnreadableError(f"{shown}: {error}; write, for example: {EXAMPLE}") from None
    except (OSError, ValueError) as error:
        if shared:
            return Settings()
        raise UnreadableError(f"{shown}: {error}") from None
    if shared:
        data = data.get("tool", {}).get("pmkit")
        if not isinstance(data, dict):
            return Settings()
    return _settings(data, shown)


def _settings(data: dict[str, Any], shown: str) -> Settings:
    for key in data:
        if key not in {*LISTS, "allow", "paths"}:
            raise UnreadableError(f"{shown}: nothing is called {key!r}; write one of: {EXAMPLE}")
    people, systems, products = (_strings(data.get(name, []), name, shown) for name in LISTS)
    allowed = data.get("allow", {})
    if not isinstance(allowed, dict) or not all(isinstance(one, str) and one.strip() for one in allowed.values()):
        raise UnreadableError(
            f'{shown}: allow holds a word and the reason why it may stand; write [allow] and disaster = "the drill"'
        )
    if sum(map(len, (people, systems, products, allowed))) > MOST:
        raise UnreadableError(f"{shown}: more than {MOST:,} names and words; keep those that are met")
    unjudged = frozenset(word for word in (*products, *allowed) if word.strip())
    rules = data.get("paths", [])
    if not isinstance(rules, list) or not all(isinstance(one, dict) for one in rules):
        raise UnreadableError(f'{shown}: paths is a row of tables; write [[paths]] and match = ["archive/*"]')
    team = Team(frozenset(people), frozenset(systems), unjudged)
    return Settings(shown, team, tuple(_rule(one, shown) for one in rules))


def _rule(data: dict[str, Any], shown: str) -> Rule:
    for key in data:
        if key not in {"match", "off", "consider"}:
            raise UnreadableError(f"{shown}: [[paths]] holds match, off and consider; it has {key!r}")
    match, off, consider = (_strings(data.get(name, []), name, shown) for name in ("match", "off", "consider"))
    if not match:
        raise UnreadableError(f'{shown}: [[paths]] says of no file; write match = ["archive/*"]')
    _known(*off, *consider, shown=shown)
    return Rule(match, off, consider)


def _known(*names: str, shown: str) -> None:
    """Raise UnreadableError for a name that no check has."""
    if not names:
        return
    from pmkit.checks import CHECKS

    ids = [one.id for one in CHECKS]
    for name in names:
        if not any(_named(one, [name]) for one in ids):
            raise UnreadableError(f"{shown}: {no_such_check(name, ids)}")


def _strings(value: Any, name: str, shown: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise UnreadableError(f'{shown}: {name} is a list of words; write {name} = ["…", "…"]')
    return tuple(value)
