"""What good trees of whys do: a branch is put aside with its reason, and evidence shows what it is cited for."""

from collections.abc import Iterator

from pmkit.checks.check import Check, Match
from pmkit.checks.five_whys.examples import BIDS, chain
from pmkit.checks.five_whys.reading import WhyReading, whole
from pmkit.checks.text.citations import cited_exhibits
from pmkit.checks.text.text import read
from pmkit.models.five_whys import FiveWhys, Why
from pmkit.models.story.scenario import Exhibit


def aside_without_reason(reading: WhyReading) -> Iterator[Match]:
    """Whys that were put aside without a word why."""
    for index, why in enumerate(reading.answer.whys):
        if why.set_aside is not None and read(why.set_aside).blank:
            yield Match(("whys", index, "set_aside"), 0, 0, whole((), reading.texts[index]).quote)


def evidence_elsewhere(reading: WhyReading) -> Iterator[Match]:
    """Evidence that names exhibits, none of which the story knows to show this why."""
    for index in reading.statements:
        evidence = read(reading.answer.whys[index].evidence or "")
        if reading.scenario is None or not reading.causes[index] or evidence.blank:
            continue
        shown_by = {one for cause in reading.causes[index] for one in reading.scenario.cause_by_id[cause].shown_by}
        cited = cited_exhibits(evidence, reading.scenario)
        if shown_by and cited and not cited & shown_by:
            yield whole(("whys", index, "evidence"), evidence)


_DOWN, _EXPIRED, _NO_ALERT = "The daemon was down", "Its certificate had expired", "No alert watches expiry dates"
_EXHIBITS = [
    Exhibit(id="E1", source="Prometheus", text="up is 0 from 02:00 UTC", signs=["up + 0"]),
    Exhibit(id="E2", source="Gateway log", text="x509: certificate has expired", signs=["x509"]),
]
_SHOWN = BIDS.model_copy(
    update={
        "exhibits": _EXHIBITS,
        "causes": [
            cause.model_copy(update={"shown_by": shown_by})
            for cause, shown_by in zip(BIDS.causes, (["E1"], ["E2"], []), strict=True)
        ],
    }
)


def _tree(*, reason: str | None = None, evidence: str | None = None) -> FiveWhys:
    """A chain with a branch that may be put aside, and evidence for its second why."""
    answer = chain(_DOWN, _EXPIRED, _NO_ALERT, root_cause=_NO_ALERT)
    answer.whys[1].evidence = evidence
    return answer.model_copy(update={"whys": [*answer.whys, Why(answer="A disk was full", parent=1, set_aside=reason)]})


CHECKS = (
    Check(
        id="five-whys/set-aside",
        says="“{quote}” was put aside, and no reason says why.",
        why="The next reader has the same idea, and does the same search again.",
        instead="What did you see that speaks against it? One line is enough: “E3: memory was flat”.",
        source="pmkit",
        find=aside_without_reason,
        bad=(_tree(reason=""), _tree(reason="  ")),
        good=(_tree(reason="The disk graph shows 40 % all night"), _tree(reason="Ruled out: no disk alert, 60 % free")),
    ),
    Check(
        id="five-whys/evidence-elsewhere",
        says="We do not see how “{quote}” shows this; it may well do so.",
        why="A reader who opens the exhibit looks for this cause in it.",
        instead="What shows this? Quote the words of the exhibit that do.",
        source="pmkit",
        find=evidence_elsewhere,
        scenario=_SHOWN,
        bad=(
            _tree(reason="60 % free", evidence="E1"),
            _tree(reason="60 % free", evidence="Prometheus has up at 0"),
        ),
        good=(
            _tree(reason="60 % free", evidence="E2"),
            _tree(reason="60 % free", evidence="The gateway logs x509 errors from 02:00"),
        ),
    ),
)
