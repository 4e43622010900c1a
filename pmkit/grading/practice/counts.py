"""What an answer holds, counted: the things that objectives of a lesson ask for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from pmkit.checks.action_items.reading import read_items
from pmkit.checks.catalogue import examine
from pmkit.grading.practice.meeting import seed_of_meeting
from pmkit.grading.rewrites.reader import Written
from pmkit.grading.trend_meeting.choices import chosen
from pmkit.grading.trend_meeting.meeting import figures_of, tell
from pmkit.meetings.library import load_meeting
from pmkit.meetings.replay import play
from pmkit.models.action_items import ActionItems
from pmkit.models.answer import Answer
from pmkit.models.dissemination.dissemination import Dissemination
from pmkit.models.document import Document
from pmkit.models.factor import Factors
from pmkit.models.fishbone import Fishbone
from pmkit.models.five_whys import FiveWhys
from pmkit.models.meeting.answer import Facilitation
from pmkit.models.postmortem.headings import SECTIONS
from pmkit.models.postmortem.postmortem import Postmortem
from pmkit.models.practice.audit import Audit
from pmkit.models.practice.calibration import Calibration
from pmkit.models.practice.quarter import QuarterChoice
from pmkit.models.practice.spotted import SpottedWords
from pmkit.models.practice.traps import Traps
from pmkit.models.practice.trend_meeting import TrendMeeting
from pmkit.models.rewrites import Rewrite, Rewrites
from pmkit.models.story.statement import Statement
from pmkit.models.timeline import Timeline

LEAST_REASON = 3
"""Words of a reason."""

WORDS = {
    "problem": "problem",
    "whys": "whys",
    "depth": "whys below one another",
    "second_answers": "second answers to a question",
    "set_aside": "branches put aside with a reason",
    "evidence": "lines with what shows them",
    "turned": "questions asked as a how or a what",
    "events": "events",
    "traced": "events in UTC with their source",
    "gaps": "gaps noted",
    "anchors": "anchors",
    "causes": "causes",
    "bones": "bones looked into",
    "factors": "factors",
    "marks": "statements marked with their kind",
    "named": "traps named",
    "said_again": "statements said again, facts kept",
    "words": "words",
    "parts": "parts written",
    "actions": "action items",
    "cited": "marks with the record that shows it",
    "scored": "levels given",
    "criticised": "letters judged with a reason",
    "smart": "items with every letter that can be read",
    "effects": "items with an effect",
    "declined": "items declined with a reason",
    "owned": "items chosen with an owner and a priority",
    "quarters": "quarters run",
    "found": "choices that the data carry",
    "carried": "sentences that the data carry",
    "told": "steps with an audience and an owner",
    "turns": "turns",
    "facts": "facts on the table",
    "blame_turned": "sentences of blame turned to what allowed it",
    "rated": "elements rated by yourself",
}
"""What is counted, in the words that a trainee reads after "2 of 3"."""


@dataclass(frozen=True, slots=True)
class Counting:
    """How answers of one kind are counted; `count` takes the answer, and the statements where there are any."""

    model: type[Answer]
    count: Callable[..., dict[str, int]]


def _five_whys(answer: FiveWhys) -> dict[str, int]:
    written = [index for index, why in enumerate(answer.whys) if why.answer.strip()]
    standing = set(answer.standing()) & set(written)
    asked = [answer.parent_of(index) for index in written]
    return {
        "problem": int(bool(answer.problem.strip())),
        "whys": len(standing),
        "depth": max((len(standing.intersection(chain)) for chain in answer.chains()), default=0),
        "second_answers": len(asked) - len(set(asked)),
        "set_aside": sum(bool((answer.whys[index].set_aside or "").strip()) for index in written),
        "evidence": sum(bool((answer.whys[index].evidence or "").strip()) for index in written),
        "turned": sum(answer.whys[index].asked in {"how", "what"} for index in written),
    }


def _timeline(answer: Timeline) -> dict[str, int]:
    traced = [one for one in answer.events if one.source.strip() and one.at.utcoffset() == timedelta(0)]
    return {
        "events": len(answer.events),
        "traced": len(traced),
        "gaps": sum(one.kind == "gap" for one in answer.events),
        "anchors": len(answer.anchors.given()),
    }


def _fishbone(answer: Fishbone) -> dict[str, int]:
    written = [cause for cause in answer.causes if cause.text.strip()]
    looked_into = {cause.category for cause in written} | {one for one in answer.categories if answer.word_on(one)}
    return {
        "problem": int(bool(answer.problem.strip())),
        "causes": len(written),
        "bones": len(looked_into),
        "evidence": sum(bool((cause.evidence or "").strip()) for cause in written),
    }


def _factors(answer: Factors) -> dict[str, int]:
    written = [factor for factor in answer.factors if factor.statement.strip()]
    return {
        "problem": int(bool(answer.problem.strip())),
        "factors": len(written),
        "evidence": sum(bool((factor.evidence or "").strip()) for factor in written),
    }


def _spotted(answer: SpottedWords, statements: list[Statement]) -> dict[str, int]:
    """Marks count where there is something to mark; which words, and which kind, is the trainee's reading."""
    marked = [answer.of(number) for number, one in enumerate(statements, start=1) if one.marks]
    return {"marks": sum(bool(mark and mark.quote and mark.check.startswith("language/")) for mark in marked)}


def _rewrites(answer: Rewrites, statements: list[Statement]) -> dict[str, int]:
    told = Written(answer, statements).judged_by(examine(answer, "rewrites"))
    return {"said_again": sum(one.whole for one in told)}


def _traps(answer: Traps, statements: list[Statement]) -> dict[str, int]:
    mine = [answer.of(number) for number in range(1, len(statements) + 1)]
    pairs = zip(statements, mine, strict=True)
    rewrites = Rewrites(rewrites=[Rewrite(original=one.text, text=own.rewrite) for one, own in pairs if one.marks])
    written = Written(rewrites, [one for one in statements if one.marks])
    told = written.judged_by(examine(rewrites, "rewrites"))
    return {"named": sum(bool(own.trap) for own in mine), "said_again": sum(one.whole for one in told)}


def _postmortem(answer: Postmortem) -> dict[str, int]:
    written = [key for key in SECTIONS if not answer.lacks(key)]
    return {"parts": len(written), "actions": len(answer.actions), "words": len(answer.text.split())}


def _audit(answer: Audit) -> dict[str, int]:
    return {"cited": sum(bool(mark.quote.strip() and mark.record.strip()) for mark in answer.marks)}


def _calibration(answer: Calibration) -> dict[str, int]:
    return {"scored": len(answer.scores)}


def _action_items(answer: ActionItems) -> dict[str, int]:
    read = [one for one in read_items(answer.actions).items if one.is_judged]
    return {
        "criticised": sum(len(line.says.split()) >= LEAST_REASON for line in answer.critique),
        "smart": sum(all(met is not False for met in one.letters.values()) for one in read),
        "effects": sum(bool(one.item.effect) for one in read),
        "declined": sum(one.is_declined and bool((one.declined or "").strip()) for one in answer.actions),
    }


def _quarter(answer: QuarterChoice) -> dict[str, int]:
    return {"owned": sum(bool(one.owner and one.priority) for one in answer.items), "quarters": answer.seed}


def _trend_meeting(answer: TrendMeeting) -> dict[str, int]:
    figures = figures_of(answer.seed)
    told = [tell(one, figures) for one in answer.sentences]
    return {
        "found": sum(one.finding is None for one in chosen(answer, figures)),
        "carried": sum(bool(one.met) and not one.findings for one in told),
    }


def _dissemination(answer: Dissemination) -> dict[str, int]:
    return {"told": sum(bool(one.audience.strip() and one.owner.strip()) for one in answer.steps)}


def _facilitation(answer: Facilitation) -> dict[str, int]:
    """What came of a meeting in the room, played again; of one that there is none of, nothing."""
    counted = {"turns": 0, "facts": 0, "blame_turned": 0, "rated": len(answer.ratings)}
    try:
        meeting = load_meeting(answer.meeting)
        state = play(meeting, answer, seed_of_meeting(answer, meeting.slug))
    except ValueError:
        return counted
    blame = {one.id for one in meeting.beats if one.kind in {"outburst", "asks-who"}}
    turned = sum(one.of in blame and one.met >= 1 for one in state.moments)
    return counted | {"turns": len(state.said), "facts": len(state.facts), "blame_turned": turned}


def _prose(answer: Document) -> dict[str, int]:
    return {"words": answer.words}


COUNTS = {
    "five-whys": Counting(FiveWhys, _five_whys),
    "timeline": Counting(Timeline, _timeline),
    "fishbone": Counting(Fishbone, _fishbone),
    "factors": Counting(Factors, _factors),
    "spotted": Counting(SpottedWords, _spotted),
    "rewrites": Counting(Rewrites, _rewrites),
    "traps": Counting(Traps, _traps),
    "prose": Counting(Document, _prose),
    "postmortem": Counting(Postmortem, _postmortem),
    "audit": Counting(Audit, _audit),
    "calibration": Counting(Calibration, _calibration),
    "action-items": Counting(ActionItems, _action_items),
    "quarter": Counting(QuarterChoice, _quarter),
    "trend-meeting": Counting(TrendMeeting, _trend_meeting),
    "dissemination": Counting(Dissemination, _dissemination),
    "facilitation": Counting(Facilitation, _facilitation),
}
