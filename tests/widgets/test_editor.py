"""The kernel's side of the prose editor: what arrives is on disk as it is, and its findings count characters."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmkit.checks import Finding
from pmkit.models.document import Document
from pmkit.widgets.builder import live
from pmkit.widgets.editor import Editor, editor

pytestmark = pytest.mark.lab

Find = Callable[..., list[Finding]]
Type = Callable[[object], dict[str, Any]]


@pytest.fixture
def made(tmp_path: Path, few_checks: Find) -> Iterator[Editor]:
    made = live(Editor, tmp_path / "answers" / "summary.md", label="Summary", examine=few_checks)
    yield made
    made.close()


@pytest.fixture
def types(made: Editor) -> Type:
    """Send a text as a browser does and return what it would show."""
    sent = {"revision": 0}

    def type_in(text: object) -> dict[str, Any]:
        sent["revision"] += 1
        message = {"client": "one", "revision": sent["revision"], "base": made.shown["serial"]}
        made.typed = {**message, "answer": {"text": text}}
        return dict(made.shown)

    return type_in


def test_what_is_typed_is_on_disk_as_it_is_when_its_revision_is_confirmed(made: Editor, types: Type) -> None:
    shown = types("# Summary\n\nThe node was offline. ")
    assert (shown["revision"], shown["trouble"]) == (1, "")
    assert made.path.read_text(encoding="utf-8") == "# Summary\n\nThe node was offline. "


def test_findings_point_into_the_text_by_characters(types: Type) -> None:
    (finding,) = types("🦊🦊 careless")["findings"]
    assert (finding["where"], finding["start"], finding["end"]) == ("text", 3, 11)


def test_line_ends_of_another_system_are_shown_and_counted_as_the_browser_does(made: Editor) -> None:
    made.path.parent.mkdir(exist_ok=True)
    made.path.write_bytes(b"one\r\ntwo\rcareless")
    made.reread()
    assert made.shown["answer"]["text"] == "one\ntwo\ncareless"
    assert made.shown["findings"][0]["start"] == 8
    assert made.path.read_bytes() == b"one\r\ntwo\rcareless"


def test_half_of_a_character_pair_is_kept_as_a_sign_of_its_own_length(made: Editor, types: Type) -> None:
    shown = types("\ud83d careless")
    assert made.path.read_text(encoding="utf-8") == "\ufffd careless"
    assert shown["findings"][0]["start"] == 2


def test_a_text_above_the_cap_is_refused_with_its_size(made: Editor, types: Type) -> None:
    assert "at most 1,000,000" in types("a" * 1_000_001)["trouble"]
    assert not made.path.exists()


def test_without_a_check_the_words_are_saved(made: Editor, types: Type) -> None:
    def slip(*_: object, **__: object) -> list[Finding]:
        raise ZeroDivisionError

    made.set_up(label="Summary", examine=slip)
    assert types("kept")["findings"] == []
    assert Document.load(made.path).text == "kept"


def test_running_the_cell_again_takes_its_new_label(made: Editor) -> None:
    assert editor(made.path, label="Impact") is made
    assert made.label == "Impact"


def test_an_editor_without_a_file_shows_nothing_and_writes_nothing(made: Editor) -> None:
    assert (made.shown["answer"], made.path.exists()) == ({"text": ""}, False)


def test_a_file_that_is_no_text_is_kept_and_the_last_good_copy_offered(made: Editor, types: Type) -> None:
    types("good words")
    made.path.write_bytes(b"\xff\xfe")
    made.reread()
    (notice,) = made.shown["notices"]
    assert (notice["offer"], notice["holds"]) == ("Use the last good copy", "2 words")


def test_an_unknown_exercise_is_said() -> None:
    with pytest.raises(LookupError, match="no exercise is called 'nowhere'"):
        editor("answers/a.md", exercise="nowhere")


@given(st.none() | st.integers() | st.text() | st.lists(st.text(), max_size=2))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_ends_the_editor(made: Editor, types: Type, text: object) -> None:
    types(text)
    assert types("still here")["trouble"] == ""
    assert Document.load(made.path).text == "still here"


def test_the_text_twin_holds_label_and_text(made: Editor) -> None:
    assert made.outline(Document(text="<b>words</b>")) == "Summary\n\n<b>words</b>"
    assert made.outline(Document()) == "Summary"
