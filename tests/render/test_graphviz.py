"""Finding `dot`, running it, and what is said when that does not work."""

from pathlib import Path

import pytest

from pmkit.render.scene import graphviz
from pmkit.render.scene.graphviz import DrawingError, NoDotError, find_dot, lay_out

needs_dot = pytest.mark.skipif(find_dot() is None, reason="no dot: pip install graphviz-pure")


def program(path: Path, script: str) -> str:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


def test_the_override_none_pretends_that_there_is_no_dot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PMKIT_DOT", "none")
    assert find_dot() is None


def test_the_override_names_the_dot(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    dot = program(tmp_path / "my-dot", "exit 0")
    monkeypatch.setenv("PMKIT_DOT", dot)
    assert find_dot() == dot


def test_the_dot_of_the_system_is_preferred(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    dot = program(tmp_path / "dot", "exit 0")
    monkeypatch.delenv("PMKIT_DOT", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_dot() == dot


def test_the_wheel_is_found_beside_python_though_the_path_is_empty(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    python = tmp_path / "python"
    wheel = program(tmp_path / "graphviz-pure", "exit 0")
    monkeypatch.delenv("PMKIT_DOT", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    monkeypatch.setattr(graphviz.sys, "executable", str(python))
    graphviz.forget_dot()
    found = find_dot()
    graphviz.forget_dot()
    assert found == wheel


def test_a_search_is_remembered_until_it_is_forgotten(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PMKIT_DOT", str(tmp_path / "late-dot"))
    before = find_dot()
    dot = program(tmp_path / "late-dot", "exit 0")
    remembered = find_dot()
    graphviz.forget_dot()
    assert (before, remembered, find_dot()) == (None, None, dot)


@pytest.mark.parametrize(
    ("override", "says"),
    [("none", "unset it to draw causal maps"), ("/no/such/dot", "“/no/such/dot”, which is no program here")],
)
def test_without_a_dot_the_error_says_what_to_do(monkeypatch: pytest.MonkeyPatch, override: str, says: str) -> None:
    monkeypatch.setenv("PMKIT_DOT", override)
    with pytest.raises(NoDotError, match=says):
        lay_out("digraph {}")


def test_with_nothing_installed_the_error_names_the_wheel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PMKIT_DOT", raising=False)
    monkeypatch.setattr(graphviz, "find_dot", lambda: None)
    with pytest.raises(NoDotError, match="pip install graphviz-pure"):
        lay_out("digraph {}")


@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("cat >/dev/null; echo no memory >&2; exit 1", "gave no layout: no memory"),
        ("cat >/dev/null", "gave no layout: it did not say why"),
        ("cat >/dev/null; echo '<svg>'", "gave a layout that cannot be read"),
        ("cat >/dev/null; echo graph 1", "gave a layout that cannot be read"),
        ("exec sleep 30", "took longer than 0.2 s"),
    ],
)
def test_a_dot_that_gives_nothing_is_an_error_that_says_why(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str, says: str
) -> None:
    monkeypatch.setenv("PMKIT_DOT", program(tmp_path / "dot", script))
    monkeypatch.setattr(graphviz, "SECONDS", 0.2)
    with pytest.raises(DrawingError, match=says):
        lay_out("digraph {}")


def test_a_file_that_is_no_program_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = tmp_path / "dot"
    text.write_bytes(b"\x7fELF but not really")
    text.chmod(0o755)
    monkeypatch.setenv("PMKIT_DOT", str(text))
    with pytest.raises(DrawingError, match="could not be started"):
        lay_out("digraph {}")


@needs_dot
def test_source_that_is_no_graph_is_an_error() -> None:
    with pytest.raises(DrawingError, match="syntax error"):
        lay_out("digraph {")


@needs_dot
def test_a_layout_tells_in_pixels_where_nodes_and_edges_go() -> None:
    plan = lay_out('digraph { node [label=""]; a [width=1 height=0.5]; b [width=1 height=0.5]; a -> b [dir=none] }')
    (start, end, curve), (a, b) = plan.edges[0], (plan.nodes["a"], plan.nodes["b"])
    assert (start, end, plan.width, a[0]) == ("a", "b", 72, b[0])
    assert 0 < a[1] < curve[0][1] < curve[-1][1] < b[1] < plan.height
