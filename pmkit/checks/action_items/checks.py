"""What good action items do: each meets the letters of SMART, none asks people to be better, and some look ahead."""

from datetime import date

from pmkit.checks.action_items import flaws
from pmkit.checks.action_items.examples import ALERT, CALDER, RENEWAL, RUNBOOK, SOUND, SOUND_LIST, items, saying
from pmkit.checks.action_items.reading import ItemsReading
from pmkit.checks.check import Check
from pmkit.models.action_item import SMART_LISTS, Letter
from pmkit.models.action_items import ActionItems

LUNNEY = "Lunney, Lueder and Beyer, “Postmortem Action Items”, ;login: 2017"


def asked_by(letter: Letter) -> str:
    """Which of the module's two lists ask for a letter, as a source is written."""
    return f"module: {'; '.join(name for name, letters in SMART_LISTS.items() if letter in letters)}"


LETTERS: tuple[Check[ItemsReading], ...] = (
    Check(
        id="action-item/specific",
        says="“{quote}” leaves open what is to be done, or to what.",
        why="Whoever picks it up in two weeks was perhaps not in the room.",
        instead="Which system, file, alert or step will be different, and how? Name it.",
        example="Stop the ledger import when a file has no header line",
        source=asked_by("specific"),
        find=flaws.specific,
        bad=(saying("Improve monitoring"), saying("Fix the bug"), saying("Add more tests"), saying(" ")),
        good=(
            SOUND,
            saying("Add alert for error rate > 5% on VEID scoring"),
            saying("Add integration test for deployment validation", priority="P1", due=date(2026, 11, 30)),
        ),
    ),
    Check(
        id="action-item/measurable",
        says="Nobody could tell yet when “{quote}” is done.",
        why="An item that cannot be finished stays open, and people stop reading the list.",
        instead="What is there afterwards that is not there now, or which figure is reached? `success` holds it.",
        example="Bring the 99th percentile of the ledger import below 40 s",
        source=asked_by("measurable"),
        find=flaws.measurable,
        bad=(saying("Make the bid gateway more robust"), saying("Improve the speed of the bid gateway")),
        good=(
            SOUND,
            saying("Reduce the start of the bid gateway to under 20 s", priority="P2", due=date(2026, 12, 4)),
            saying(
                "Watch the queue of the bid gateway from the wall screen",
                success="The screen shows how many bids wait",
            ),
        ),
    ),
    Check(
        id="action-item/assigned",
        says="No one owner yet: {quote}.",
        why="What belongs to several people waits for the others; one owner can still ask for help.",
        instead="Who answers for it, as one name? A team will do where it has a lead who hands it on.",
        source=asked_by("assigned"),
        find=flaws.assigned,
        severity="fix",
        scenario=CALDER,
        bad=(
            items(owner=""),
            items(owner="Marit Solberg and Nerys Hale"),
            items(owner="the team"),
            items(owner="TBD"),
            items(owner="Adaeze Obi"),
        ),
        good=(
            SOUND,
            items(owner="Marit"),
            items(owner="Marketplace team"),
            items(owner="Marit Solberg (Marketplace)"),
        ),
    ),
    Check(
        id="action-item/time-bound",
        says="No date that holds yet: {quote}.",
        why="“Soon” is later than everything that has a date.",
        instead="By which day, within the time of its priority (1 week, 2 weeks, 1 month)? Or is it less urgent?",
        source=asked_by("time-bound"),
        find=flaws.time_bound,
        severity="fix",
        bad=(items(due=None), items(due=date(2026, 11, 20)), items(due=date(2026, 12, 24))),
        good=(SOUND, items(due=date(2027, 6, 1), created=None), items(due=date(2026, 12, 23))),
    ),
    Check(
        id="action-item/prioritized",
        says="The priority is not settled: {quote}.",
        why="P1 prevents that it happens again, P2 significantly reduces the risk, P3 improves detection and response.",
        instead="Which of the three does this item do? The course's own examples part from this table; talk about it.",
        source=asked_by("prioritized"),
        find=flaws.prioritized,
        bad=(items(priority=None), items(priority="P1", due=date(2026, 11, 30))),
        good=(SOUND, items(RENEWAL), SOUND_LIST),
    ),
    Check(
        id="action-item/realistic",
        says="Can this be done by then, by those who have it: “{quote}”?",
        why="This letter cannot be read off a page; it is asked, and never scored.",
        instead="What is the first part that would help by itself? The rest can be an item of its own.",
        source=asked_by("realistic"),
        find=flaws.realistic,
        bad=(
            saying("Write a test for every edge case of the bid gateway"),
            items(
                RENEWAL.model_copy(update={"text": "Rewrite the bid gateway in another language, with a memory limit"})
            ),
        ),
        good=(SOUND, saying("Alert when 5 of 100 bids fail at the gateway")),
    ),
)

WORDING: tuple[Check[ItemsReading], ...] = (
    Check(
        id="action-item/weak-verb",
        says="“{quote}” promises attention, and not yet a change.",
        why="Verbs such as improve, ensure and review have no end; add, remove, automate and limit have one.",
        instead="What will you do, to what, up to which figure?",
        example="Cap the queue of the ledger import at 10,000 lines",
        source="module: Action Item Examples",
        find=flaws.weak,
        bad=(saying("Improve documentation"), saying("Ensure that alerts work"), saying("More testing")),
        good=(
            SOUND,
            saying("Improve the start of the bid gateway to under 20 s"),
            items(RENEWAL, ALERT.model_copy(update={"text": "Find out why the gateway slept, and report it"})),
        ),
    ),
    Check(
        id="action-item/person-directed",
        says="“{quote}” asks people to be better; what they work with stays as it is.",
        why="The next person on shift has not been reminded, and meets the same screen.",
        instead="What could be changed so that the next person need not remember it?",
        example="Let the console show the cluster's name in red before it deletes",
        source="module: Blameless Culture",
        find=flaws.directed_at_people,
        bad=(
            saying("Remind the on-call engineers to check certificates"),
            saying("Be more careful with the gateway certificate"),
            saying("Train Nerys on the bid gateway"),
        ),
        good=(
            SOUND,
            saying("Train the anomaly classifier of the bid gateway on 30 days of traffic and alert at 5 %"),
            saying("Warn the gateway rota when 5 of 100 bids fail"),
        ),
    ),
    Check(
        id="action-item/two-actions",
        says="From “{quote}” on, this is a second action.",
        why="Two in one have one date and one tick: the second is lost when the first is done.",
        instead="Can one be done without the other? Then make two of it, each with its owner and date.",
        source=LUNNEY,
        find=flaws.two_in_one,
        bad=(
            saying("Alert when a gateway certificate has 30 days left and automate the renewal"),
            saying("Patch the leak in the bid service. Write a runbook for the gateway."),
        ),
        good=(
            SOUND,
            saying("Alert when SPF, DKIM and DMARC records of the mail domain are missing"),
            saying("Alert and page the gateway rota when 5 of 100 bids fail"),
            saying("Add an alert to find and list gateway certificates with under 30 days left"),
        ),
    ),
)

THE_SET: tuple[Check[ItemsReading], ...] = (
    Check(
        id="action-item/duplicate",
        says="“{quote}” says again what an item above says.",
        why="Two items for one thing have two owners, and each waits for the other.",
        instead="Which of the two stays? Where either one will do, say so under `competes_with`.",
        source=LUNNEY,
        find=flaws.duplicate,
        bad=(
            items(ALERT, ALERT),
            items(
                ALERT,
                ALERT.model_copy(
                    update={"text": "Alert the gateway rota once a cert has under a third of its lifetime left"}
                ),
            ),
        ),
        good=(
            SOUND,
            items(ALERT, ALERT.model_copy(update={"competes_with": [1]})),
            items(
                ALERT.model_copy(update={"text": "Alert when the bid queue holds more than 80 lines"}),
                ALERT.model_copy(update={"text": "Alert when the mail queue holds more than 500 lines"}),
            ),
        ),
    ),
    Check(
        id="action-item/no-prevention-or-detection",
        says="None of these items ({quote} in all) prevents the next incident or detects it earlier.",
        why="What ends and repairs this incident leaves the way open for the next one.",
        instead="What would keep it from happening again, or tell you of it before your users do?",
        source=LUNNEY,
        find=flaws.no_prevention_or_detection,
        bad=(
            ActionItems(actions=[RUNBOOK]),
            ActionItems(actions=[RUNBOOK, ALERT.model_copy(update={"kind": "repair"})]),
        ),
        good=(SOUND_LIST, ActionItems(actions=[RUNBOOK, ALERT]), ActionItems()),
    ),
    Check(
        id="action-item/unexplained",
        says="This item is {quote}.",
        why="A year on, the reason is what a reader looks for.",
        instead="One line under `evidence` or `declined` will do.",
        source=LUNNEY,
        find=flaws.unexplained,
        bad=(items(status="done"), items(status="declined", declined=" ")),
        good=(
            SOUND,
            items(status="done", evidence="It fired in staging, OPS-123"),
            items(status="declined", declined="The gateway is switched off in January", owner="", due=None),
        ),
    ),
)

CHECKS = (*LETTERS, *WORDING, *THE_SET)
