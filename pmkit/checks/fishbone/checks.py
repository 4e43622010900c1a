"""What good fishbones do: causes that a team can change, looked for in every category."""

from pmkit.checks.check import Check
from pmkit.checks.fishbone import flaws
from pmkit.checks.fishbone.examples import bones, on_one

MODULE = "module: Root Cause Analysis, Fishbone Diagram"

CHECKS = (
    Check(
        id="fishbone/person-as-cause",
        says="“{quote}” puts a person on the bone.",
        why="A person cannot be changed; what the person saw, knew or had to work with can.",
        instead="Which condition was it: training, rest, numbers, a display, a habit? Name that.",
        source="module: Contributing Factors, People",
        example="“Training covers the old console only” or “Two engineers for three services that night”",
        find=flaws.person_as_cause,
        severity="fix",
        bad=(
            bones(people="The on-call engineer"),
            bones(people="Junior developer"),
            bones(people="Tomasz forgot to renew the certificate"),
            bones(process="Human error during the deployment"),
        ),
        good=(
            bones(people="Fatigue after two nights of pages"),
            bones(people="Too few engineers on the night shift"),
            bones(people="The on-call engineer got no alert"),
            bones(tools="The operator image has no start test"),
        ),
    ),
    Check(
        id="fishbone/solution-as-cause",
        says="“{quote}” is something to do.",
        why="A solution hides the cause that it answers, and other answers to that cause with it.",
        instead="What did you find that makes you want this? Write that; the action comes later.",
        source=MODULE,
        example="“No canary” in place of “Add a canary”",
        find=flaws.solution_as_cause,
        bad=(
            bones(tools="Add a canary"),
            bones(process="We should introduce a rollback procedure"),
            bones(tools="Test the backup every week"),
            bones(tools="An alert needs to be added for memory"),
        ),
        good=(
            bones(tools="Test coverage is low in the billing module"),
            bones(process="Change freeze starts at midnight"),
            bones(tools="Remove command asks for no confirmation"),
            bones(process="The runbook says that two people should confirm"),
        ),
    ),
    Check(
        id="fishbone/problem-again",
        says="“{quote}” says what the problem says.",
        why="The head of the fish holds what happened; the bones hold what led there.",
        instead="What made this happen, or let it have this effect?",
        source=MODULE,
        find=flaws.problem_again,
        bad=(
            bones(problem="Service outage", tools="Outage of the service"),
            bones(process="The checkout returned errors for 47 minutes"),
        ),
        good=(
            bones(problem="Service outage", tools="The outage page is on the service that was out"),
            bones(process="Checkout returned no error code that clients know"),
            bones(problem="", tools="No canary"),
        ),
    ),
    Check(
        id="fishbone/same-cause-twice",
        says="“{quote}” stands here a second time.",
        why="A cause on two bones is counted twice, and the picture shows more than was found.",
        instead="On which bone is it easiest to change? Keep it there, and look again at this bone.",
        source="pmkit",
        find=flaws.same_cause_twice,
        bad=(
            bones(process="No rollback procedure", tools="There is no procedure for a rollback"),
            bones(people="Memory leak in scoring", tools="A memory leak in the scoring"),
        ),
        good=(
            bones(process="No rollback procedure", tools="No rollback button in the console"),
            bones(process="The disk of node 1 was full", tools="The disk of node 2 was full"),
            bones(process="The alert reached the pager", tools="The alert did not reach the pager"),
        ),
    ),
    Check(
        id="fishbone/one-bone",
        says="All causes stand on “{quote}”.",
        why="Incidents seldom have causes of one kind; one full bone shows where we are used to look.",
        instead="Take the next bone: what does the evidence show there?",
        source="module: Avoid These Mistakes, Single cause",
        find=flaws.one_bone,
        bad=(
            on_one("Tools", "No canary", "Dashboard shows averages"),
            on_one("Process", "No rollback procedure", "Rushed deploy before the freeze", "Releases have no owner"),
        ),
        good=(bones(), bones(people="", People="We asked both shifts: the rota and the training covered it")),
    ),
    Check(
        id="fishbone/empty-bone",
        says="“{quote}” is still empty.",
        why="A reader cannot tell a bone where nothing was found from one where nobody looked.",
        instead="What did you look at? Add a cause, or a word such as “The deploy log shows no change of tools”.",
        source=MODULE,
        find=flaws.empty_bone,
        bad=(bones(tools=""), bones(people="", process="", Process="The runbook was read and followed")),
        good=(
            bones(tools="", Tools="The deploy log shows no change of tools that week"),
            bones(),
        ),
    ),
)
