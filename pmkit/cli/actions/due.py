"""`pmkit actions due`: what a weekly review of action items asks about."""

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from pmkit.cli.actions.file import declare_files, read_files
from pmkit.cli.parser import Options, Parser, add_format, day
from pmkit.cli.program import BAD_INPUT, CLEAN, FINDINGS, Format, complain, fail, print_json, say

if TYPE_CHECKING:  # the models need pydantic, and --help does not
    from pmkit.models.dates.sla import SlaPolicy
    from pmkit.models.dates.standing import Standing
    from pmkit.tables.tracked import Tracked

    Told = tuple[Tracked, Standing]

NOBODY = "nobody"
LONGEST = 160
"""Characters of an item that are shown in its line."""


class Ended(NamedTuple):
    """How many items are done and declined, and those of them that are since the last review."""

    done: int
    declined: int
    lately: "list[Tracked]"


def declare(parser: Parser) -> None:
    """What the command takes."""
    declare_files(parser)
    add = parser.options.add_argument
    add("--on", type=day, metavar="DATE", help="The day of the review, 2026-01-31; today without it.")
    add("--owner", default="", metavar="NAME", help="Only what is owned by somebody with this in their name.")
    add("--policy", default="module", metavar="NAME", help="Who sets the time of each priority; module without it.")
    add_format(parser)


def run(options: Options) -> int:
    """List what is overdue, blocked, due this week, open for long or without a date, for the weekly review.

    Each item is told once, where it is most pressing, with its age and the time of its priority, which run from the
    day it was written, in a postmortem from the day of the incident. This week ends seven days after the review. Open
    for long is what is past the time of its priority, or older than four weeks where that sets none.

    Exit code 0: nothing is overdue. 1: something is. 2: something could not be read.
    """
    from pmkit.models.dates.review import weekly_review
    from pmkit.models.dates.sla import load_sla, sla_names

    if options.policy not in sla_names():
        fail(f"no policy is called {options.policy!r}; write one of: {', '.join(sla_names())}")
    policy, on = load_sla(options.policy), options.on or date.today()  # noqa: DTZ011 -- the day of whoever asks
    found, problems = read_files(options.paths)
    found = [one for one in found if options.owner.casefold() in one.item.owner.casefold()]
    review = weekly_review([one.item for one in found], on, policy, [one.since for one in found])
    told = [(found[place], how) for place, how in review.told]
    ended = Ended(len(review.done), len(review.declined), [found[place] for place in review.lately])
    if options.format is Format.JSON:
        print_json(_as_data(told, ended, on, policy) | {"errors": problems})
    else:
        say("\n".join(_lines(told, ended, on, policy)))
    for problem in problems:
        complain(problem)
    late = any(how.group == "overdue" for _, how in told)
    return BAD_INPUT if problems else FINDINGS if late else CLEAN


def _as_data(told: "list[Told]", ended: "Ended", on: date, policy: "SlaPolicy") -> dict[str, Any]:
    from pmkit.models.dates.review import TITLES

    data: dict[str, Any] = {"on": on.isoformat(), "policy": policy.name}
    for group in TITLES:
        data[group.replace("-", "_")] = [_row(one, how) for one, how in told if how.group == group]
    data["owners"] = [{"owner": name, **counts} for name, counts in _by_owner(told).items()]
    data["ended_lately"] = [_named(one) for one in ended.lately]
    return data | {"done": ended.done, "declined": ended.declined}


def _named(one: "Tracked") -> dict[str, Any]:
    """An item at its end: what it was, and where it stands."""
    item = one.item
    return {"text": item.text, "owner": item.owner, "status": item.state, "path": one.path, "line": one.line}


def _row(one: "Tracked", how: "Standing") -> dict[str, Any]:
    item = one.item
    return {
        "text": item.text,
        "owner": item.owner,
        "due": item.due.isoformat() if item.due else None,
        "days_over": how.over,
        "asks": one.asks,
        "priority": item.priority,
        "status": item.state,
        "age_days": how.age,
        "sla": how.limit,
        "sla_until": how.until.isoformat() if how.until else None,
        "sla_past": how.past,
        "ticket": item.ticket,
        "postmortem": item.postmortem,
        "path": one.path,
        "line": one.line,
    }


def _by_owner(told: "list[Told]") -> dict[str, dict[str, int]]:
    """How many items each owner has in which group; whoever has most overdue comes first."""
    from pmkit.models.dates.review import TITLES

    found: dict[str, dict[str, int]] = {}
    names: dict[str, str] = {}
    for one, how in told:
        name = " ".join(one.item.owner.split())
        name = names.setdefault(name.casefold(), name or NOBODY)
        counts = found.setdefault(name, dict.fromkeys((group.replace("-", "_") for group in TITLES), 0))
        counts[how.group.replace("-", "_")] += 1
    return dict(sorted(found.items(), key=lambda pair: ([-number for number in pair[1].values()], pair[0])))


def _lines(told: "list[Told]", ended: "Ended", on: date, policy: "SlaPolicy") -> list[str]:
    from pmkit.models.dates.review import ENDED_LATELY, TITLES
    from pmkit.render.findings.terminal import printable

    lines = [f"Action items on {on:%A}, {on}; times of priorities: {policy.name} ({policy.title})"]
    for group, title in TITLES.items():
        here = [pair for pair in told if pair[1].group == group]
        if here:
            lines += ["", f"{title} ({len(here)})"]
            lines += [line for pair in here for line in _told(*pair, printable)]
    if ended.lately:
        lines += ["", f"{ENDED_LATELY} ({len(ended.lately)})"]
        shown = ((one.item.state, one.item.owner or NOBODY, one.item.text) for one in ended.lately)
        lines += [f"  {printable(f'{state}, {owner}: {text}', most=2 * LONGEST)}" for state, owner, text in shown]
    if told:
        lines += ["", "By owner"]
    for name, counts in _by_owner(told).items():
        lines.append(f"  {printable(name, most=LONGEST)}: {_counted(counts)}")
    closed = f"{ended.done} done, {ended.declined} declined"
    return [*lines, "", f"{len(told)} to do, {closed}" if told else f"Nothing to do; {closed}"]


def _counted(counts: dict[str, int]) -> str:
    """How many of each group, where there are some."""
    from pmkit.models.dates.review import TITLES

    counted = {title: counts[group.replace("-", "_")] for group, title in TITLES.items()}
    return ", ".join(f"{number} {title.lower()}" for title, number in counted.items() if number)


def _told(one: "Tracked", how: "Standing", printable: Any) -> list[str]:
    from pmkit.models.dates.standing_words import age, time_of_priority, when_due

    item = one.item
    head = (when_due(item.due, how), item.priority or "no priority", item.owner or NOBODY)
    facts = (
        item.state,
        age(how.age),
        time_of_priority(item.priority, how),
        item.ticket or "",
        f"{one.path}:{one.line}" if one.line else one.path,
    )
    lines = [f"  {printable(', '.join(filter(None, head)), most=LONGEST)}: {printable(item.text, most=LONGEST)}"]
    lines += [f"      {printable('; '.join(filter(None, facts)), most=2 * LONGEST)}"]
    return [*lines, f"      {printable(one.asks, most=LONGEST)}"] if one.asks else lines
