"""The registry of the world's research organisations (ROR), when its data dump was imported: names → bodies with ids.

`import_dump` makes an index of the official dump in the user's data folder, `installed` gives it to whoever links names. Without
one the built-in tables do all. Which names are found in a text never depends on it: see docs/decisions/0008-registry.md.
"""

from pipeline.lexicon.registry.build import import_dump, remove
from pipeline.lexicon.registry.index import Registered, Registry, installed
from pipeline.lexicon.registry.names import Kind
from pipeline.lexicon.registry.place import place

__all__ = ["Kind", "Registered", "Registry", "import_dump", "installed", "place", "remove"]
