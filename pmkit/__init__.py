"""Practise post-incident analysis: answers are files, builders edit them, checks read them."""

from pmkit.models.lazy_names import lazy_names

__version__ = "0.1.0"
# Each name is imported when it is first asked for: `import pmkit` stays fast, and works without Jupyter.
__getattr__, __dir__, __all__ = lazy_names(__name__, __file__)
__all__ += ["__version__"]
