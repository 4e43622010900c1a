"""Which files a command line names: each once, in one order, and none that is somebody else's."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.cli.sources import gather
from pmkit.models.topics import RECORDS, kind_of_file


@pytest.fixture(autouse=True)
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with files to check among files to leave alone."""
    monkeypatch.chdir(tmp_path)
    ours = ("b.md", "a.txt", "z/notes.markdown", "m/answers/five_whys.toml", "UPPER.MD")
    others = (
        ".hidden/a.md",
        ".hidden.md",
        "node_modules/x/README.md",
        ".venv/a.md",
        "venv/a.md",
        "pyproject.toml",
        "a.py",
    )
    for name in (*ours, *others):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    (tmp_path / "z" / "up").symlink_to("..")
    (tmp_path / "linked.md").symlink_to("b.md")
    return tmp_path


def paths(*words: str, kind: str | None = None) -> list[str]:
    return [source.path for source in gather([*words], kind)[0]]


def test_a_folder_is_searched_in_one_order_and_hidden_linked_and_foreign_files_are_left_out() -> None:
    assert paths(".") == ["./UPPER.MD", "./a.txt", "./b.md", "./m/answers/five_whys.toml", "./z/notes.markdown"]


def test_the_name_tells_the_kind() -> None:
    assert {source.kind for source in gather(["m"], None)[0]} == {"five-whys"}
    assert {source.kind for source in gather(["z", "-"], None)[0]} == {"prose"}


@pytest.mark.parametrize(
    ("kind", "found"), [("five-whys", ["m/answers/five_whys.toml"]), ("prose", ["z/notes.markdown"])]
)
def test_as_takes_the_files_of_one_kind_from_folders(kind: str, found: list[str]) -> None:
    assert paths("m", "z", kind=kind) == found


def test_as_decides_about_a_file_that_is_named() -> None:
    assert [(source.path, source.kind) for source in gather(["a.py"], "prose")[0]] == [("a.py", "prose")]


def test_what_is_named_twice_is_read_once() -> None:
    assert paths("b.md", "./b.md", "z", "-", "z/notes.markdown", "-") == ["b.md", "z/notes.markdown", "-"]


def test_a_link_that_is_named_is_followed() -> None:
    assert paths("linked.md") == ["linked.md"]


def test_a_folder_without_anything_to_check_is_told(tree: Path) -> None:
    (tree / "empty").mkdir()
    found, problems = gather(["empty", "b.md"], None)
    assert [source.path for source in found] == ["b.md"]
    assert problems[0].startswith("empty holds no file to check; a folder is searched for .md, .markdown, .txt and ")
    assert "five_whys.toml" in problems[0]


def test_a_folder_that_cannot_be_opened_hides_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    from pmkit.cli import sources

    def scandir(path: str) -> object:
        if path == "./m":
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    real = sources.os.scandir
    monkeypatch.setattr(sources.os, "scandir", scandir)
    found, problems = gather(["."], None)
    assert [source.path for source in found] == ["./UPPER.MD", "./a.txt", "./b.md", "./z/notes.markdown"]
    assert problems == ["./m: cannot be opened (Permission denied); make it readable"]


@given(st.text(st.characters(exclude_characters="\0"), max_size=30))
def test_any_word_can_be_asked_for(word: str) -> None:
    assert kind_of_file(word) in {None, *RECORDS}
