"""What a PDF may cost: the one place where its limits stand."""

#: Pages that are read; a release has two to ten, a report of a year about a hundred.
MAX_PAGES = 200
#: Characters of one page that are laid out; the fullest page of a newspaper has about 15,000.
MAX_CHARACTERS = 30_000
#: Characters of a whole document; a hundred pages have about 150,000.
MAX_CHARACTERS_IN_ALL = 600_000
#: Path objects of one page that are looked at for ruled lines; more than these make a drawing, not a table.
MAX_PATHS = 4_000
#: Seconds for one document, looked at after each page.
MAX_SECONDS = 60.0
