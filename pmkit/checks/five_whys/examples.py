"""What the examples of the 5 Whys checks are made of: short chains, and a small story to judge links by."""

from pmkit.models.action_item import ActionItem
from pmkit.models.five_whys import FiveWhys, Why
from pmkit.models.story.scenario import Cause, Scenario


def chain(*answers: str, root_cause: str = "", action: str = "", problem: str = "Bids stopped") -> FiveWhys:
    """A chain for an example: whys one below the other."""
    actions = [ActionItem(text=action)] if action else []
    return FiveWhys(problem=problem, root_cause=root_cause, whys=[Why(answer=one) for one in answers], actions=actions)


def ends_in(last: str) -> FiveWhys:
    """A chain of three whys that arrives at `last`."""
    return chain("The region lost its traffic", "It went to a node without data", last, root_cause=last)


BIDS = Scenario(
    slug="bids",
    title="Bids stopped",
    problem="Bids stopped",
    brief="",
    people=[],
    teams=[],
    systems=[],
    exhibits=[],
    causes=[
        Cause(id="down", statement="The daemon was down", leads_to=["problem"], said_as=["daemon + down"]),
        Cause(id="expired", statement="Its certificate had expired", leads_to=["down"], said_as=["expired"]),
        Cause(
            id="no-alert",
            statement="No alert watches expiry",
            leads_to=["expired"],
            systemic=True,
            said_as=["<absent> + alert"],
        ),
    ],
)
SPAM = (
    "Validators ran different versions of the model",
    "Some validators never downloaded the upgrade",
    "The mail that announced it landed in spam folders",
    "It was sent from a new domain without SPF",
    "The procedure for new domains has no step for mail records",
)
