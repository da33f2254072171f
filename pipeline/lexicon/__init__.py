"""Tables, never code: what is known about eras, zones, funders, programmes, grant numbers, posts, headings and names.

Each table is a tab-separated file in `data/`: lines that begin with `#` say source, date and licence, the first other line names
the columns. `table(name)` gives its rows.
"""

from pipeline.lexicon.tables import DATA, Row, column, table

__all__ = ["DATA", "Row", "column", "table"]
