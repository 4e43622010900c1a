"""What a line was read as goes to the page with its choices; a choice is kept in the answer."""

from pathlib import Path
from typing import Any

import pytest

from pmkit.models.fishbone import Fishbone
from pmkit.models.five_whys import FiveWhys
from pmkit.widgets.fishbone import FishboneBuilder, fishbone
from pmkit.widgets.five_whys import FiveWhysBuilder, five_whys

pytestmark = pytest.mark.lab


def chain(path: Path, *lines: tuple[str, str]) -> FiveWhysBuilder:
    path.parent.mkdir(parents=True, exist_ok=True)
    FiveWhys(
        problem="The validator missed 100 consecutive blocks",
        whys=[{"answer": answer, "evidence": evidence} for answer, evidence in lines],  # type: ignore[list-item]
    ).save(path)
    return five_whys(path, exercise="five-whys")


def typed(builder: Any, answer: dict[str, Any], revision: int = 1) -> None:
    builder.typed = {"client": "page", "revision": revision, "base": builder.shown["serial"], "answer": answer}


def test_each_line_goes_to_the_page_with_what_it_was_read_as_and_what_may_be_chosen(tmp_path: Path) -> None:
    builder = chain(tmp_path / "five_whys.toml", ("OOM kill, virtd, 15.8 GB", "E2"), ("The moon did it", "E3"))
    first, second = builder.shown["readings"]
    assert (first["where"], first["says"], first["counts"]) == ("why 1, answer", "The host ran out of memory", True)
    assert "The kernel killed the process" in [choice["says"] for choice in first["choices"]]
    assert (second["doubt"], second["waits"], bool(second["asks"])) == ("unread", True, True)
    assert builder.shown["points_up_to"] > builder.shown["points"]


def test_a_choice_is_saved_and_shown_again(tmp_path: Path) -> None:
    path = tmp_path / "five_whys.toml"
    builder = chain(path, ("Memory rose to 20 GB at last", "E2"))
    assert builder.shown["readings"][0]["doubt"] == "figure"
    fields = builder.shown["answer"]
    fields["whys"][0]["reads_as"] = "out-of-memory"
    typed(builder, fields)
    assert FiveWhys.load(path).whys[0].reads_as == "out-of-memory"
    assert (builder.shown["readings"][0]["how"], builder.shown["readings"][0]["counts"]) == ("chosen", True)
    assert builder.shown["answer"]["whys"][0]["reads_as"] == "out-of-memory"


def test_a_choice_in_a_fishbone_and_a_cause_on_another_bone_outlive_a_change(tmp_path: Path) -> None:
    path = tmp_path / "fishbone.toml"
    rows = [("Tools", None, None), ("Process", 1, "no-spf"), ("People", 2, None)]
    Fishbone(
        problem="x",
        causes=[
            {"category": name, "text": f"cause on {name}", "parent": parent, "reads_as": chosen}  # type: ignore[list-item]
            for name, parent, chosen in rows
        ],
    ).save(path)
    before = Fishbone.load(path).arranged()
    builder: FishboneBuilder = fishbone(path)
    fields = builder.shown["answer"]
    fields["problem"] = "y"
    typed(builder, fields)
    after = Fishbone.load(path)
    assert after.problem == "y"
    assert after.causes == before.causes
    assert [after.leads_to(index) is not None for index in range(3)].count(True) == 2
