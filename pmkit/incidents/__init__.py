"""Things that happened: stories, and the evidence that their tools would have left."""

from pmkit.models.lazy_names import lazy_names

# Each name is imported when it is first asked for: an exercise needs a story and no renderer.
__getattr__, __dir__, __all__ = lazy_names(__name__, __file__)
