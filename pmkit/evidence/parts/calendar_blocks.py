"""Takes a calendar file apart into its events, each with its line, so that one damaged event spoils no other."""

import re
from dataclasses import dataclass, field

MOST_EVENTS = 5000
MOST_ZONE_LINES = 400
_EVENT = ("BEGIN:VEVENT", "END:VEVENT")
_ZONE = ("BEGIN:VTIMEZONE", "END:VTIMEZONE")
_OTHERS = {"BEGIN:VTODO": "task", "BEGIN:VJOURNAL": "journal entry", "BEGIN:VFREEBUSY": "table of free time"}
_RULE = re.compile(r"^(?:RRULE|EXRULE)[^:]*:(.*)$", re.IGNORECASE)


@dataclass
class Block:
    """One VEVENT: the 1-based line where it begins, and its lines; `whole` unless the file breaks off in it.

    `calendar` is the 0-based number of the calendar that it stands in, as a file may hold several.
    """

    line: int
    lines: list[str]
    calendar: int = 0
    whole: bool = False

    @property
    def uid(self) -> str:
        """What its repetitions and exceptions share; one without is alone."""
        return next((line[4:].strip() for line in self.lines if line.upper().startswith("UID:")), f"line {self.line}")


@dataclass
class Blocks:
    """A calendar file: its events, and by the calendar in it the zones that it defines and the one it names for all.

    `others` counts what is no event, such as tasks.
    """

    events: list[Block] = field(default_factory=list)
    zones: list[tuple[int, list[str]]] = field(default_factory=list)
    zone: dict[int, str] = field(default_factory=dict)
    is_calendar: bool = False
    others: dict[str, int] = field(default_factory=dict)

    def others_told(self) -> str:
        """What the file holds that is no event: "1 task", empty where there is nothing else."""
        return ", ".join(f"{count} {_OTHERS[word]}{'s' if count > 1 else ''}" for word, count in self.others.items())

    def series(self) -> list[list[Block]]:
        """Events by UID, in the file's order; a repetition and the changes to it belong together."""
        grouped: dict[str, list[Block]] = {}
        for block in self.events:
            grouped.setdefault(block.uid, []).append(block)
        return list(grouped.values())


LINE_MARK = "X-PMKIT-LINE"


def take_apart(text: str) -> Blocks:
    """The blocks of a calendar file, linear in its length; whatever the text holds, nothing is raised."""
    taken = _Taken()
    for number, line in enumerate(text.split("\n"), 1):
        taken.line(number, line.rstrip("\r"))
    return taken.blocks


class _Taken:
    """The blocks so far, and the one that is open."""

    def __init__(self) -> None:
        self.blocks = Blocks()
        self.event: Block | None = None
        self.zone: list[str] | None = None
        self.calendar = 0

    def line(self, number: int, line: str) -> None:
        word = line.strip().upper()
        if word == _EVENT[0]:
            self.event = Block(number, [line], self.calendar)
            self.blocks.events.append(self.event)
        elif self.event is not None:
            self._of_event(self.event, line, word)
        elif word == _ZONE[0]:
            self.zone = [line]
        elif self.zone is not None:
            self._of_zone(self.zone, line, word)
        elif word.startswith("X-WR-TIMEZONE:"):
            self.blocks.zone[self.calendar] = line.partition(":")[2].strip()
        elif word == "BEGIN:VCALENDAR":
            self.calendar += self.blocks.is_calendar
            self.blocks.is_calendar = True
        elif word in _OTHERS:
            self.blocks.others[word] = self.blocks.others.get(word, 0) + 1

    def _of_event(self, event: Block, line: str, word: str) -> None:
        if word == _EVENT[1]:
            event.whole, self.event = True, None
        elif not word.startswith(LINE_MARK):
            event.lines.append(line)

    def _of_zone(self, zone: list[str], line: str, word: str) -> None:
        zone.append(line)
        if word == _ZONE[1]:
            self.zone = None
            if _is_plain(zone):
                self.blocks.zones.append((self.calendar, zone))


def odd_rule(block: Block) -> str:
    """Why a repetition is not followed, empty when it is.

    A rule that fits no day, or every second, keeps a computer busy with no result; people's meetings need neither.
    """
    for line in block.lines:
        if not (found := _RULE.match(line)):
            continue
        parts = dict(part.upper().partition("=")[::2] for part in found[1].split(";"))
        often = parts.get("FREQ", "")
        if often not in {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}:
            return f"repeats {often[:20] or 'in a way that is not said'}"
        interval = parts.get("INTERVAL", "1")
        if not interval.isdecimal() or not 1 <= int(interval[:6]) <= 1000:
            return f"repeats at an interval of {interval[:20]}"
        finer = {
            "BYMONTHDAY",
            "BYYEARDAY",
            "BYWEEKNO",
            "BYMONTH",
            "BYSETPOS",
            "BYHOUR",
            "BYMINUTE",
            "BYSECOND",
            "BYEASTER",
        }
        if often in {"DAILY", "WEEKLY"} and (
            finer & parts.keys() or (often == "DAILY" and "BYDAY" in parts and interval != "1")
        ):
            return f"repeats {often} on days that are picked in another way"
    return ""


def _is_plain(zone: list[str]) -> bool:
    """Whether a time zone's definition is one that people use: yearly rules, and not too many."""
    rules = [found[1].upper() for line in zone if (found := _RULE.match(line))]
    return len(zone) <= MOST_ZONE_LINES and all("FREQ=YEARLY" in rule for rule in rules)
