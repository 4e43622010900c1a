"""`pmkit draw` and `pmkit check` for factors and causal maps."""

import json
from pathlib import Path

import pytest
from cli.command_line import invoke

from pmkit.models.factor import ContributingFactor, Factors
from pmkit.models.five_whys import FiveWhys, Why
from pmkit.render.scene.graphviz import find_dot

needs_dot = pytest.mark.skipif(find_dot() is None, reason="no dot: pip install graphviz-pure")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    whys = [Why(answer="The daemon was down"), Why(answer="Its certificate had expired")]
    FiveWhys(problem="Bids stopped", whys=whys).save(tmp_path / "five_whys.toml")
    factors = [
        ContributingFactor(statement="It was Sunday", leads_to="factor 2"),
        ContributingFactor(statement="Nobody was in", leads_to="factor 1"),
    ]
    Factors(problem="Bids stopped", factors=factors).save(tmp_path / "factors.toml")
    return tmp_path


def run(*words: str) -> tuple[int, str]:
    done = invoke(*words)
    return done.exit_code, done.output


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("five_whys.toml", "Why 2: Its certificate had expired"),
        ("factors.toml", "In a circle: factor 1 → factor 2 → factor 1. Which came first?"),
    ],
)
def test_either_artefact_is_shown_as_a_causal_map(folder: Path, name: str, line: str) -> None:
    code, shown = run("draw", str(folder / name), "--as", "causal-map")
    assert (code, line in shown.splitlines()) == (0, True)


def test_factors_are_drawn_as_a_matrix(folder: Path) -> None:
    code, _ = run("draw", str(folder / "factors.toml"), "-o", str(folder / "out.html"))
    assert (code, "Not sorted yet" in (folder / "out.html").read_text(encoding="utf-8")) == (0, True)


def test_a_matrix_as_a_picture_is_refused_with_what_to_write(folder: Path) -> None:
    code, shown = run("draw", str(folder / "factors.toml"), "-o", str(folder / "out.svg"))
    assert (code, "write a name that ends in .html" in " ".join(shown.split())) == (2, True)


@needs_dot
@pytest.mark.lab
@pytest.mark.parametrize(("ending", "begins"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("html", b"<!DOCTYPE")])
def test_a_causal_map_becomes_a_file(folder: Path, ending: str, begins: bytes) -> None:
    target = folder / f"map.{ending}"
    code, _ = run("draw", str(folder / "factors.toml"), "--as", "causal-map", "-o", str(target))
    assert (code, target.read_bytes().startswith(begins)) == (0, True)


def test_circles_and_loose_ends_are_findings_with_a_place(folder: Path) -> None:
    code, shown = run("check", str(folder / "factors.toml"), "--as", "causal-map", "--format", "json")
    found = [(one["check"], one["where"], one["line"]) for one in json.loads(shown)["findings"]]
    assert (code, found) == (
        1,
        [
            ("causal-map/cycle", "factor 1, statement", 4),
            ("causal-map/orphan", "factor 1, statement", 4),
            ("causal-map/orphan", "factor 2, statement", 8),
        ],
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("whys = 3", "whys: got 3; write whys = at most 200 [[whys]]"),
        ('[[whys]]\nanswer = "x"\nparent = 4', "why 1, parent: 4 does not come before it"),
        ('[[factors]]\nstatement = "x"\nleads_to = "why"', "factor 1, leads_to: got 'why'; write leads_to = "),
        ("problem = ", "not TOML"),
    ],
)
def test_bad_input_is_told_and_is_no_traceback(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "causal_map.toml").write_text(text, encoding="utf-8")
    code, shown = run("draw", str(tmp_path / "causal_map.toml"))
    assert (code, says in " ".join(shown.split()), "Traceback" in shown) == (2, True, False)
