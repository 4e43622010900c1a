"""Where facts come from: a reader for each tool's files, each giving events and all that it noticed."""

from pmkit.models.lazy_names import lazy_names

# Each name is imported when it is first asked for: one reader alone stays light.
__getattr__, __dir__, __all__ = lazy_names(__name__, __file__)
