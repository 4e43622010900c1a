"""The kernel's side of the rewriting practice: statements stay as given, and each rewrite has its own findings."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pmkit.checks import Finding
from pmkit.models.rewrites import Rewrite, Rewrites
from pmkit.models.story.statement import Statement
from pmkit.widgets.builder import live
from pmkit.widgets.rewrites import RewritesBuilder, rewrites

pytestmark = pytest.mark.lab

GIVEN = ["The team was sloppy.", "Linh forgot the backup."]


@pytest.fixture
def made(tmp_path: Path, few_checks: Callable[..., list[Finding]]) -> Iterator[RewritesBuilder]:
    made = live(RewritesBuilder, tmp_path / "rewrites.toml", statements=GIVEN, examine=few_checks)
    yield made
    made.close()


def type_in(made: RewritesBuilder, *texts: str) -> dict[str, Any]:
    """Send rewrites as a browser does and return what it would show."""
    answer = {"rewrites": [{"original": one, "text": text} for one, text in zip(GIVEN, texts, strict=True)]}
    message = {"client": "one", "revision": 1, "base": made.shown["serial"]}
    made.typed = {**message, "answer": answer}
    return dict(made.shown)


def test_each_statement_has_an_empty_rewrite_and_nothing_is_written_unasked(made: RewritesBuilder) -> None:
    assert made.shown["answer"]["rewrites"] == [{"original": one, "text": ""} for one in GIVEN]
    assert not made.path.exists()


def test_all_rewrites_are_kept_in_one_file(made: RewritesBuilder) -> None:
    type_in(made, "No step asks for a test.", "")
    assert Rewrites.load(made.path).rewrites == [
        Rewrite(original=GIVEN[0], text="No step asks for a test."),
        Rewrite(original=GIVEN[1]),
    ]


def test_findings_name_their_rewrite_and_those_to_fix_come_first(made: RewritesBuilder) -> None:
    shown = type_in(made, "We should have tested.", "🦊 careless")
    assert [(one["where"], one["severity"], one["start"]) for one in shown["findings"]] == [
        ("rewrite 2, text", "fix", 2),
        ("rewrite 1, text", "consider", 3),
    ]


def test_a_rewrite_of_a_statement_that_is_no_longer_given_stays_at_the_end(made: RewritesBuilder) -> None:
    older = Rewrite(original="An older statement", text="words")
    Rewrites(rewrites=[older, Rewrite(original=GIVEN[1], text="again")]).save(made.path)
    made.reread()
    originals = [one["original"] for one in made.shown["answer"]["rewrites"]]
    assert originals == [*GIVEN, "An older statement"]
    assert made.shown["answer"]["rewrites"][1]["text"] == "again"


def test_statements_may_be_those_of_a_data_file(tmp_path: Path) -> None:
    made = rewrites(tmp_path / "other.toml", statements=[Statement(id="a", text="It was careless.")], label="Yours")
    assert made.shown["answer"]["rewrites"] == [{"original": "It was careless.", "text": ""}]
    assert made.label == "Yours"
    made.close()


def test_the_text_twin_holds_statements_and_rewrites(made: RewritesBuilder) -> None:
    text = made.outline(Rewrites(rewrites=[Rewrite(original="a <b>", text="c"), Rewrite(original="d")]))
    assert [line for line in text.splitlines() if line] == [
        "1. Given: a <b>",
        "   Again: c",
        "2. Given: d",
        "   Again: still to be written",
    ]
