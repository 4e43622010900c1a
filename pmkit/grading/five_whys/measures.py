"""How the criteria of a 5 Whys exercise are measured: against the story's causal graph, exhibits and roster."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from pmkit.checks.five_whys.flaws import ENOUGH_WHYS, touches_cause
from pmkit.checks.five_whys.reading import WhyReading, is_placeholder
from pmkit.checks.text.citations import cited_exhibits
from pmkit.checks.text.roster import on_roster
from pmkit.checks.text.text import is_action, is_statement, read
from pmkit.grading.five_whys.chain import Chain
from pmkit.grading.grounding import strange
from pmkit.grading.measures import Measure, Measured, Work, first_place, first_where, silence
from pmkit.grading.scheme import Scheme
from pmkit.grading.verified import SLACK
from pmkit.models.action_item import ActionItem
from pmkit.models.answer import where
from pmkit.models.data_file import data_file, data_files
from pmkit.models.five_whys import FiveWhys

if TYPE_CHECKING:  # an exercise asks for the scheme of its kind
    from pmkit.grading.exercise import Exercise
    from pmkit.grading.instructed import Pairs

Own = Work[WhyReading, Chain]
OwnMeasure = Measure[WhyReading, Chain]
ENOUGH_LINKS = 2
"""From this many links on, a chain explains something."""
NOT_YET = "Good as far as it goes; it counts in full once more of the whys are read as steps that the exhibits show."


def is_attempted(answer: FiveWhys) -> bool:
    """Whether anything was answered; the problem is given."""
    texts = [why.answer for why in answer.whys] + [answer.root_cause] + [action.text for action in answer.actions]
    return any(not read(text).blank and not is_placeholder(read(text)) for text in texts)


def is_readable(work: Own) -> bool:
    """Whether the answer is in English, the one language that the checks read."""
    return not any(finding.check == "five-whys/other-language" for finding in work.findings)


def beside(reading: WhyReading, exercise: "Exercise", instructed: "Pairs") -> Chain:
    """The answer's lines as they were read."""
    return Chain(reading, exercise.reader, instructed, shown_lines())


def shown_solution(exercise: "Exercise") -> FiveWhys | None:
    """Another good answer than the model answer, for trainees to see: its lines earn nothing."""
    content = exercise.slug in data_files("grading/shown_answers")
    name = f"grading/shown_answers/{exercise.slug}.toml"
    return FiveWhys.from_data(data_file(name), name) if content else None


@cache
def shown_lines() -> tuple[str, ...]:
    """Every line that a solution shows."""
    files = (data_file(f"grading/shown_answers/{name}.toml") for name in data_files("grading/shown_answers"))
    return tuple(why["answer"] for file in files for why in file.get("whys", ()))


def as_read(_: WhyReading, chain: Chain) -> WhyReading:
    """The chain with what its lines mean."""
    return chain.as_read


def _weighed(measure: OwnMeasure) -> OwnMeasure:
    """As `measure`, in the share in which the chain is verified."""
    return lambda work: work.beside.verified.weighed(measure(work), NOT_YET)


def _silence_in_whys(work: Own) -> Measured:
    """As `silence`, of the whys alone: the root cause has a criterion of its own."""
    whys = [finding for finding in work.findings if finding.where.startswith("why ")]
    return silence(replace(work, findings=whys))


def _sound_links(work: Own) -> Measured:
    chain = work.beside
    steps = max(chain.verified.fewest, len(chain.readings) - len(chain.again))
    wanting = [index for index in chain.readings if index not in chain.sound and index not in chain.again]
    place = first_place("whys", wanting or work.reading.ends, "answer")
    # A line that is not understood may be right; one that leads nowhere is known to.
    spared = min(len(chain.readings) - len(chain.true), (1 - SLACK) * steps)
    return chain.verified.ranged(
        lambda waiting: min(1.0, len(chain.leading(waiting=waiting)) / max(chain.verified.fewest, steps - spared)),
        where=place,
    )


def _depth(work: Own) -> Measured:
    """Steps on the longest way down; one that stays with the event is not deep."""
    chain = work.beside
    reading = work.reading
    shallow = first_where(one for one in work.findings if one.check == "five-whys/too-shallow")
    paths = [path for path in reading.answer.chains() if path[-1] in reading.filled] or [reading.filled]

    def share(waiting: bool) -> float:
        steps = max(len(set(path) & chain.leading(waiting=waiting)) for path in paths)
        reached = chain.reaches_a_system or (waiting and chain.waiting)
        return min(1.0, steps / ENOUGH_WHYS) * (1 if reached else 2 / 3)

    place = shallow or first_place("whys", max(paths, key=len)[-1:], "answer")
    return chain.verified.scaled(share, NOT_YET, where=place)


def _systemic_cause(work: Own) -> Measured:
    """Whether a path that does not end in a person has a sound why about how work is set up."""
    chain = work.beside
    reading = work.reading
    persons = {finding.where for finding in work.findings if finding.check == "five-whys/person-as-cause"}
    others = [end for end in reading.ends if where(("whys", end, "answer")) not in persons]
    paths = {index for end in others for index in reading.answer.path_to(end)}
    reached = "root_cause" not in persons and not paths.isdisjoint(chain.systemic)

    def share(waiting: bool) -> float:
        hoped = waiting and not paths.isdisjoint(chain.waiting)
        return float(reached or hoped)

    return chain.verified.scaled(share, NOT_YET, where=first_place("whys", reading.ends, "answer"))


def _ends_in_a_system(work: Own) -> Measured:
    """As `silence`, and in half where no why reaches how work is set up: nothing found is little to go by."""
    measured = silence(work)
    return replace(measured, share=measured.share * (1 if work.beside.reaches_a_system else 1 / 2))


def _action_touches_cause(work: Own) -> Measured:
    """Further actions may serve other causes: one that reaches a cause of the chain is what is asked for."""
    chain = work.beside
    written = [index for index, action in enumerate(work.reading.answer.actions) if not read(action.text).blank]
    place = first_place("actions", written or range(len(work.reading.answer.actions)), "text")
    if not written:
        return Measured(0.0, "incomplete", where=place)
    reaches = bool(_reaching(work))
    return chain.verified.scaled(lambda waiting: float(reaches or waiting), NOT_YET, where=place)


def _reaching(work: Own) -> list[ActionItem]:
    """The actions that would change a cause which the chain tells."""
    chain = work.beside
    if not chain.sound:
        return []
    missing = {finding.where for finding in work.findings if finding.check == "five-whys/action-misses-cause"}
    return [
        action
        for index, action in enumerate(work.reading.answer.actions)
        if where(("actions", index, "text")) not in missing
        and is_action(read(action.text))
        and touches_cause(work.reading, read(action.text))
    ]


def _evidence(work: Own) -> Measured:
    chain = work.beside
    reading = work.reading
    shown = {index for index in chain.sound if _is_shown(reading, index)}
    wanted = max(ENOUGH_LINKS, (len(reading.filled) + 1) // 2)
    cited = [index for index in reading.filled if reading.answer.whys[index].evidence]
    # A field that is empty asks for an exhibit before one that cites another.
    wanting = sorted(set(reading.filled) - shown, key=lambda index: (index in cited, index))
    place = first_place("whys", wanting, "evidence")
    hoped = shown | {index for index in chain.waiting if chain.readings[index].cited}
    return chain.verified.scaled(
        lambda waiting: min(1.0, len(hoped if waiting else shown) / wanted),
        NOT_YET,
        outcome=None if cited else "incomplete",
        where=place,
    )


def _is_shown(reading: WhyReading, index: int) -> bool:
    """Whether a why's evidence cites an exhibit that shows its cause."""
    evidence = reading.answer.whys[index].evidence or ""
    story = reading.scenario
    if story is None or read(evidence).blank:
        return False
    fitting = {exhibit for cause in reading.causes[index] for exhibit in story.cause_by_id[cause].shown_by}
    return bool(fitting & cited_exhibits(read(evidence), story))


def _second_branch(work: Own) -> Measured:
    """Whether a second branch stands beside the deepest one: half for its sound why, half for what shows it.

    A branch counts by what it adds: a sound why whose cause lies neither on the deepest one nor between its steps.
    """
    reading = work.reading
    paths = [reading.answer.path_to(end) for end in reading.ends]
    if len(paths) < 2 or reading.scenario is None:
        return Measured(0.0, "incomplete")
    sound = set(work.beside.sound)
    main = max(paths, key=lambda path: len(sound & set(path)))
    named = frozenset[str]().union(*(reading.causes[index] for index in main))
    known = named.union(*(reading.scenario.effects[cause] for cause in named))
    added = [index for index in sorted(sound - set(main)) if reading.causes[index] - known]
    shown = [index for index in added if _is_shown(reading, index)]
    return Measured((bool(added) + bool(shown)) / 2, where=first_place("whys", added, "evidence"))


def _grounded(work: Own) -> Measured:
    reading = work.reading
    story = reading.scenario
    if story is None:
        return Measured(1.0)
    found = {place: strange(text, story) for place, text in _told(reading)}
    found |= {
        where(("actions", index, "owner")): [action.owner]
        for index, action in enumerate(reading.answer.actions)
        if action.owner.strip() and not on_roster(action.owner, story)
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


def _action_documented(work: Own) -> Measured:
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


def _root_cause_stated(work: Own) -> Measured:
    reading = work.reading
    if reading.root_cause.blank:
        return Measured(0.0, "incomplete", where="root_cause")
    stated = is_statement(reading.root_cause) and not is_placeholder(reading.root_cause)
    return Measured(stated * (1.0 if work.beside.reaches_a_system else 0.5), where="root_cause")


MEASURES: dict[str, OwnMeasure] = {
    "silence": _weighed(silence),
    "ends-in-a-system": _weighed(_ends_in_a_system),
    "silence-in-whys": _weighed(_silence_in_whys),
    "depth": _depth,
    "sound-links": _sound_links,
    "systemic-cause": _systemic_cause,
    "action-touches-cause": _action_touches_cause,
    "evidence": _evidence,
    "second-branch": _second_branch,
    "grounded": _weighed(_grounded),
    "action-documented": _weighed(_action_documented),
    "root-cause-stated": _weighed(_root_cause_stated),
}

SCHEME = Scheme(MEASURES, is_attempted, is_readable, beside, as_read=as_read, shown_solution=shown_solution)
