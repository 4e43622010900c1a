"""One click makes the one file to hand in; where it lies, what is in it and what is missing stands below."""

from typing import Any

import anywidget
import traitlets

from pmkit.grading.packing import NothingToPackError
from pmkit.grading.practice.exercise import Practice
from pmkit.widgets.esm import script, styles

LONGEST = 200


class PackButton(anywidget.AnyWidget):
    """The trainee's id, the button, and in `told` what was packed: `good` or not, with sentences; see `pack_button`."""

    trainee = traitlets.Unicode().tag(sync=True)
    told = traitlets.Dict().tag(sync=True)

    _esm = script("pack.js")
    _css = styles("pack.js", "lib/builder.css", "pack.css")

    def __init__(self, practice: Practice) -> None:
        """Begin with whose incident the exercise is about."""
        super().__init__(trainee=practice.trainee)
        self._practice = practice
        self.on_msg(self._asked)

    def pack(self) -> None:
        """Make the file, and say how it went."""
        self.told = {}  # so that the same words are told once more
        try:
            says, good = self._practice.pack(self.trainee[:LONGEST]).text, True
        except NothingToPackError as error:
            says, good = str(error), False
        self.told = {"good": good, "says": says.splitlines()}

    def _asked(self, _widget: object, content: Any, _buffers: object) -> None:
        if isinstance(content, dict) and content.get("do") == "pack":
            self.trainee = str(content.get("trainee", ""))[:LONGEST]
            self.pack()

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """The widget, and for a page that can show none what to write."""
        bundle = super()._repr_mimebundle_(**options)
        if bundle is not None:
            bundle[0]["text/plain"] = self._practice.how_to_pack().text
        return bundle
