"""How it stands with each section of a postmortem: what is there, what is said of it, what is left to do."""

from pmkit.checks import examine
from pmkit.checks.postmortem.budget import implied_severity
from pmkit.checks.postmortem.reading import PostmortemReading
from pmkit.checks.postmortem.standing import in_head, standing_of
from pmkit.models.postmortem.headings import SECTIONS
from pmkit.models.postmortem.postmortem import Postmortem

TEXT = """# Postmortem: the careless night

## Impact

40 users waited for 3 min.

## Weather

It was sloppy. It was careless.

## Timeline

## Impact

And 2 more.
"""


def test_sections_stand_in_the_order_of_the_template_then_the_documents_own() -> None:
    found = standing_of(Postmortem(text=TEXT), examine(TEXT, "postmortem"))
    assert [one.key for one in found] == [*SECTIONS, ""]
    states = {one.key: one.state for one in found}
    assert (states["impact"], states["timeline"], states["actions"]) == ("written", "empty", "missing")


def test_words_and_findings_are_counted_where_they_stand() -> None:
    findings = examine(TEXT, "postmortem", only="language/loaded")
    by_title = {one.title: one for one in standing_of(Postmortem(text=TEXT), findings)}
    assert by_title["Weather"].findings == 2
    assert by_title["Impact"].findings == 0
    assert by_title["Impact"].words == 9
    assert in_head(Postmortem(text=TEXT), findings) == 1


def test_only_references_may_be_left_out() -> None:
    found = standing_of(Postmortem(text=""), [])
    assert [one.key for one in found if not one.is_open] == ["references"]


def test_an_amount_is_compared_with_the_severity_policy_in_its_own_currency() -> None:
    def implied(lost: str) -> int:
        text = f"# P\n\n## Impact\n\n- Duration: 3 minutes\n- Revenue lost: {lost}\n"
        return implied_severity(PostmortemReading(Postmortem(text=text)))[0]

    assert (implied("EUR 300,000"), implied("300,000 USD")) == (1, 1)
    assert (implied("300,000 JPY"), implied("¥300,000"), implied("300,000 SEK")) == (3, 3, 2)
