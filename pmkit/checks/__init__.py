"""What good looks like: checks read an answer and return findings; they are pure functions of data."""

from pmkit.models.lazy_names import lazy_names

# The catalogue needs every answer model, and those pydantic: whoever examines prose pays for neither.
__getattr__, __dir__, __all__ = lazy_names(__name__, __file__)
