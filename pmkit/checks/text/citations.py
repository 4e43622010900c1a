"""Which exhibits of a story a text cites: by their numbers, or by words that stand in them."""

import re

from pmkit.checks.text.folding import seen
from pmkit.checks.text.text import Text
from pmkit.checks.text.wording import says
from pmkit.models.story.scenario import Scenario

_NUMBER = re.compile(r"\d{1,2}")
MOST_NUMBERS = 3
"""Exhibits named at once; more point at none."""
_EXHIBIT = re.compile(
    r"\b(?:E|exh?\.? ?|exhibits? (?:no\.? ?|number )?)(\d{1,2})\b((?: ?(?:and|&|/|\+) ?E?\d{1,2}\b){0,3})",
    re.IGNORECASE,
)


def cited_exhibits(evidence: Text, scenario: Scenario) -> frozenset[str]:
    """The ids of the exhibits that `evidence` cites; none where it names more than MOST_NUMBERS by number."""
    cited = (match[0] for match in _EXHIBIT.finditer(seen(evidence.text)))
    numbers = {f"E{int(number)}" for words in cited for number in _NUMBER.findall(words)}
    if len(numbers) > MOST_NUMBERS:
        return frozenset()
    return frozenset(
        exhibit.id
        for exhibit in scenario.exhibits
        if exhibit.id in numbers or any(says(evidence, sign) for sign in exhibit.signs)
    )
