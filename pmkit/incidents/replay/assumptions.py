"""A story under other assumptions: each lever's lag and share of failures, and how often it would come again."""

from collections.abc import Mapping

from pmkit.models.story.incident import Story
from pmkit.models.story.lever import Assumed, NextYear


def assuming(story: Story, levers: Mapping[str, Assumed], next_year: NextYear | None = None) -> Story:
    """The same story with other assumptions; levers that it has not are passed over.

    Raises ValueError for a lag below 0 seconds or a share of failures that is none from 0 to 1.
    """
    data = [
        lever.model_copy(
            update={name: value for name, value in levers[lever.id]._asdict().items() if value is not None}
        )
        if lever.id in levers
        else lever
        for lever in story.levers
    ]
    for lever in data:
        if lever.lag < 0 or not 0 <= lever.fails <= 1:
            raise ValueError(f"{lever.id}: lag {lever.lag} s, fails {lever.fails:g}; write 0 s or more, and 0 to 1")
    fields = {name: getattr(story, name) for name in Story.model_fields}
    # A copy of the model would keep what the story has worked out from its old levers.
    return Story.model_construct(**fields | {"levers": data, "next_year": next_year or story.next_year})
