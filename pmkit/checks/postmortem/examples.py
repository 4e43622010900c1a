"""Postmortems for the examples of the checks: a good one about other things, and ways to spoil it."""

from pmkit.models.postmortem.postmortem import Postmortem

GOOD = """\
# Postmortem: Parcel labels could not be printed

**Date**: 2026-03-04
**Authors**: Ola Brandt, Ines Faro
**Status**: Final
**Severity**: SEV-2
**Reviewed**: 2026-03-09

## Executive Summary

A full disk on the label printer's host stopped 310 shops from printing labels for 42 minutes on 4 March 2026.
The queue was emptied and the disk enlarged.

## Impact

- **Duration**: 42 minutes
- **Users Affected**: 310 shops, 12 % of traffic
- **Revenue Impact**: EUR 4,100
- **SLO Impact**: 97 % of the 30-day error budget of a 99.9 % target, every impact minute counted

## Timeline

| Time (UTC) | Event | Source |
| --- | --- | --- |
| 09:12:40 | Printing began to fail with "no space left" | Kibana |
| 09:16:05 | Alert LabelQueueLong fired | PagerDuty |
| 09:18:30 | Ola Brandt acknowledged the page | PagerDuty |
| 09:20:10 | Ola Brandt looked into the queue's dashboard | Slack |
| 09:22:00 | Nothing was written down until 09:49 | Slack |
| 09:49:10 | The old spool files were deleted | Deploy log |
| 09:52:00 | The queue held under 100 labels | Prometheus |
| 09:54:40 | All shops printed again | Prometheus |
| 09:59:00 | Incident resolved | PagerDuty |

Time to detect: 3 min 25 s, from the first impact to the alert. Time to resolve: 46 min, from the first impact.

## Root Cause

The spooler keeps each label for ninety days and nothing removes or counts them, so the disk of the host filled.

## Contributing Factors

- The disk of the host had no alert; the queue's length was the first sign.
- The runbook for the spooler named a host that was replaced in January.

## Resolution

Old spool files were deleted at 09:49:10, and the disk was enlarged on the same day.

## What Went Well

- The alert about the queue reached on-call within four minutes.

## What Could Be Improved

- Nothing looks at the free space of the spooler's disk.
- The runbook named a host that is gone.

## Action Items

| Action | Owner | Priority | Due Date | Status |
| --- | --- | --- | --- | --- |
| Delete spool files older than 7 days by a nightly job | Ola Brandt | P1 | 2026-03-11 | Open |
| Alert when a spooler's disk is over 80 % full for 10 minutes | Ines Faro | P3 | 2026-04-02 | Open |
| Replace the old host in the runbook of the spooler | Ines Faro | P2 | 2026-03-17 | Open |

## Lessons Learned

Whatever is kept needs a rule for when it goes, and somebody who sees how much there is.

## References

- Chat: incident channel of 4 March 2026
"""


FIRST_SENTENCE = GOOD.partition("Summary\n\n")[2].partition("\n")[0] + "\n"
SUMMARY = GOOD.partition("Summary\n\n")[2].partition("\n\n")[0]
CAUSE = GOOD.partition("## Root Cause\n\n")[2].partition("\n")[0]
BUDGET = GOOD.partition("**SLO Impact**: ")[2].partition("\n")[0]


def good() -> Postmortem:
    """The good one."""
    return Postmortem(text=GOOD)


def changed(old: str, new: str) -> Postmortem:
    """The good one with other words. Raises ValueError where it does not hold them."""
    if old not in GOOD:
        raise ValueError(f"the good example does not hold {old!r}")
    return Postmortem(text=GOOD.replace(old, new))


def without(heading: str) -> Postmortem:
    """The good one without a section. Raises ValueError where there is none."""
    before, found, after = GOOD.partition(f"## {heading}\n")
    if not found:
        raise ValueError(f"the good example has no section {heading!r}")
    return Postmortem(text=before + "## " * ("\n## " in after) + after.partition("\n## ")[2])
