"""The text of an answer cannot break out of the output that shows it."""

import pytest

from pmkit.widgets.text_twin import fenced, twin


@pytest.mark.parametrize("text", ["plain", "```\nout", "a ```` b", "~~~"])
def test_a_fence_holds_any_text(text: str) -> None:
    first, *inside, last = fenced(text).split("\n")
    assert "\n".join(inside) == text
    assert first == last + "text"
    assert last not in text


def test_the_text_for_notebooks_without_a_builder_is_text_and_nothing_else() -> None:
    outputs = twin("<script>alert(1)</script>\n```")
    assert outputs["text/html"] == '<pre class="pmkit-twin">&lt;script&gt;alert(1)&lt;/script&gt;\n```</pre>'
    assert outputs["text/markdown"].startswith("````text")
