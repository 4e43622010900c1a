"""The template of the exercise: the sections of a postmortem, with what goes into each in brackets."""

TEXT = """\
# Postmortem: [Incident Title]

**Date**: YYYY-MM-DD
**Authors**: [Names]
**Status**: Draft
**Severity**: SEV-[1/2/3/4]

## Executive Summary

[Two or three sentences: what happened, and what it meant]

## Impact

- **Duration**: X hours Y minutes, HH:MM to HH:MM UTC
- **Users Affected**: N users
- **Revenue Impact**: $X
- **SLO Impact**: N %

## Timeline

| Time (UTC) | Event | Source |
| --- | --- | --- |
| HH:MM:SS | [Event] | [Source] |

## Root Cause

[What made it happen, with the exhibits that show it]

## Contributing Factors

- [Factor, with the exhibit that shows it]

## Resolution

[What ended the impact, and when]

## What Went Well

- [What helped]

## What Could Be Improved

- [What an action item answers]

## Action Items

| Action | Owner | Priority | Due Date | Status |
| --- | --- | --- | --- | --- |
| [Action] | [Name] | P[1/2/3] | YYYY-MM-DD | Open |

## Lessons Learned

[What others can take from it]

## References

- [Links to chat, graphs, other postmortems]
"""
