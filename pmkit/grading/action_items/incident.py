"""One trainee's incident as action items are read against it; worked out once for all answers to it."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property

from pmkit.checks.action_items.order import Order
from pmkit.checks.text.stems import stem
from pmkit.checks.text.text import Text, read
from pmkit.checks.text.wording import says
from pmkit.grading.action_items.critique import CritiqueReader, letter_meanings
from pmkit.grading.grounding import denies
from pmkit.grading.postmortem.strange_names import names_in
from pmkit.grading.readings.commitment import uncommitted
from pmkit.grading.readings.meaning import Meaning, meanings_of
from pmkit.grading.readings.near_misses import ELSE
from pmkit.grading.readings.reading import SOMETHING_ELSE, Choice
from pmkit.grading.replay.order_words import ordered
from pmkit.grading.replay.proposal import levers_ranked
from pmkit.incidents.incident import Incident, scenario_of
from pmkit.incidents.replay.replay import replay
from pmkit.models.action_item import ActionItem, Kind
from pmkit.models.data_file import data_file
from pmkit.models.dates.business_days import add_business_days
from pmkit.models.story.lever import Effect
from pmkit.models.story.scenario import Scenario

FARTHEST = timedelta(hours=14)
"""Somewhere it is already tomorrow, or still yesterday."""
HEAD = 20
"""So many characters of an item at least say what is done."""
FIRST = 1
"""The place of a word by which an order opens: "remove", "to remove"."""
DAYS = 5
"""Business days in which the review is held, as the course has it."""


@dataclass(frozen=True)
class ActionsIncident:
    """What is known of the incident, and of the `sentence` that is to be criticised."""

    incident: Incident
    sentence: str

    @cached_property
    def story(self) -> Scenario:
        """What the exercise shows of the incident."""
        return scenario_of(self.incident)

    @cached_property
    def critique(self) -> CritiqueReader:
        """Reads what is said of the sentence."""
        return CritiqueReader(self.sentence, self.story)

    @cached_property
    def meanings(self) -> dict[str, Meaning]:
        """What lines can be read as: causes for items, letters for a critique."""
        return {one.id: one for one in meanings_of(self.story)} | dict(letter_meanings())

    @cached_property
    def first_day(self) -> date:
        """The day on which it began, where it began earliest."""
        return (self.incident.story.times[self._began] - FARTHEST).date()

    @cached_property
    def day(self) -> date:
        """The day of the incident in UTC."""
        return self.incident.story.times[self._began].date()

    @cached_property
    def last_day(self) -> date:
        """The last day on which items are written down."""
        return add_business_days(self.incident.story.times[self._ended].date(), DAYS)

    @property
    def _began(self) -> str:
        return self.incident.story.covers[0]

    @property
    def _ended(self) -> str:
        return self.incident.story.covers[-1]

    @cached_property
    def lifetime(self) -> float:
        """How long the certificate was valid, in days."""
        times, known = self.incident.story.times, self.incident.story.certificates[0]
        return (times[known.expires] - times[known.issued]) / timedelta(days=1)

    @cached_property
    def waited(self) -> float:
        """How long the alert on what users feel waited, in days."""
        return self.incident.story.alerts[0].pending / 86400

    def why_idle(self, effect: Effect) -> str:
        """Why an effect by itself changes nothing of this incident; empty where it does. Remembered."""
        if effect not in self._idle:
            told = replay(self.incident.story, [effect])
            self._idle[effect] = "" if told.works else next((one.why for one in told.idle), "It changes nothing.")
        return self._idle[effect]

    @cached_property
    def _idle(self) -> dict[Effect, str]:
        return {}

    @cached_property
    def _names(self) -> frozenset[str]:
        sheets = (sheet.text for sheet in self.incident.sheets)
        return names_in([self.story.brief, *self.story.systems, *sheets])

    def strange(self, text: str) -> list[str]:
        """Machines, versions and addresses in a text that this incident does not have."""
        return sorted(names_in([text]) - self._names)

    @cached_property
    def own(self) -> frozenset[str]:
        """The stems by which this incident is told from others."""
        causes = (cause.statement for cause in self.story.causes)
        exhibits = (exhibit.text for exhibit in self.story.exhibits)
        told = frozenset().union(*(read(one).content for one in (*self.story.systems, *causes, *exhibits)))
        common = {stem(word) for word in data_file("grading/action_items/orders.toml")["common"]}
        return frozenset(one for one in told - common if not one[:1].isdigit())

    def is_elsewhere(self, text: Text) -> bool:
        """Whether a text has no word of this incident that others lack."""
        return text.content.isdisjoint(self.own)

    @staticmethod
    def takes_back(text: Text, order: Order) -> bool:
        """Whether a text undoes, denies or weighs what it names, in place of ordering it."""
        return denies(text) or uncommitted(text) in {"asked", "hedged"} or _opens(order, "undoing") or _weighs(order)

    @cached_property
    def samples(self) -> tuple[str, ...]:
        """The texts that a trainee was given."""
        exhibits = (exhibit.text for exhibit in self.story.exhibits)
        levers = (lever.says for lever in self.story.levers)
        return (self.sentence, *data_file("grading/action_items/letters.toml")["given"], *exhibits, *levers)

    def is_lever(self, text: Text) -> bool:
        """Whether a text is what a lever says, with whatever number."""
        said = [stem for stem in text.stems if not stem[:1].isdigit()]
        return any(said == [*read(lever.says).stems] for lever in self.story.levers)

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """The causes that items can answer."""
        known = [Choice(cause.id, cause.statement) for cause in self.story.causes if cause.remedies]
        return (*sorted(known, key=lambda one: one.says), Choice(SOMETHING_ELSE, ELSE))

    def answered_by(self, text: Text) -> list[str]:
        """The causes that what a text orders would change, the plainest first."""
        found = {cause.id: self._signs(text, cause.id, cause.remedies) for cause in self.story.causes}
        return sorted((one for one in found if found[one]), key=lambda one: -found[one])

    def deed(self, item: ActionItem) -> str:
        """The cause that what an item orders would change first, whatever it says of its purpose; "" for none."""
        end = _aims().search(item.text)
        for text in (item.text[: end.start()] if end else item.text, item.text):
            order = ordered(item.model_copy(update={"text": text}), self.story)
            causes = [cause for lever in levers_ranked(order, self.story) for cause in lever.causes]
            found = causes or self.answered_by(order.text)
            if found:
                return found[0]
        return ""

    def kinds_moved(self, text: Text, causes: frozenset[str]) -> frozenset[Kind]:
        """What the levers are for that a text says, among those that answer some causes."""
        said = (lever for lever in self.story.levers if causes & {*lever.causes} and lever.does != "nothing")
        return frozenset(lever.kind for lever in said if any(says(text, way) for way in lever.said_as))

    def _signs(self, text: Text, cause: str, remedies: list[str]) -> int:
        """By how many wordings a text answers a cause, those of levers among them."""
        levers = [lever for lever in self.story.levers if cause in lever.causes and lever.does != "nothing"]
        ways = [*remedies, *(way for lever in levers for way in lever.said_as)]
        return sum(says(text, way) for way in ways)


@cache
def _aims() -> re.Pattern[str]:
    """Behind one of these an item says what it is for, or what is then spared."""
    phrases = data_file("grading/action_items/orders.toml")["aims"]
    return re.compile(rf"(?<=.{{{HEAD}}})\b(?:{'|'.join(map(re.escape, phrases))})\b", re.IGNORECASE | re.DOTALL)


def _opens(order: Order, name: str) -> bool:
    verbs = data_file("grading/action_items/orders.toml")[name]
    return order.verb is not None and order.verb <= FIRST and order.words[order.verb] in verbs


def _weighs(order: Order) -> bool:
    """Whether it weighs or wishes what another would order: "evaluate options", "work towards a culture"."""
    first = order.words[: order.verb if order.verb is not None and order.verb <= FIRST else FIRST]
    return _opens(order, "weighing") or not {*first}.isdisjoint(
        data_file("grading/action_items/orders.toml")["weighing"]
    )
