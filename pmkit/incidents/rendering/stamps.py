"""How tools write an instant; nothing here asks the machine for its language or its zone."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def seconds(at: datetime) -> str:
    """2026-01-31T14:23:01Z."""
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


def milliseconds(at: datetime) -> str:
    """2026-01-31T14:23:01.250Z."""
    return f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03}Z"


def nanoseconds(at: datetime, more: int) -> str:
    """2026-01-31T14:23:01.250123456Z: Go's programs write what the clock gives, here with `more` after it."""
    return f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond:06}{more:03}Z"


def with_offset(at: datetime, zone: str) -> str:
    """2026-01-31T09:23:01-05:00."""
    return at.astimezone(ZoneInfo(zone)).replace(microsecond=0).isoformat()


def kibana(at: datetime, zone: str) -> str:
    """Jan 31, 2026 @ 15:23:01.250, which names no zone."""
    local = at.astimezone(ZoneInfo(zone))
    clock = f"{local:%H:%M:%S}.{local.microsecond // 1000:03}"
    return f"{_MONTHS[local.month - 1]} {local.day}, {local.year} @ {clock}"


def epoch(at: datetime) -> str:
    """Seconds since 1970 with six decimals, without a detour through floating point."""
    return f"{whole_epoch(at)}.{at.microsecond:06}"


def whole_epoch(at: datetime) -> int:
    """Whole seconds since 1970."""
    return int(at.astimezone(UTC).replace(microsecond=0).timestamp())
