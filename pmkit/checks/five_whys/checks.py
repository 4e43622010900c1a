"""What good 5 Whys answers do: deep enough, each step new, ending in something a team can change."""

from pmkit.checks.check import Check
from pmkit.checks.five_whys import flaws, tree
from pmkit.checks.five_whys.examples import BIDS, SPAM, chain, ends_in
from pmkit.models.five_whys import FiveWhys

MODULE = "module: Root Cause Analysis, The 5 Whys Technique"

CHECKS = (
    Check(
        id="five-whys/person-as-cause",
        says="“{quote}” makes a person the end of the chain.",
        why="People act on what they see and have; the next why is what made the act likely, or let it have impact.",
        instead="What did the person see or have at the time, and what let one act reach production?",
        source="module: Avoid These Mistakes, Stopping too early",
        find=flaws.person_as_cause,
        severity="fix",
        bad=(
            chain(
                "The daemon was down",
                "Its certificate had expired",
                "The on-call engineer forgot to renew it",
                root_cause="Operator error",
            ),
            chain(
                "The index was gone",
                "A migration dropped it",
                "It was missed by the reviewer",
                root_cause="The reviewer did not check the migration",
            ),
            ends_in("She did not think about eviction when she wrote the cache"),
            ends_in("The release manager waved it through"),
            ends_in("The team cut corners before the holidays"),
            ends_in("The reviewer trusted the author"),
        ),
        good=(
            chain(
                "The daemon was down",
                "Its certificate had expired",
                "The on-call engineer got no expiry alert",
                root_cause="No alert tells the team about expiry dates",
            ),
            chain(
                "The operator v0.12 image crashed",
                "Its start script reads a file that the image omits",
                "The image build has no start test",
                root_cause="No start test in the image build",
            ),
            ends_in("Two node names differ in one letter, and the console shows no role"),
            ends_in("Reviewers look at results only, because the checklist asks for nothing else"),
        ),
    ),
    Check(
        id="five-whys/blank",
        says="This answer is still blank.",
        why="A gap in the chain hides the step that a reader needs to follow it.",
        instead="What does the evidence show happened here? If nobody knows yet, say who will find out.",
        source=MODULE,
        find=flaws.blank,
        severity="fix",
        bad=(
            chain("The daemon was down", "", "No alert watches the expiry date", root_cause="No expiry alert"),
            chain("The daemon was down", "Its certificate had expired", "No alert watches the expiry date"),
        ),
        good=(
            FiveWhys(problem="Bids stopped"),
            chain(*SPAM, root_cause="The domain procedure has no mail step"),
        ),
    ),
    Check(
        id="five-whys/placeholder",
        says="“{quote}” holds a place; the answer is still to come.",
        why="A reader cannot tell a forgotten field from a cause that nobody knows.",
        instead="What happened here, in one sentence? “Not known yet, Mina asks the vendor” is an answer too.",
        source="pmkit",
        find=flaws.placeholder,
        severity="fix",
        bad=(chain("The daemon was down", "TODO", "tbd"), chain("xxx", root_cause="TBD")),
        good=(
            chain(
                "The upgrade left a TODO page in place",
                "The release has no check for placeholder pages",
                "The release checklist covers the binaries only",
                root_cause="The checklist omits the pages",
            ),
            chain(
                "The test node was unknown to the balancer",
                "Its name was missing in the list",
                "No check compares the list with the inventory",
                root_cause="The list has no owner and no check",
            ),
        ),
    ),
    Check(
        id="five-whys/other-language",
        says="These checks read English only; this text seems to be in another language.",
        why="A check that cannot read a text must not judge it.",
        instead="Show it to your instructor, or write it in English as well: simple words are fine.",
        source="pmkit",
        find=flaws.other_language,
        bad=(
            chain("Der Knoten war nicht am Netz", "Der Speicher ist voll gelaufen und der Dienst wurde beendet"),
            chain("Le nœud était hors ligne", "La mémoire du serveur était pleine et le service a été tué"),
        ),
        good=(
            chain(
                "Node is offline because of memory",
                "Process takes more and more memory every hour",
                "Test for memory is not in pipeline",
                root_cause="Pipeline has no test for memory",
            ),
            chain(*SPAM, root_cause="The domain procedure has no mail step"),
        ),
    ),
    Check(
        id="five-whys/keywords",
        says="“{quote}” names things and does not yet say what happened to them.",
        why="A reader can agree or disagree with a statement, and not with a list of words.",
        instead="What happened to what? Write it as you would tell it to a colleague.",
        source="pmkit",
        find=flaws.keywords,
        bad=(chain("disk 02:00 prevent payment"), chain("memory leak oom offline node crash limit alert")),
        good=(
            chain(
                "Out of memory crash",
                "Leak in scoring",
                "No memory leak tests",
                root_cause="Tests omit memory",
            ),
            chain(*SPAM, root_cause="The domain procedure has no mail step"),
        ),
    ),
    Check(
        id="five-whys/restated",
        says="“{quote}” says again what an earlier line said.",
        why="A step that repeats the one before adds no cause, and the chain stands still.",
        instead="What made that happen, or what let it have this effect?",
        source="facts: the module's whys 4 and 5 say the same thing",
        find=flaws.restated,
        bad=(
            chain(
                "The daemon was down for two hours",
                "For two hours the daemon was down",
                "No alert watches the daemon",
                root_cause="No alert on the daemon",
            ),
            chain(
                "The certificate of the daemon had expired",
                "Nobody renewed it",
                "The daemon's certificate expired",
                "Renewal has no owner",
                root_cause="Renewal has no owner",
            ),
        ),
        good=(
            chain(
                "Memory leak in scoring",
                "The leak was not caught in testing",
                "No memory test runs before release",
                root_cause="The release process has no memory test",
            ),
            chain(*SPAM, root_cause="The procedure for new domains has no step for mail records"),
        ),
    ),
    Check(
        id="five-whys/too-shallow",
        says="The chain stops at “{quote}”; there is a cause behind it.",
        why="A cause near the event can be repaired once; a cause in how work is set up can be changed for good.",
        instead="What in the process, the tests, the alerts or the defaults allowed this?",
        source="module: Avoid These Mistakes, Stopping too early",
        find=flaws.too_shallow,
        bad=(
            chain("The daemon was down", "Its certificate had expired", root_cause="An expired certificate"),
            chain(
                "The node was offline",
                "The disk was full",
                "Old segments filled it",
                root_cause="Old segments",
            ),
        ),
        good=(
            chain(
                "The daemon was down",
                "Its certificate had expired",
                "No alert watches expiry dates",
                root_cause="No alert watches expiry dates",
            ),
            chain(*SPAM, root_cause="The domain procedure has no mail step"),
        ),
    ),
    Check(
        id="five-whys/counterfactual",
        says="“{quote}” tells what did not happen.",
        why="What did not happen explains nothing; what people saw and did explains why it made sense.",
        instead="What happened, and what made that the sensible thing to do at the time?",
        source="module: Avoid These Mistakes, Counterfactuals and Hindsight bias",
        find=flaws.counterfactual,
        bad=(
            chain(
                "The daemon was down",
                "We should have renewed the certificate",
                "If only we had an alert",
                "Expiry dates have no alert",
                root_cause="Expiry dates have no alert",
            ),
            chain(
                "The index was gone",
                "A migration dropped it",
                "Had the team tested it, all was well",
                "The migration test has no copy of the data",
                root_cause="The test runs on an empty copy",
            ),
        ),
        good=(
            chain(
                "The bad build reached all nodes",
                "There was no canary that would have caught it",
                "The release process has no canary step",
                root_cause="The release process has no canary step",
            ),
            chain(
                "Keys could have been exposed",
                "The bucket was public",
                "Buckets are public by default",
                root_cause="The default policy makes buckets public",
            ),
        ),
    ),
    Check(
        id="five-whys/non-sequitur",
        says="We do not see how “{quote}” led to the line above it; another order may fit better.",
        why="Each answer explains the line above; read upwards, the chain must hold with “so” between the lines.",
        instead="Which of the two came first? Read it aloud as “… and so …”, then move or reword it.",
        source="pmkit",
        find=flaws.non_sequitur,
        scenario=BIDS,
        bad=(
            chain(
                "The certificate had expired",
                "The daemon was down",
                "No alert watches expiry dates",
                root_cause="No alert watches expiry dates",
            ),
            chain(
                "No alert watches expiry dates",
                "So the certificate had expired",
                root_cause="No expiry alert",
            ),
        ),
        good=(
            chain(
                "The daemon was down",
                "The certificate had expired",
                "No alert watches expiry dates",
                root_cause="No alert watches expiry dates",
            ),
            chain(
                "The certificate had expired",
                "It ran to Sunday at 02:00, expired then by its own date, and was replaced on Monday at noon",
                "No alert watches expiry dates",
                root_cause="No alert watches expiry dates",
            ),
        ),
    ),
    Check(
        id="five-whys/unknown-link",
        says="We do not know “{quote}” from the exhibits; it may well be right.",
        why="A cause convinces when somebody else can see what shows it.",
        instead="What shows this? Name the exhibit, or say what you would look at to find out.",
        source="pmkit",
        find=flaws.unknown_link,
        scenario=BIDS,
        bad=(
            chain(
                "The daemon was down",
                "A solar storm hit the rack",
                "No alert watches expiry dates",
                root_cause="No alert watches expiry dates",
            ),
            chain(
                "The daemon was down",
                "The certificate had expired",
                "The vendor changed its price list",
                root_cause="The price list",
            ),
        ),
        good=(
            chain(
                "The daemon was down",
                "The certificate had expired",
                "No alert watches expiry dates",
                root_cause="No alert watches expiry dates",
            ),
            chain(
                "Our daemon went down for two hours",
                "Expired certificate on the gateway",
                "There is no alert on expiry dates",
                root_cause="There is no alert on expiry dates",
            ),
        ),
    ),
    Check(
        id="five-whys/root-cause-elsewhere",
        says="“{quote}” is not where the chain ends.",
        why="The root cause is what the last why arrives at; otherwise the chain and the conclusion tell two stories.",
        instead="What does the last why say? Name that as the root cause, or ask on from here.",
        source=MODULE,
        find=flaws.root_cause_elsewhere,
        bad=(
            chain(
                "The provider daemon was down",
                "Its certificate had expired",
                "No alert watches expiry dates",
                root_cause="The provider daemon was down",
            ),
            chain(*SPAM, root_cause="The mail landed in spam folders"),
        ),
        good=(
            chain(*SPAM, root_cause="Domain provisioning lacks email configuration"),
            chain(
                "The daemon was down",
                "Its certificate had expired",
                "No alert watches expiry dates",
                root_cause="Renewal rests on memory: no reminder exists",
            ),
        ),
    ),
    Check(
        id="five-whys/not-actionable",
        says="“{quote}” is nothing that a team can change.",
        why="A root cause earns its name when changing it makes the incident less likely or smaller.",
        instead="What could be set up so that this happens more rarely, or does less harm when it does?",
        source="module: Writing Tips, Be actionable",
        find=flaws.not_actionable,
        bad=(
            chain(*SPAM, root_cause="Bad luck with the mail provider"),
            chain(*SPAM, root_cause="Software has bugs and things break"),
        ),
        good=(
            chain(*SPAM, root_cause="Domain provisioning lacks email configuration"),
            chain(
                "The link broke in a storm",
                "The site has one link only",
                "The site standard asks for no second link",
                root_cause="The site standard has no redundancy requirement",
            ),
        ),
    ),
    Check(
        id="five-whys/action-misses-cause",
        says="“{quote}” leaves the cause at the end of the chain as it is.",
        why="An action that does not touch the cause lets the same chain run again.",
        instead="Which change would make the last why untrue?",
        source="module: Action Items, Priority Guidelines",
        find=flaws.action_misses_cause,
        bad=(
            chain(
                *SPAM,
                root_cause="Domain provisioning lacks email configuration",
                action="Buy a faster database",
            ),
            chain(
                *SPAM,
                root_cause="Domain provisioning lacks email configuration",
                action="Remind all engineers to be more careful with domains",
            ),
        ),
        good=(
            chain(
                *SPAM,
                root_cause="Domain provisioning lacks email configuration",
                action="Add SPF, DKIM and DMARC to the domain set-up checklist",
            ),
            chain(
                "The node ran out of memory",
                "Leak in scoring",
                "No memory leak tests",
                root_cause="Lack of memory leak testing",
                action="Add memory profiling to the CI pipeline",
            ),
        ),
    ),
    *tree.CHECKS,
)
