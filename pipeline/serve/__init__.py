"""The flow over HTTP: one process that speaks, and workers of its own that read. fastapi, starlette and uvicorn stop here."""

from pipeline.serve.settings import Settings

__all__ = ["Settings"]
