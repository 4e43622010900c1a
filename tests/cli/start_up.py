"""What a command costs from its start to its end, in processor time and as multiples of `import pydantic`."""

import os
import sys
from itertools import count
from pathlib import Path
from subprocess import DEVNULL, Popen

from pmkit.grading.exercise import load_exercise

ROUNDS = 7
PROGRAM = "import sys; from pmkit.cli import main; sys.exit(main())"
"""What the installed `pmkit` does."""
AIM, AIM_FOR_A_PAGE = 3.0, 2.0
PAGE = (
    "# Outage of 31 January\n\nThe restart reached another node than intended.\n\n- The queue drained in 9 minutes.\n"
)
TABLE = """\
# Outage of 31 January

| Time (UTC) | Event | Source |
| --- | --- | --- |
| 2026-01-31 14:23:01 | Deployment started | Deploy log |
| 2026-01-31 14:25:33 | Errors rose over 5 % | Prometheus |
| 2026-01-31 14:28:10 | The pager rang | PagerDuty |
"""
COMMANDS = {
    "check page.md": (AIM_FOR_A_PAGE, 3.5),
    "--help": (AIM, AIM),
    "check table.md": (AIM, 7.0),
    "check answers/five_whys.toml": (AIM, 8.5),
    "check answers/timeline.toml": (AIM, 7.0),
    "explain": (AIM, 6.0),
    "draw answers/five_whys.toml": (AIM, 7.0),
    "timeline convert answers/timeline.toml -o timeline.md": (AIM, 5.0),
    "timeline clocks answers/timeline.toml": (AIM, 5.0),
    "incident list": (AIM, AIM),
    "incident new bad-deploy -o {new}": (AIM, 6.5),
    "assess five-whys .": (AIM, 11.5),
}
"""What each is to cost at most, and the most it may cost today: about half above what a quiet machine measured.

A busy machine spends more processor time on the same work, and not on both sides alike.

The second figure is to come down to the first.
"""


_NUMBERS = count()


def work_in(folder: Path) -> None:
    """Put there what the commands read."""
    (folder / "page.md").write_text(PAGE, encoding="utf-8")
    (folder / "table.md").write_text(TABLE, encoding="utf-8")
    (folder / "answers").mkdir()
    for name in ("five-whys", "timeline"):
        exercise = load_exercise(name)
        exercise.model_answer.save(folder / exercise.answer)


def multiples(command: str, folder: Path) -> float:
    """The least processor time of a command in `folder`, divided by that of `import pydantic` in the same minute."""
    spent, plain = [], []
    for _ in range(ROUNDS):
        words = command.format(new=f"new-{next(_NUMBERS)}").split()
        plain.append(_seconds(["-c", "import pydantic"], folder))
        spent.append(_seconds(["-c", PROGRAM, *words], folder))
    return min(spent) / min(plain)


def _seconds(words: list[str], folder: Path) -> float:
    """User and system time of one fresh interpreter, whatever else the machine does meanwhile."""
    # The first of several rounds writes the bytecode that every later one finds.
    environment = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = Popen(
        [sys.executable, *words], cwd=folder, env=environment, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1}:
        raise RuntimeError(words)
    return used.ru_utime + used.ru_stime
