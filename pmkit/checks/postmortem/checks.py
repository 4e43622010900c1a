"""What good postmortems do: every section, no rest of a template, numbers that agree, causes and actions that meet."""

from pmkit.checks.check import Check
from pmkit.checks.postmortem import budget, causes, exposure, impact, placeholders, review, structure
from pmkit.checks.postmortem.evidence import checks as evidence
from pmkit.checks.postmortem.examples import BUDGET, CAUSE, FIRST_SENTENCE, SUMMARY, changed, good, without

TEMPLATE = "module: Postmortem Template"
TIPS = "module: Writing Tips"
GUIDE = "docs/postmortem-guide.md"

CHECKS = (
    Check(
        id="postmortem/missing-section",
        says="The section {quote} is not there, or holds nothing.",
        why="Readers look for the same parts in every postmortem; what is left out looks as if nobody had asked.",
        instead="Write the section, or say in one sentence why there is nothing to tell.",
        example="## Resolution: The queue was emptied at 09:49:10, and the disk was enlarged on the same day.",
        source=TEMPLATE,
        find=structure.missing_section,
        bad=(
            without("Root Cause"),
            changed("Whatever is kept needs a rule for when it goes, and somebody who sees how much there is.", ""),
        ),
        good=(good(), changed("## Contributing Factors", "### Contributing factors")),
    ),
    Check(
        id="postmortem/placeholder",
        says="“{quote}” is left of the template, or a note to fill in.",
        why="Whoever reads it in a year cannot tell whether it was unknown or is still to come.",
        instead="Write what is known; where nothing is, say so with the reason.",
        example="Revenue: not applicable, the service is free of charge.",
        source=TEMPLATE,
        find=placeholders.placeholder,
        bad=(
            changed("EUR 4,100", "TBD"),
            changed("Parcel labels could not be printed", "[Incident Title]"),
            changed("09:54:40", "HH:MM"),
            changed("EUR 4,100", "N/A"),
            changed(CAUSE, "TODO: write this up"),
        ),
        good=(
            good(),
            changed(CAUSE, f"{CAUSE} A TODO in the script of the host asked for a limit."),
            changed("EUR 4,100", "not applicable, labels are free of charge"),
            changed("- Chat: incident", "- [Dashboard](https://graphs.example/d/7): incident"),
        ),
    ),
    Check(
        id="postmortem/long-summary",
        says="The summary has more than three sentences: “{quote}”.",
        why="It is the one part that most people read; what happened and what it meant should reach them in a minute.",
        instead="Which two or three sentences would you say on the stairs? Move the others to their section.",
        source=TEMPLATE,
        find=structure.long_summary,
        bad=(
            changed(
                "The queue was emptied and the disk enlarged.",
                "The queue was emptied. The disk was enlarged. Both took an hour.",
            ),
            changed(
                "The queue was emptied and the disk enlarged.",
                "It was a Wednesday. Shops called. We looked. We deleted files.",
            ),
        ),
        good=(good(), changed("for 42 minutes on 4 March 2026.", "for 42 min. on 4 March 2026, e.g. in Oslo.")),
    ),
    Check(
        id="postmortem/summary-without-impact",
        says="The summary does not say what it meant for users: “{quote}”.",
        why="A cause without its effect tells a reader nothing about how much it matters.",
        instead="Who could not do what, how many, and for how long?",
        example="310 shops could not print labels for 42 minutes.",
        source=TEMPLATE,
        find=structure.summary_without_impact,
        bad=(
            changed(
                FIRST_SENTENCE,
                "",
            ),
            changed(
                SUMMARY,
                "The disk of a host filled, and its files were deleted.",
            ),
        ),
        good=(
            good(),
            changed(
                "stopped 310 shops from printing labels for 42 minutes", "made printing of labels fail for 42 minutes"
            ),
        ),
    ),
    Check(
        id="postmortem/unquantified-impact",
        says="“{quote}” gives no number with a unit.",
        why="“Many users” is a hundred to one reader and a million to another; priorities follow from numbers.",
        instead="How many, of what, for how long? Where it is not known, say what was tried to find out.",
        example="310 shops, 12 % of traffic, for 42 minutes",
        source=f"{TIPS} 2",
        find=impact.unquantified_impact,
        bad=(
            changed("310 shops, 12 % of traffic\n", "many shops\n"),
            changed("- **Duration**: 42 minutes\n", "- **Duration**: some time\n"),
        ),
        good=(good(), changed("310 shops, 12 % of traffic\n", "310 shops; how many others waited is not known\n")),
    ),
    Check(
        id="postmortem/disagreement",
        says="“{quote}”: two parts of the document disagree.",
        why="Readers who find one number that cannot be right stop believing the others.",
        instead="Which one does the evidence show? Write it in both places.",
        source=f"{TIPS} 3",
        find=impact.disagreement,
        bad=(
            changed("stopped 310 shops", "stopped 130 shops"),
            changed("for 42 minutes on", "for 24 minutes on"),
            changed("- **Duration**: 42 minutes", "- **Duration**: 1 hour 52 minutes"),
        ),
        good=(good(), changed("stopped 310 shops", "stopped about 300 shops")),
    ),
    Check(
        id="postmortem/clock-figure",
        says="“{quote}”: no two rows of the timeline lie so far apart that could be meant.",
        why="A figure without its two ends says nothing, and one that the timeline denies misleads.",
        instead="Between which two rows does it run? Name them, and compute it again.",
        example="Time to detect: 3 min 25 s, from the first impact to the alert.",
        source="module: Key Metrics of the timeline",
        find=impact.clock_figure,
        bad=(
            changed("Time to detect: 3 min 25 s", "Time to detect: 11 min"),
            changed("Time to resolve: 46 min", "Time to resolve: 2 h 5 min"),
        ),
        good=(
            good(),
            changed(
                "Time to detect: 3 min 25 s, from the first impact", "Time to detect: 3 minutes, from the first impact"
            ),
        ),
    ),
    Check(
        id="postmortem/budget-share",
        says="“{quote}” does not follow from the duration and the target, or names none.",
        why="One incident uses 6 % or 38 % of a budget, by how it is counted; without a target nobody can check it.",
        instead="Name target, window and method: every impact minute, or occurrences at the share of bad requests.",
        example="38 % of the 30-day budget of a 99.9 % target, every impact minute counted",
        source="module: SLO Impact of the template",
        find=budget.budget_share,
        bad=(
            changed(
                BUDGET,
                "5 % of the 30-day error budget of a 99.9 % target",
            ),
            changed(
                BUDGET,
                "41 % of the error budget",
            ),
        ),
        good=(
            good(),
            changed(
                BUDGET,
                "11.7 % of the 30-day error budget of a 99.9 % target, by occurrences",
            ),
        ),
    ),
    Check(
        id="postmortem/mild-severity",
        says="“{quote}”: the stated severity is milder than the impact implies.",
        why="Severity decides who reviews it and how soon; one that is too mild hides it from those who would help.",
        instead="Compare the impact with your severity policy; where it is milder on purpose, say why.",
        source="module: Severity of the template",
        find=budget.mild_severity,
        bad=(
            changed("SEV-2", "SEV-4"),
            changed("**Severity**: SEV-2", "**Severity**: SEV-4, minor"),
        ),
        good=(good(), changed("SEV-2", "SEV-3")),
    ),
    Check(
        id="postmortem/thin-cause",
        says="“{quote}” names a cause and explains nothing.",
        why="A word or two cannot say how it came about, so no action can follow from it.",
        instead="What made it possible, and what let it reach users? One sentence for each.",
        example="The spooler keeps every label for ninety days and nothing removes or counts them.",
        source="module: Avoid These Mistakes",
        find=causes.thin_cause,
        bad=(
            changed(
                CAUSE,
                "Full disk.",
            ),
            changed(
                CAUSE,
                "Misconfiguration.",
            ),
        ),
        good=(good(), changed("so the disk of the host filled.", "and the disk filled.")),
    ),
    Check(
        id="postmortem/problem-without-action",
        says="No action item speaks of “{quote}”.",
        why="A problem that is written down and left alone is there again next time.",
        instead="Which action answers it? Where none will, write down that decision and its reason.",
        source=f"{TIPS} 5",
        find=causes.problem_without_action,
        bad=(
            changed(
                "| Replace the old host in the runbook of the spooler | Ines Faro | P2 | 2026-03-17 | Open |\n", ""
            ),
            changed("- The runbook named a host that is gone.", "- Support had no template to answer the shops."),
        ),
        good=(good(), changed("- The runbook named a host that is gone.", "- The runbook was out of date.")),
    ),
    Check(
        id="postmortem/action-without-problem",
        says="“{quote}” answers no problem that the document tells of.",
        why="An action that belongs to another incident takes the time of those that belong to this one.",
        instead="Which problem or cause does it answer? Add that to the document, or move the action elsewhere.",
        source=f"{TIPS} 5",
        find=causes.action_without_problem,
        bad=(
            changed("Replace the old host in the runbook of the spooler", "Redesign the landing page of the web shop"),
            changed(
                "Delete spool files older than 7 days by a nightly job", "Upgrade Kubernetes to the newest release"
            ),
        ),
        good=(
            good(),
            changed(
                "Delete spool files older than 7 days by a nightly job", "Remove printed labels after 7 days by a job"
            ),
        ),
    ),
    Check(
        id="postmortem/unsupported-certainty",
        says="“{quote}” is more certain than a document can show.",
        why="Certainty stops the questions that find the next cause, and is remembered when it happens again.",
        instead="What is known, and from which record? What would tell us that we are wrong?",
        example="The log shows no other writer in that minute; the hours before are still to be read.",
        source=f"{TIPS} 3",
        find=causes.unsupported_certainty,
        bad=(
            changed("Whatever is kept needs", "This will never happen again. Whatever is kept needs"),
            changed("so the disk of the host filled.", "so it was obviously the disk."),
        ),
        good=(
            good(),
            changed("so the disk of the host filled.", "so the disk filled; it cannot be said for certain since when."),
        ),
    ),
    Check(
        id="postmortem/late-review",
        says="The review or publication came late: {quote}.",
        why="After a week, those who were there remember what they have told each other since.",
        instead="Name day 0 and the calendar; where it had to be later, say why in the document.",
        example="Reviewed: 2026-03-09, three business days after the incident (calendar: weekdays)",
        source="module: Review Process",
        find=review.late_review,
        bad=(
            changed("**Reviewed**: 2026-03-09", "**Reviewed**: 2026-03-20"),
            changed("- Chat:", "- The draft was reviewed on 1 April 2026.\n- Chat:"),
        ),
        good=(good(), changed("**Reviewed**: 2026-03-09", "**Reviewed**: 2026-03-11")),
    ),
    Check(
        id="postmortem/secret",
        says="“{quote}” looks like a key, a token or a password.",
        why="A postmortem is read by many and kept for years; what opens a door must not stand in it.",
        instead="Take it out, and replace the secret itself: whoever read the draft has seen it.",
        source=GUIDE,
        find=exposure.secret,
        bad=(
            changed("- Chat:", "- `curl -H 'Authorization: Bearer 7f3Kq9ZpLw2Xv8Bn4Tc6'`\n- Chat:"),
            changed("- Chat:", "- password = hunter2-Winter!\n- Chat:"),
        ),
        good=(good(), changed("- Chat:", "- The token was rotated at 10:05; password: (redacted)\n- Chat:")),
    ),
    Check(
        id="postmortem/personal-data",
        says="“{quote}” is data of a person.",
        why="Addresses and numbers of people are not needed to learn from an incident, and spread with every copy.",
        instead="Name the role or the team; keep the contact where it is looked after.",
        source=GUIDE,
        find=exposure.personal_data,
        bad=(
            changed("- Chat:", "- First report by mara.lind@shop.example\n- Chat:"),
            changed("- Chat:", "- Call the carrier at +47 21 55 01 99\n- Chat:"),
        ),
        good=(good(), changed("- Chat:", "- @ola in the channel #incidents, image registry@sha256:41f0\n- Chat:")),
    ),
    *evidence.CHECKS,
)
