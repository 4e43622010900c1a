"""The commits of a git log in its own form: a line "commit …", heads such as Author and Date, an indented message.

`--graph` draws before each line; what it draws is as wide in all lines of a commit, and is no part of them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

MOST_MESSAGE = 4000
"""Characters of a message that are kept; an event holds no more."""
_BEGIN = re.compile(r"commit ([0-9a-f]{7,64})(?: .*)?", re.ASCII)
_HEAD = re.compile(r"(Merge|Author|AuthorDate|Commit|CommitDate|Date): *(.*)", re.ASCII)
_GRAPH = re.compile(r"(?:\| )*\*[-.|\\/ ]* (?=\S)", re.ASCII)
"""What a graph draws before the first line of a commit: lines on the left of its star, anything on the right."""
_DRAWN = re.compile(r"[-.*|/\\_ ]*", re.ASCII)
_PERSON = re.compile(r"([^<]*)<[^<>]*>\s*", re.ASCII)


@dataclass
class GitRecord:
    """One commit: `line` is where it begins (1-based), `heads` what stands before the message.

    A blank line ends the heads, which are `parted` then; the message has `begun` with its first word.
    """

    line: int
    commit: str
    heads: dict[str, str] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    length: int = 0
    begun: bool = False
    parted: bool = False

    @property
    def author(self) -> str:
        """The author's name without the address."""
        written = self.heads.get("Author", "")[:400]
        found = _PERSON.fullmatch(written)
        return (found[1].strip() if found else "") or written.strip()

    @property
    def text(self) -> str:
        """The message, and what was merged."""
        merged = f" (merge of {self.heads['Merge']})" if self.heads.get("Merge") else ""
        return "\n".join(self.said).strip() + merged

    def say(self, text: str) -> None:
        """Keep a line of the message."""
        self.begun = self.begun or bool(text)
        if self.begun and self.length <= MOST_MESSAGE:
            self.said.append(text[: MOST_MESSAGE + 1])
            self.length += len(text) + 1


def is_git_record(text: str) -> bool:
    """Whether the first line that says something begins a commit.

    >>> is_git_record("commit 0123abcd (HEAD -> main)"), is_git_record("commit often")
    (True, False)
    """
    first = re.search(r"^.*\S", text, re.MULTILINE)
    return bool(first and _BEGIN.fullmatch(undrawn(first[0])))


def undrawn(text: str) -> str:
    """The first line of a commit without what a graph draws before it; "" for a line that is drawn only.

    >>> undrawn("| *   1a2b3c4 Merge"), undrawn("|/ "), undrawn("1a2b3c4 Raise | it")
    ('1a2b3c4 Merge', '', '1a2b3c4 Raise | it')
    """
    return "" if _DRAWN.fullmatch(text) else text[_width(text) :]


def _width(text: str) -> int:
    found = _GRAPH.match(text)
    return found.end() if found else 0


def git_records(lines: Iterable[str]) -> Iterator[GitRecord]:
    """The commits, each line read once; what --stat or --patch writes behind a message is passed over."""
    record, is_past, width = None, False, 0
    for number, line in enumerate(lines, 1):
        text = line.rstrip()
        if begun := _BEGIN.fullmatch(text, _width(text)):
            if record:
                yield record
            record, is_past, width = GitRecord(number, begun[1]), False, _width(text)
            continue
        text = text[width:] if _DRAWN.fullmatch(text, 0, width) else text
        if record is None or is_past:
            continue
        if text.startswith("    ") or not text:
            record.parted = True
            record.say(text[4:])
        elif not record.parted and (head := _HEAD.fullmatch(text)):
            record.heads[head[1]] = head[2][:400]
        else:
            is_past = record.begun or record.parted
    if record:
        yield record
