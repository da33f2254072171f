"""Who owns which grant: mentions with their groups → one Grant for each distinct grant or foundation, and contradictions."""

from pipeline.resolve.grants.join import join

__all__ = ["join"]
