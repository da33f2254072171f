"""Finds an engine by its name: the three of ours, then those that installed distributions register."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Final

from pipeline.engines.contract import Engine, Settings
from pipeline.errors import EngineUnavailable

#: Where distributions register their engines: a callable, Settings → Engine.
GROUP: Final = "pipeline.engines"
BUILT_IN: Final = {
    "serial": "pipeline.engines.serial:Serial",
    "processes": "pipeline.engines.processes:Processes",
    "ray": "pipeline.engines.cluster:Cluster",
}


def known() -> dict[str, str]:
    """The engines that there are: name → `module:callable`. A registered one never takes the name of one of ours."""
    registered = {point.name: point.value for point in sorted(entry_points(group=GROUP), key=lambda point: point.name)}
    return {**BUILT_IN, **{name: value for name, value in registered.items() if name not in BUILT_IN}}


def engine(name: str, settings: Settings) -> Engine:
    """The engine of that name, set up. Raises EngineUnavailable for an unknown one, or one that cannot be loaded."""
    places = known()
    if name not in places:
        raise EngineUnavailable(f"there is no engine of this name; there are {', '.join(places)}", source=name)
    try:
        make = _load(name, places[name])
    except (ImportError, AttributeError) as error:
        raise EngineUnavailable(f"the engine cannot be loaded: {error}", source=name) from error
    found: Engine = make(settings)
    return found


def _load(name: str, place: str):  # type: ignore[no-untyped-def]  # a third party's callable
    if name not in BUILT_IN:
        return EntryPoint(name, place, GROUP).load()
    module, _, attribute = place.partition(":")
    return getattr(import_module(module), attribute)
