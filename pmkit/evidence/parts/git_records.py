"""The commits of a git log in its own form: a line "commit …", heads such as Author and Date, an indented message."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

MOST_MESSAGE = 4000
"""Characters of a message that are kept; an event holds no more."""
_BEGIN = re.compile(r"commit ([0-9a-f]{7,64})(?: .*)?", re.ASCII)
_HEAD = re.compile(r"(Merge|Author|AuthorDate|Commit|CommitDate|Date): *(.*)", re.ASCII)
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
    return bool(first and _BEGIN.fullmatch(first[0]))


def git_records(lines: Iterable[str]) -> Iterator[GitRecord]:
    """The commits, each line read once; what --stat or --patch writes behind a message is passed over."""
    record, is_past = None, False
    for number, line in enumerate(lines, 1):
        text = line.rstrip()
        if begun := _BEGIN.fullmatch(text):
            if record:
                yield record
            record, is_past = GitRecord(number, begun[1]), False
        elif record is None or is_past:
            continue
        elif text.startswith("    ") or not text:
            record.parted = True
            record.say(text[4:])
        elif not record.parted and (head := _HEAD.fullmatch(text)):
            record.heads[head[1]] = head[2][:400]
        else:
            is_past = record.begun or record.parted
    if record:
        yield record
