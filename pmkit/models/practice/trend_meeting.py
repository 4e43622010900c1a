"""What a trainee finds in a quarter of incidents: the cluster, the service, the repeated cause, and three sentences."""

from datetime import date
from typing import Self

from pydantic import Field, model_validator

from pmkit.models.answer import Answer

SENTENCES = 3
LONGEST = 1_000
MOST_SEED = 2**31


class TrendMeeting(Answer):
    """The content of an answer such as `trend_meeting.toml`; what is not chosen yet is "".

    `seed` numbers the quarters that were looked at. Dates are days such as "2026-08-03", the last one included.

    >>> answer = TrendMeeting(cluster_from="2026-08-03", sentences=["14 of 41 incidents hit identity."])
    >>> TrendMeeting.parse(answer.dump()) == answer
    True
    """

    seed: int = Field(1, ge=0, le=MOST_SEED, examples=["1"])
    cluster_from: str = Field("", max_length=10, examples=['"2026-08-03"'])
    cluster_to: str = Field("", max_length=10, examples=['"2026-08-08"'])
    service: str = Field("", max_length=60, examples=['"checkout"'])
    cause: str = Field("", max_length=60, examples=['"configuration"'])
    sentences: list[str] = Field(default_factory=list, max_length=SENTENCES, examples=[f"at most {SENTENCES} texts"])

    @model_validator(mode="after")
    def _can_be_read(self) -> Self:
        for name in ("cluster_from", "cluster_to"):
            given = getattr(self, name)
            if given and _day(given) is None:
                raise ValueError(f"{name}: {given!r} is no day; write 2026-08-03")
        for number, one in enumerate(self.sentences, start=1):
            if len(one) > LONGEST:
                raise ValueError(f"sentence {number}: has {len(one):,} characters; write at most {LONGEST:,}")
        return self

    @property
    def cluster(self) -> tuple[date, date] | None:
        """The first and the last day of the cluster, the earlier first; None as long as one is missing."""
        first, last = _day(self.cluster_from), _day(self.cluster_to)
        return (min(first, last), max(first, last)) if first and last else None

    @property
    def written(self) -> int:
        """How many sentences hold words."""
        return sum(bool(one.strip()) for one in self.sentences)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
