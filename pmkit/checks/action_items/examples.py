"""What the examples of the action item checks are made of: sound items, and a change to one of them."""

from datetime import date

from pmkit.models.action_item import ActionItem
from pmkit.models.action_items import ActionItems
from pmkit.models.story.scenario import Person, Scenario

WRITTEN = date(2026, 11, 23)

ALERT = ActionItem(
    text="Alert the gateway rota when a certificate has under a third of its lifetime left",
    owner="Marit Solberg",
    due=date(2026, 12, 14),
    priority="P3",
    created=WRITTEN,
)
RENEWAL = ActionItem(
    text="Automate the renewal of the gateway certificate in the nightly job",
    owner="Teodor Vance",
    due=date(2026, 11, 30),
    priority="P1",
    created=WRITTEN,
)
RUNBOOK = ActionItem(
    text="Write down in the gateway runbook how to roll back the bid service",
    owner="Nerys Hale",
    due=date(2026, 12, 4),
    priority="P2",
    created=WRITTEN,
)
SOUND = ActionItems(actions=[ALERT])
SOUND_LIST = ActionItems(actions=[ALERT, RENEWAL, RUNBOOK])

CALDER = Scenario(
    slug="calder",
    title="Bids stopped",
    problem="Bids stopped",
    brief="",
    people=[Person(name="Marit Solberg"), Person(name="Teodor Vance"), Person(name="Nerys Hale")],
    teams=["Marketplace"],
    systems=[],
    exhibits=[],
    causes=[],
)


def items(*given: ActionItem, **changed: object) -> ActionItems:
    """A list of these items; without any, of the alert with these parts changed."""
    return ActionItems(actions=list(given) or [ALERT.model_copy(update=changed)])


def saying(text: str, **changed: object) -> ActionItems:
    """A list of the alert with these words in place of its own."""
    return items(text=text, **changed)
