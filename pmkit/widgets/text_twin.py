"""An answer as text, for a notebook that is read where no widget can run."""

import re
from html import escape


def fenced(text: str) -> str:
    """Markdown that shows `text` as it is: its fence is longer than any run of backticks inside."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{text}\n{fence}"


def twin(text: str) -> dict[str, str]:
    """An output that shows `text` wherever no widget can be; builder.css hides it below a live one."""
    shown = f'<pre class="pmkit-twin">{escape(text)}</pre>'
    return {"text/html": shown, "text/markdown": fenced(text), "text/plain": text}
