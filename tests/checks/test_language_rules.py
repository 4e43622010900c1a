"""What the language checks find by rules of grammar, beside its nearest innocent relative."""

import pytest

from pmkit.checks import examine

PAIRS = {
    "a frame and an act": (
        "person-as-cause",
        "Root cause: the courier swapped two parcels.",
        "Root cause: the courier received two parcels with one label.",
    ),
    "a frame with a clause": (
        "person-as-cause",
        "The reason is that the clerk typed the rate twice.",
        "The reason is that the clerk had no access.",
    ),
    "a frame and a name": ("person-as-cause", "Why it broke: Greta.", "Who will tell it: Greta."),
    "a weakness in a frame": (
        "person-as-cause",
        "Fifth why: the operator was tired.",
        "Fifth why: the operator was told nothing.",
    ),
    "a closing formula": (
        "person-as-cause",
        "An analyst swapped two columns, and that is our root cause.",
        "An analyst found the swapped columns, and that is our root cause.",
    ),
    "a human quality": (
        "person-as-cause",
        "The board names the clerk's drowsiness as the cause.",
        "The board names the missing lamp as the cause.",
    ),
    "blame in a frame is the cause": (
        "person-as-cause",
        "The cause is simple: Tomoko deleted the rule.",
        "Tomoko deleted the rule at 14:02, as agreed.",
    ),
    "an act said to be the cause": (
        "blame",
        "The export team increased the number of workers, causing the alert on the database.",
        "The export team found the query that caused the alert on the database.",
    ),
    "a duty done by half": (
        "blame",
        "I didn't sufficiently test the new path.",
        "The probe didn't sufficiently cover the new path.",
    ),
    "an act half understood": (
        "blame",
        "Ines ran the script without fully understanding what it drops.",
        "The script ran without fully using the cache.",
    ),
    "known and not acted on": (
        "blame",
        "- Did not stop the job despite being aware of the risk",
        "- Did not start despite a free slot",
    ),
    "nobody named, and another past": (
        "counterfactual",
        "- The value stood at the foot of the page so wouldn't have looked that far",
        "- The node was gone so wouldn't have served a request",
    ),
    "sooner, if": (
        "counterfactual",
        "- Asking two users could've led to a quicker recovery",
        "- A second write could have led to a lost order",
    ),
    "a label, and the sentence behind it": (
        "vague",
        "Impact: the probe is down. The desk loses its monitoring for a period of time.",
        "Design: the probe is new. The desk loses its monitoring for a period of time.",
    ),
    "a time of day is no figure": (
        "vague",
        "9.05 Search performance degraded overnight.",
        "Search performance degraded overnight by 9.05 %.",
    ),
    "the whole cause": ("single-cause", "Only cause: a worn belt.", "One reason for the stop is a worn belt."),
    "explains everything": (
        "single-cause",
        "A worn belt is responsible for all of it.",
        "A single host is responsible for all writes.",
    ),
    "all from one": (
        "single-cause",
        "The whole of the delay comes from one worn belt.",
        "All of the orders come from one shop.",
    ),
    "a verdict that closes": (
        "single-cause",
        "It was the belt, and that's that.",
        "It was the belt, and two guards were off.",
    ),
    "emotive of a thing": ("loaded", "A hideous script fills the disk.", "A long script fills the disk."),
    "a metaphor": ("loaded", "The gateway went berserk at noon.", "The gateway went away at noon."),
    "a drill by its name": ("loaded", "The night was a disaster.", "The night was a disaster drill."),
    "an apostrophe dropped": ("counterfactual", "we shouldnt have moved it on friday", "we dont move it on fridays"),
    "typed in haste": ("hindsight", "obvs the disk was full", "the disk was full"),
    "but for": (
        "counterfactual",
        "But for the missing label, the job picks the right host.",
        "The job has a label, but for the second host there is none.",
    ),
    "a work product": (
        "counterfactual",
        "The alert rule should have used the median.",
        "The request should have used the second route.",
    ),
    "known all along": (
        "hindsight",
        "We knew all along that the belt was worn.",
        "We knew on Monday that the belt was worn.",
    ),
    "a demand to explain": (
        "accusation",
        "Please explain why the guard was off.",
        "The log explains why the guard was off.",
    ),
    "a demand from whoever": (
        "accusation",
        "I would like to hear from whoever moved it.",
        "I would like to hear from Mei, who has not spoken yet.",
    ),
    "care denied": ("blame", "The night shift doesn't care.", "The queue doesn't care about order."),
    "warned and did not": (
        "blame",
        "The planners had been told to mend it and did not.",
        "The planners had been told to mend it and did so.",
    ),
    "a team by its name": ("blame", "Team Atlas chose to ignore the notice.", "Team Atlas read the notice."),
    "another past, told as now": (
        "counterfactual",
        "One more review and nobody notices anything.",
        "A page of our own, read as text and never trusted.",
    ),
    "what a look takes": (
        "counterfactual",
        "A longer look would have taken ten minutes.",
        "A restore would have taken two hours of downtime.",
    ),
    "what could not be missed": (
        "hindsight",
        "The warning cannot have been overlooked.",
        "The packets cannot have been dropped.",
    ),
    "what one must have known": (
        "hindsight",
        "The group must have been aware of the limit.",
        "The group must have been three engineers.",
    ),
    "to nobody's surprise": (
        "hindsight",
        "To the surprise of absolutely no one, the fix needed a fix.",
        "To the surprise of the desk, the fix needed a fix.",
    ),
    "harm without a verb": ("vague", "Many files gone.", "Many files are kept for a year."),
    "a measure with its verb": ("vague", "The api's been really slow today.", "The clerk's been really slow today."),
    "a trouble now and then": (
        "vague",
        "Customers see occasional hiccups on login.",
        "Retries are there to absorb occasional hiccups.",
    ),
    "work and how it is judged": (
        "loaded",
        "Another masterpiece from our config team.",
        "Another template from our config team.",
    ),
    "an open share": ("vague", "The majority of sessions were cut.", "The majority of sessions, 412 of 600, were cut."),
    "a change without a figure": (
        "vague",
        "Latency increased in the morning.",
        "Latency increased from 20 ms to 90 ms in the morning.",
    ),
}


@pytest.mark.parametrize(("check", "fault", "innocent"), PAIRS.values(), ids=PAIRS)
def test_a_rule_finds_the_fault_and_leaves_its_relative(check: str, fault: str, innocent: str) -> None:
    told = [{one.check.partition("/")[2] for one in examine(text)} for text in (fault, innocent)]
    assert (check in told[0], check in told[1]) == (True, False), told
