"""A postmortem drafted from data: timeline, figures and impact are filled in, judgement is left to its writer."""

from datetime import timedelta

from pmkit.models.clocks import IN_WORDS, Policy, read_clocks
from pmkit.models.postmortem.postmortem import Parts, Postmortem
from pmkit.models.story.scenario import Scenario
from pmkit.models.timeline import Timeline, in_utc
from pmkit.models.words.duration import in_words
from pmkit.tables.timeline_markdown import to_markdown

PROMPTS = {
    "summary": "Two or three sentences: what happened, and what it meant for whom.",
    "root_cause": "What made it possible, and what let it reach users? Each with the record that shows it.",
    "factors": "Process, technology, people's conditions, environment, communication: what else had a part?",
    "resolution": "What ended the impact, and when?",
    "went_well": "What helped, so that it is kept?",
    "improve": "Each problem in a line of its own; every one gets an action.",
    "lessons": "What will others do differently who read this?",
    "references": "Chat, dashboards, tickets, related postmortems.",
}
"""What stands as a comment in each section that is the writer's: comments are not shown, and hold no answer."""
ACTIONS = "| Action | Owner | Priority | Due Date | Status |\n| --- | --- | --- | --- | --- |"
UNTITLED = "what happened, in a few words"
EMPTY_TIMELINE = "| Time (UTC) | Event | Source |\n| --- | --- | --- |"


def draft_postmortem(
    timeline: Timeline | None = None, policy: Policy | None = None, scenario: Scenario | None = None
) -> Postmortem:
    """The skeleton of a postmortem in the module's template, with what is known from data."""
    titles = (timeline.title if timeline else "", scenario.title if scenario else "", UNTITLED)
    day = _day(timeline)
    fields = [("date", day), ("authors", ""), ("status", "Draft"), ("severity", "")]
    sections = {key: f"<!-- {words} -->" for key, words in PROMPTS.items()}
    sections["impact"] = _impact(timeline, scenario)
    sections["timeline"] = _table(timeline, policy)
    sections["actions"] = ACTIONS
    order = ("summary", "impact", "timeline", "root_cause", "factors", "resolution", "went_well", "improve", "actions")
    keys = (*order, "lessons", "references")
    title = next(filter(None, titles))
    return Postmortem.written(Parts(title, tuple(fields), tuple((key, sections[key]) for key in keys)))


def _day(timeline: Timeline | None) -> str:
    """The day on which the impact began, or the first event happened."""
    start = timeline.anchors.impact_start if timeline else None
    if timeline is not None and start is None and timeline.events:
        start = timeline.sorted().events[0].at
    return in_utc(start).date().isoformat() if start else ""


def _impact(timeline: Timeline | None, scenario: Scenario | None) -> str:
    anchors = timeline.anchors if timeline else None
    length = ""
    if anchors and anchors.impact_start and anchors.impact_end:
        lasted: timedelta = in_utc(anchors.impact_end) - in_utc(anchors.impact_start)
        clocks = [f"{in_utc(at):%H:%M:%S}" for at in (anchors.impact_start, anchors.impact_end)]
        length = f"{in_words(lasted.total_seconds())}, {clocks[0]} to {clocks[1]} UTC"
    lines = [f"- **Duration**: {length}", "- **Users Affected**: ", "- **Revenue Impact**: ", "- **SLO Impact**: "]
    known = " ".join(scenario.brief.split()) if scenario else ""
    return "\n".join([*lines, *([f"\n<!-- What was told at first: {_in_comment(known)} -->"] if known else [])])


def _in_comment(text: str) -> str:
    return text.replace("--", "- -")


def _table(timeline: Timeline | None, policy: Policy | None) -> str:
    if timeline is None:
        return EMPTY_TIMELINE
    table = to_markdown(timeline.sorted().model_copy(update={"title": ""})).strip()
    figures = read_clocks(timeline.anchors, policy) if policy else []
    told = [
        f"- {IN_WORDS[one.name].capitalize()}: {in_words(one.seconds)}, from {_anchor(one.start)} to {_anchor(one.end)}"
        for one in figures
        if one.seconds is not None and one.seconds >= 0
    ]
    head = [f"\nFigures by the policy “{policy.title}”:\n"] if told and policy else []
    return "\n".join([table, *head, *told])


def _anchor(name: str) -> str:
    return name.replace("_", " ")
