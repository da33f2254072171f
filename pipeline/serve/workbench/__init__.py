"""The workbench: a page at `/` that has a release corrected, the folder that it saves gold in, and what it asks for."""
