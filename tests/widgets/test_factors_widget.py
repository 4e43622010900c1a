"""The kernel's side of the builders of factors and of traps: what arrives is saved and judged."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmkit.grading.practice.statements import statements
from pmkit.models.factor import ContributingFactor, Factors
from pmkit.models.five_whys import FiveWhys, Why
from pmkit.models.practice.traps import NamedTrap, Traps
from pmkit.widgets.builder import Builder
from pmkit.widgets.factors import factors
from pmkit.widgets.traps import traps

pytestmark = pytest.mark.lab

SHORT = statements("traps")[:3]
Send = Callable[[Builder, object], dict[str, Any]]
BLANK = dict.fromkeys(("category", "statement", "evidence", "contributed_as", "how", "leads_to"), "")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)


@pytest.fixture(params=["factors", "traps"])
def builder(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Builder]:
    path = tmp_path / f"{request.param}.toml"
    made = factors(path) if request.param == "factors" else traps(path, SHORT)
    yield made
    made.close()


@pytest.fixture
def send() -> Send:
    """Send fields as a browser does and return what it would show."""
    sent = {"revision": 0}

    def send_to(builder: Builder, answer: object) -> dict[str, Any]:
        sent["revision"] += 1
        serial = builder.shown["serial"]
        builder.typed = {"client": "one", "revision": sent["revision"], "base": serial, "answer": answer}
        return dict(builder.shown)

    return send_to


def test_a_factor_that_leads_to_a_why_that_is_not_there_is_asked_about_at_its_field(tmp_path: Path, send: Send) -> None:
    whys = tmp_path / "five_whys.toml"
    made = factors(tmp_path / "factors.toml", whys=whys)
    factor = BLANK | {"category": "Process", "statement": "No step asks", "leads_to": "why 2"}

    def asked(builder: Builder) -> list[tuple[str, str]]:
        shown = send(builder, {"problem": "Bids stopped", "factors": [factor]})
        return [(one["where"], one["says"]) for one in shown["findings"] if one["check"] == "causal-map/unknown-part"]

    assert asked(made) == [("factor 1, leads_to", "There is no why 2 to lead to.")]
    FiveWhys(whys=[Why(answer="The daemon was down"), Why(answer="Its certificate had expired")]).save(whys)
    assert asked(made) == []
    whys.write_text("no such thing", encoding="utf-8")
    assert asked(made) == []
    made.close()
    alone = factors(tmp_path / "others.toml")
    assert asked(alone) == []
    alone.close()


def test_factors_are_saved_without_empty_fields_and_drawn(tmp_path: Path, send: Send) -> None:
    made = factors(tmp_path / "factors.toml")
    factor = BLANK | {"category": "Process", "statement": "No step asks", "leads_to": " Why  2"}
    send(made, {"problem": "Bids stopped", "factors": [factor]})
    expected = ContributingFactor(category="Process", statement="No step asks", leads_to="why 2")
    assert Factors.load(made.path) == Factors(problem="Bids stopped", factors=[expected])
    assert ("No step asks" in made.picture, made.picture[:6]) == (True, "<table")
    made.close()


def test_a_factor_that_nothing_shows_is_asked_about(tmp_path: Path, send: Send) -> None:
    made = factors(tmp_path / "factors.toml")
    factor = {"category": "Process", "statement": "No step asks", "contributed_as": "needed", "how": "Skipped"}
    shown = send(made, {"problem": "", "factors": [BLANK | factor]})
    assert [(one["check"], one["where"]) for one in shown["findings"]] == [
        ("factors/unsupported", "factor 1, evidence")
    ]
    made.close()


def test_what_a_factor_led_to_is_named_at_its_field_when_it_cannot_be(tmp_path: Path, send: Send) -> None:
    made = factors(tmp_path / "factors.toml")
    shown = send(made, {"problem": "", "factors": [BLANK | {"statement": "a", "leads_to": "everything"}]})
    assert [one["where"] for one in shown["problems"]] == ["factor 1, leads_to"]
    assert not made.path.exists()
    made.close()


def test_factors_from_a_file_are_shown_by_category(tmp_path: Path) -> None:
    path = tmp_path / "factors.toml"
    given_ones = [
        ContributingFactor(category="People", statement="a", leads_to="factor 2"),
        ContributingFactor(category="Process", statement="b"),
    ]
    Factors(factors=given_ones).save(path)
    made = factors(path)
    shown = made.shown["answer"]["factors"]
    assert [(one["statement"], one["leads_to"]) for one in shown] == [("b", None), ("a", "factor 1")]
    made.close()


def test_a_trap_is_judged_as_soon_as_it_is_chosen(tmp_path: Path, send: Send) -> None:
    made = traps(tmp_path / "traps.toml", SHORT)
    entries = [{"trap": trap, "rewrite": ""} for trap in ("stopping-early", "hindsight", "")]
    shown = send(made, {"statements": entries})["answer"]
    assert [one["review"]["agrees"] for one in shown["statements"]] == [True, False, None]
    assert shown["summary"] == "1 of 2 named as in the key. To argue in the room: 2."
    named = [NamedTrap(statement=1, trap="stopping-early"), NamedTrap(statement=2, trap="hindsight")]
    assert Traps.load(made.path) == Traps(traps=named)
    made.close()


def test_the_key_is_not_sent_before_a_trap_is_named(tmp_path: Path) -> None:
    made = traps(tmp_path / "traps.toml")
    told = [one["review"] for one in made.shown["answer"]["statements"]]
    assert (len(told), {(one["says"], one["sample"]) for one in told}) == (16, {("", "")})
    made.close()


def test_answers_to_statements_that_are_not_shown_are_kept(tmp_path: Path, send: Send) -> None:
    path = tmp_path / "traps.toml"
    later = NamedTrap(statement=9, trap="none")
    Traps(traps=[later]).save(path)
    made = traps(path, SHORT)
    send(made, {"statements": [{"trap": "", "rewrite": "again"}] + [{"trap": "", "rewrite": ""}] * 2})
    assert Traps.load(path).traps == [NamedTrap(statement=1, rewrite="again"), later]
    made.close()


@given(message=JSON | st.fixed_dictionaries({"client": JSON, "revision": JSON, "base": JSON, "answer": JSON}))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_message_ends_a_builder(builder: Builder, send: Send, message: object) -> None:
    builder.typed = message
    blank = {"problem": "x", "factors": []}
    answer = blank if builder.kind == "factors" else {"statements": [{"trap": "none", "rewrite": "x"}] * 3}
    assert send(builder, answer)["trouble"] == ""
    assert builder.path.exists()


def test_the_outline_holds_the_answer_as_text(tmp_path: Path, send: Send) -> None:
    made = traps(tmp_path / "traps.toml", SHORT)
    send(made, {"statements": [{"trap": "hindsight", "rewrite": "again"}] + [{"trap": "", "rewrite": ""}] * 2})
    assert made.outline(made.answer).splitlines()[:2] == [f"1. {SHORT[0].text}", "   Hindsight – again"]
    made.close()
