"""The button that packs what is to be handed in; where no widget can be shown, how to do it in words."""

from importlib.util import find_spec
from typing import TYPE_CHECKING

from pmkit.grading.practice.exercise import Practice, Shown, exercise

if TYPE_CHECKING:  # it needs anywidget
    from pmkit.widgets.practice.pack_button import PackButton


def pack_button(practice: Practice | str) -> "PackButton | Shown":
    """A button for an exercise, by its name or what `pmkit.exercise` gives; without anywidget, words.

    Raises LookupError for an unknown exercise.
    """
    asked = exercise(practice) if isinstance(practice, str) else practice
    if find_spec("anywidget") is None:
        return asked.how_to_pack()
    from pmkit.widgets.practice.pack_button import PackButton

    return PackButton(asked)
