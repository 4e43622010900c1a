"""How the criteria of a 5 Whys exercise are measured: against the story's causal graph, exhibits and roster."""

from collections.abc import Iterator
from dataclasses import replace

from pmkit.checks.five_whys.flaws import ENOUGH_WHYS, touches_cause
from pmkit.checks.five_whys.reading import WhyReading, is_placeholder
from pmkit.checks.text.citations import cited_exhibits
from pmkit.checks.text.text import has_small_word, is_action, is_statement, read
from pmkit.grading.assessment import Outcome
from pmkit.grading.grounding import strange
from pmkit.grading.measures import Measure, Measured, Work, first_place, first_where, silence
from pmkit.models.answer import where
from pmkit.models.five_whys import FiveWhys

NOT_KNOWN = "This chain goes another way than the exhibits suggest. An instructor reads it; nothing is lost yet."
TOO_LITTLE = "Not enough to score yet: two whys, in whole sentences, that tell what happened in this incident."
ENOUGH_LINKS = 2
"""From this many links that the story knows, an answer can be judged by it."""


def is_attempted(answer: FiveWhys) -> bool:
    """Whether anything was answered; the problem is given."""
    texts = [why.answer for why in answer.whys] + [answer.root_cause] + [action.text for action in answer.actions]
    return any(not read(text).blank and not is_placeholder(read(text)) for text in texts)


def is_readable(work: Work) -> bool:
    """Whether the answer is in English, the one language that the checks read."""
    return not any(finding.check == "five-whys/other-language" for finding in work.findings)


def unjudged(work: Work) -> tuple[Outcome, str] | None:
    """Why too little of the chain is known to the story to judge it; None where it can be judged.

    Statements that the story does not know are for a person; less than that is a beginning.
    """
    reading: WhyReading = work.reading
    worded = [index for index in reading.statements if has_small_word(reading.texts[index])]
    enough = min(len(reading.sound_links), len(worded)) >= ENOUGH_LINKS
    if enough and 2 * len(reading.statements) > len(reading.filled):
        return None
    unknown = [index for index in reading.statements if not reading.causes[index]]
    return ("for-instructor", NOT_KNOWN) if len(unknown) >= ENOUGH_LINKS else ("incomplete", TOO_LITTLE)


def _silence_in_whys(work: Work) -> Measured:
    """As `silence`, of the whys alone: the root cause has a criterion of its own."""
    whys = [finding for finding in work.findings if finding.where.startswith("why ")]
    return silence(replace(work, findings=whys))


def _sound_links(work: Work) -> Measured:
    reading: WhyReading = work.reading
    sound, unsound = len(reading.sound_links), len(reading.unsound_links)
    piles = [index for index in reading.filled if index not in reading.statements]
    # The first that does not lead on; where none is known not to, the end, after which more is wanted.
    wanting = sorted([*reading.unsound_links, *piles]) or reading.ends
    place = first_place("whys", wanting, "answer")
    return Measured(sound / max(ENOUGH_LINKS, sound + unsound + len(piles)), where=place)


def _depth(work: Work) -> Measured:
    """Links that the story knows count; where others might make up for missing ones, a person decides."""
    reading: WhyReading = work.reading
    shallow = any(finding.check == "five-whys/too-shallow" for finding in work.findings)
    paths = [path for path in reading.answer.chains() if path[-1] in reading.filled] or [reading.filled]
    known = max(sum(bool(reading.causes[index]) for index in path) for path in paths)
    place = first_where(one for one in work.findings if one.check == "five-whys/too-shallow")
    place = place or first_place("whys", max(paths, key=len)[-1:], "answer")
    if known >= ENOUGH_WHYS:
        return Measured(0.0 if shallow else 1.0, where=place)
    unknown = sum(finding.check == "five-whys/unknown-link" for finding in work.findings)
    return Measured(0.0, "for-instructor" if unknown and not shallow else None, where=place)


def _systemic_cause(work: Work) -> Measured:
    """Whether a path that does not end in a person has a sound why about how work is set up."""
    reading: WhyReading = work.reading
    story = reading.scenario
    persons = {finding.where for finding in work.findings if finding.check == "five-whys/person-as-cause"}
    others = [end for end in reading.ends if where(("whys", end, "answer")) not in persons]
    paths = {index for end in others for index in reading.answer.path_to(end)}
    reached = story and any(
        story.cause_by_id[cause].systemic
        for index in reading.sound_links
        for cause in reading.causes[index]
        if index in paths
    )
    if reached and "root_cause" not in persons:
        return Measured(1.0)
    unknown_end = any(not reading.causes[end] for end in reading.ends)
    # An end that the story does not know may be right: a person decides.
    place = first_place("whys", reading.ends, "answer")
    return Measured(0.0, "for-instructor" if unknown_end and not persons else None, where=place)


def _action_touches_cause(work: Work) -> Measured:
    reading: WhyReading = work.reading
    missing = {finding.where for finding in work.findings if finding.check == "five-whys/action-misses-cause"}
    good = [
        action
        for number, action in enumerate(reading.answer.actions, start=1)
        if f"action {number}, text" not in missing
        and is_action(read(action.text))
        and touches_cause(reading, read(action.text))
    ]
    written = [index for index, action in enumerate(reading.answer.actions) if not read(action.text).blank]
    place = first_place("actions", written or range(len(reading.answer.actions)), "text")
    # Further actions may serve other causes: one that reaches the end is what is asked for.
    return Measured(float(bool(good)), None if written else "incomplete", where=place)


def _evidence(work: Work) -> Measured:
    reading: WhyReading = work.reading
    shown = [index for index in reading.sound_links if _is_shown(reading, index)]
    wanted = max(ENOUGH_LINKS, (len(reading.filled) + 1) // 2)
    cited = [index for index in reading.filled if reading.answer.whys[index].evidence]
    # A field that is empty asks for an exhibit before one that cites another.
    wanting = sorted(set(reading.filled) - set(shown), key=lambda index: (index in cited, index))
    place = first_place("whys", wanting, "evidence")
    return Measured(min(1.0, len(shown) / wanted), None if cited else "incomplete", where=place)


def _is_shown(reading: WhyReading, index: int) -> bool:
    """Whether a why's evidence cites an exhibit that shows its cause."""
    evidence = reading.answer.whys[index].evidence or ""
    story = reading.scenario
    if story is None or read(evidence).blank:
        return False
    fitting = {exhibit for cause in reading.causes[index] for exhibit in story.cause_by_id[cause].shown_by}
    return bool(fitting & cited_exhibits(read(evidence), story))


def _second_branch(work: Work) -> Measured:
    """Whether a second branch stands beside the deepest one: half for its sound why, half for what shows it.

    A branch counts by what it adds: a sound why whose cause lies neither on the deepest one nor between its steps.
    """
    reading: WhyReading = work.reading
    paths = [reading.answer.path_to(end) for end in reading.ends]
    if len(paths) < 2 or reading.scenario is None:
        return Measured(0.0, "incomplete")
    main = max(paths, key=lambda path: len([index for index in path if index in reading.sound_links]))
    named = frozenset[str]().union(*(reading.causes[index] for index in main))
    known = named.union(*(reading.scenario.effects[cause] for cause in named))
    sentences = [index for index in reading.sound_links if has_small_word(reading.texts[index])]
    added = [index for index in sentences if index not in main and reading.causes[index] - known]
    shown = [index for index in added if _is_shown(reading, index)]
    return Measured((bool(added) + bool(shown)) / 2, where=first_place("whys", added, "evidence"))


def _grounded(work: Work) -> Measured:
    reading: WhyReading = work.reading
    story = reading.scenario
    if story is None:
        return Measured(1.0)
    found = {place: strange(text, story) for place, text in _told(reading)}
    found |= {
        where(("actions", index, "owner")): [action.owner]
        for index, action in enumerate(reading.answer.actions)
        if action.owner.strip() and not _on_roster(reading, action.owner)
    }
    words = dict.fromkeys(word for strange_words in found.values() for word in strange_words)
    place = next((one for one, strange_words in found.items() if strange_words), "")
    return Measured(0.0 if words else 1.0, details=", ".join(words), where=place)


def _told(reading: WhyReading) -> Iterator[tuple[str, str]]:
    """Every text that tells of the incident, with its field."""
    yield "problem", reading.answer.problem
    yield "root_cause", reading.answer.root_cause
    for index in reading.filled:
        yield where(("whys", index, "answer")), reading.answer.whys[index].answer
        yield where(("whys", index, "evidence")), reading.answer.whys[index].evidence or ""


def _on_roster(reading: WhyReading, owner: str) -> bool:
    story = reading.scenario
    roster = [*(person.name for person in story.people), *story.teams] if story else []
    wanted = set(read(owner).stems)
    return any(set(read(one).stems) <= wanted or wanted <= set(read(one).stems) for one in roster)


def _action_documented(work: Work) -> Measured:
    actions = [action for action in work.reading.answer.actions if not read(action.text).blank]
    if not actions:
        return Measured(0.0, "incomplete")
    given = [(action.owner.strip(), action.due, action.priority) for action in actions]
    wanting = (
        where(("actions", work.reading.answer.actions.index(action), key))
        for action, values in zip(actions, given, strict=True)
        for key, value in zip(("owner", "due", "priority"), values, strict=True)
        if not value
    )
    return Measured(sum(sum(map(bool, one)) / 3 for one in given) / len(given), where=next(wanting, ""))


def _root_cause_stated(work: Work) -> Measured:
    reading: WhyReading = work.reading
    if reading.root_cause.blank:
        return Measured(0.0, "incomplete", where="root_cause")
    stated = is_statement(reading.root_cause) and not is_placeholder(reading.root_cause)
    return Measured(float(stated), where="root_cause")


MEASURES: dict[str, Measure] = {
    "silence": silence,
    "silence-in-whys": _silence_in_whys,
    "depth": _depth,
    "sound-links": _sound_links,
    "systemic-cause": _systemic_cause,
    "action-touches-cause": _action_touches_cause,
    "evidence": _evidence,
    "second-branch": _second_branch,
    "grounded": _grounded,
    "action-documented": _action_documented,
    "root-cause-stated": _root_cause_stated,
}
