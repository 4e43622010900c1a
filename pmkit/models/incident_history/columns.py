"""The columns of a history of incidents, as a CSV file holds them: one row an incident, times with their offset."""

from typing import NamedTuple, get_args

from pmkit.models.timeline import AnchorName

SEVERITIES = ("SEV-1", "SEV-2", "SEV-3", "SEV-4")
TIMES: tuple[AnchorName, ...] = get_args(AnchorName)
"""The anchors of the clock model, each a column of its own."""
TEXTS = ("id", "title", "service", "severity", "cause_class", "repeat_of")
POSTMORTEM, ACTIONS_DUE, ACTIONS_DONE = "postmortem", "actions_due", "actions_done"
DATES = (POSTMORTEM, ACTIONS_DUE, ACTIONS_DONE)
"""The day a postmortem was published, and of the action items the days due and done, parted by semicolons."""
COLUMNS = (*TEXTS, *TIMES, *DATES)
CAUSE_CLASSES = (
    "code",
    "dependency",
    "infrastructure",
    "deployment",
    "configuration",
    "database or network",
    "authentication",
    "other",
)
"""What the causes of incidents are counted by; the classes of Ghosh and others (2022)."""
ORDER: tuple[tuple[AnchorName, AnchorName], ...] = (
    ("impact_start", "impact_end"),
    ("impact_start", "resolved"),
    ("detected", "acknowledged"),
    ("alerted", "acknowledged"),
    ("acknowledged", "resolved"),
    ("mitigated", "resolved"),
)
"""Anchors of which the first cannot lie after the second."""


class RowProblem(NamedTuple):
    """What is wrong with one row: its number (the first incident is row 1), the column, what stands there, and why."""

    row: int
    column: str
    got: str
    says: str

    def __str__(self) -> str:
        """One line, as a list of problems shows it."""
        return f"row {self.row}, {self.column}: {self.got[:60]!r} {self.says}"
