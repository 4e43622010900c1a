"""A button that packs what is to be handed in, with a place for the trainee's id."""

from html import escape

import ipywidgets

from pmkit.grading.packing import NothingToPackError
from pmkit.grading.practice.exercise import Practice

WIDTH = "22rem"


class PackButton(ipywidgets.VBox):
    """The id, the button, and below what was packed or what is still missing."""

    def __init__(self, practice: Practice) -> None:
        """Begin with whose incident the exercise is about."""
        self._practice = practice
        self.trainee = ipywidgets.Text(
            value=practice.trainee,
            description="Your id",
            placeholder="as the course knows you",
            layout={"width": WIDTH},
        )
        self.button = ipywidgets.Button(description="Pack my work", tooltip="Make the one file to hand in")
        self.told = ipywidgets.HTML()
        self.button.on_click(self._pack)
        super().__init__([self.trainee, self.button, self.told])

    def _pack(self, _: object) -> None:
        try:
            self.told.value = self._practice.pack(self.trainee.value).html
        except (NothingToPackError, OSError) as error:
            self.told.value = f"<p>{escape(str(error))}</p>"


def pack_button(practice: Practice) -> PackButton:
    """The button for an exercise, such as `pmkit.pack_button(practice)` in its notebook."""
    return PackButton(practice)
