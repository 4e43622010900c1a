"""Whether an answer stays with its story: what nobody there knows, and what is said only to be denied."""

import re

from pmkit.checks.text.text import Text
from pmkit.models.story.scenario import Scenario

# Machine names such as validator-07, versions such as v2.4.0, clock times such as 03:12: what can be looked up.
_CHECKABLE = re.compile(r"\b(?:[a-z]+-\d+|v\d+(?:\.\d+)+|\d{1,2}:\d{2}(?::\d{2})?)\b", re.IGNORECASE)
_DENIAL = re.compile(
    r"\b(?:not|never|hardly) (?:true|the case|correct|so) that\b|\b(?:untrue|false|wrong|incorrect) that\b"
    r"|\bno (?:evidence|sign|proof|record) that\b|\b(?:is|was|are|were) (?:untrue|false)\b"
    # What is told as a tale, or as long answered.
    r"|\b(?:a|the) (?:myth|legend|fable|fairy tale|fiction|hoax|lie) (?:that|of|is|was)\b"
    r"|\b(?:is|was|are|were) (?:a|an|pure|mere) (?:\w+ )?(?:myth|legend|fable|fairy tale|fiction|hoax|lie|invention)\b"
    r"|\b(?:is|was|are|were|been|be) (?:\w+ )?(?:refuted|debunked|disproved|disproven|discredited|dispelled)\b"
    r"|\bfar from (?:being |having )?[a-z]|\bcontrary to\b|\bnothing could be further\b"
    # What nobody would say.
    r"|\b(?:hardly|scarcely|cannot|can't|never) (?:be )?(?:say|said|claim|claimed|maintain|speak of)\b"
    r"|\b(?:no ?one|nobody|only (?:a|an|the) \w+)\b[^.;]{0,80}?\b(?:would|could|can|will|should) "
    r"(?:ever |seriously |really |still )?(?:believe|claim|maintain|say|think)\b",
    re.IGNORECASE,
)


_NO_SIGN = re.compile(r"\bno (?:evidence|sign|proof|record) of\b", re.IGNORECASE)


def denies(text: Text, *, tells_of_absence: bool = False) -> bool:
    """Whether a text says something only to deny it: it tells no cause and no event, whatever words it holds.

    With `tells_of_absence` it is about something missing, of which "no record of" is one way to speak.
    """
    return bool(_DENIAL.search(text.text)) or (not tells_of_absence and bool(_NO_SIGN.search(text.text)))


def strange(told: str, story: Scenario) -> list[str]:
    """What can be looked up in `told` and is not in the story, each once, in the order of telling."""
    exhibits = (exhibit.text for exhibit in story.exhibits)
    causes = (cause.statement for cause in story.causes)
    known = " ".join([story.brief, *story.systems, *story.also_known, *exhibits, *causes]).casefold()
    found = (match[0] for match in _CHECKABLE.finditer(told) if match[0].casefold() not in known)
    return list(dict.fromkeys(found))
