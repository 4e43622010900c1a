"""What a facilitator says that harms a meeting: what is found, why it matters, and what to say instead."""

from pmkit.checks.check import Check
from pmkit.checks.facilitation.reading import finds

MODULE = "module: Blameless Culture, Facilitation Guidelines"

CHECKS = (
    Check(
        id="facilitation/why-you",
        says="“{quote}” asks a person to defend what they did.",
        why="Whoever has to defend an act stops telling what they saw, and the room goes quiet with them.",
        instead="What would you ask about the moment: what was on the screen, what was known, what looked right?",
        example="What did the form show when you pressed the second button?",
        source=f"{MODULE}: Don't",
        find=finds("why-you"),
        bad=(
            "Why did you restart the broker without telling anyone?",
            "What were you thinking?",
            "Help me understand why you skipped the second review.",
        ),
        good=(
            "Why did the health check stay green?",
            "What made that choice look right at the time?",
            "Why was nobody paged between 02:00 and 02:40?",
        ),
    ),
    Check(
        id="facilitation/assigns-blame",
        says="“{quote}” turns the talk to who did it.",
        why="Once there is a culprit the questions end, and what let one act do harm stays as it was.",
        instead="What does the room need to hear about: the conditions, the tools, what was known at that moment?",
        example="What let a change of one line reach all six regions at once?",
        source=f"{MODULE}: Don't",
        find=finds("assigns-blame"),
        bad=(
            "We all know who pushed it.",
            "So this one is on the storage team.",
            "Whose fault was that?",
        ),
        good=(
            "We are not here to find out who did it.",
            "You said “Sam broke it”. What would have made that easy for any of us?",
            "Which fault did the disk controller log at 03:10?",
        ),
    ),
    Check(
        id="facilitation/loaded",
        says="“{quote}” judges; it does not ask.",
        why="A judging word tells people how they will be seen, and the next honest detail stays untold.",
        instead="What was there to be seen? Say that, without the judgement.",
        example="The list held 40 names and no dates.",
        source=f"{MODULE}: Don't",
        find=finds("loaded"),
        bad=(
            "That was a careless change.",
            "What a sloppy handover.",
        ),
        good=(
            "Where did the dead letter queue stand at 14:10?",
            "Please leave words such as careless and sloppy out of the notes.",
        ),
    ),
    Check(
        id="facilitation/dismisses",
        says="“{quote}” waves away what somebody brought.",
        why="After that the room says less, and the missing fact may stay unsaid.",
        instead="What did you hear? Say it back, then keep it or park it where all can see it.",
        example="You felt left alone with that page; I have written it down as a fact about the rota.",
        source=f"{MODULE}: Don't",
        find=finds("dismisses"),
        bad=(
            "Calm down, it was only a restart.",
            "Sorry, Mina, that's not relevant here.",
        ),
        good=(
            "That sounds hard. What would have helped you at 02:10?",
            "Is there anything in the logs that we have not looked at?",
        ),
    ),
    Check(
        id="facilitation/rushes",
        says="“{quote}” cuts a person or a matter short.",
        why="What is cut short is settled by a guess, and the guess becomes the action item.",
        instead="What can wait? Name the time that is left, and let the sentence be finished.",
        example="We have twelve minutes for the timeline; the idea of a second key is on the list for after it.",
        source=f"{MODULE}: Don't",
        find=finds("rushes"),
        bad=(
            "We don't have time for the details, just give me the fix.",
            "Let's skip the timeline and go straight to the actions.",
        ),
        good=(
            "We have twelve minutes left for the timeline.",
            "Let's move on to the second part of the agenda.",
        ),
    ),
    Check(
        id="facilitation/leading",
        says="“{quote}” carries its own answer.",
        why="A question that knows its answer gets it, and the room learns what the facilitator thinks already.",
        instead="What do you not know yet? Ask that, with what or how.",
        example="What did you see between the first page and the call?",
        source=f"{MODULE}: Do",
        find=finds("leading"),
        bad=(
            "You saw the alert, didn't you?",
            "Surely it was the new release?",
        ),
        good=(
            "Did the alert arrive by phone or by mail?",
            "The page came at 14:10 and the call at 14:25. Did I get that right?",
        ),
    ),
    Check(
        id="facilitation/hindsight",
        says="“{quote}” judges the past by what is known now.",
        why="At that moment the outcome was not known; whoever is measured by it learns to hide the next one.",
        instead="What was known then, and by whom? What did it look like on the screen?",
        example="At 14:02, which of the two graphs was on the wall?",
        source=f"{MODULE}: Do",
        find=finds("hindsight"),
        bad=(
            "You should have checked the second dashboard.",
            "If only we had tested the restore.",
        ),
        good=(
            "The alert should fire at 5 %; what did it do that night?",
            "Let's keep should-haves out: what did you know at 14:02?",
        ),
    ),
    Check(
        id="facilitation/two-questions",
        says="“{quote}”: more than one question at once.",
        why="People answer the last question or the easier one, and nobody notices that the other is lost.",
        instead="Which of the two do you need first? Ask it, wait, then ask the other.",
        example="What did the first page say?",
        source=f"{MODULE}: Do",
        find=finds("two-questions"),
        bad=(
            "When did the page arrive, and why is there no second reviewer?",
            "How does the failover pick its host? And who looks after the runbook?",
        ),
        good=(
            "What did you see, and what did you do next?",
            "What did the page say?",
        ),
    ),
)
