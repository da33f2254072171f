"""What reading a document may cost: the one table of limits. What lies beyond is refused with an error that names the way out."""

from __future__ import annotations

# Files
#: Bytes of a text or a page of HTML: the longest release seen has 20,000 characters, a year of one university about 2 MB.
MAX_BYTES = 20_000_000
#: Bytes of a PDF or a DOCX; photographs for print make 50 MB.
MAX_DOCUMENT_BYTES = 100_000_000

# HTML
#: Tags of a page; a long page has some thousands.
MAX_TAGS = 500_000
#: Elements inside elements of a page; browsers stop at 512, pages have about thirty.
MAX_DEPTH = 5_000
#: Tables inside tables that are told row by row; deeper ones are told as words.
MAX_TABLES_DEEP = 12

# DOCX
#: Bytes that a part may unpack to. The text of a release is some 100 kB of XML; pictures are never unpacked.
MAX_PART_BYTES = 30_000_000
#: How many times larger a part may grow when it is unpacked; XML of a long table reaches about 60.
MAX_PART_RATIO = 200
#: Tags and comments of a part.
MAX_PART_TAGS = 2_000_000
#: Files in the archive.
MAX_PARTS = 10_000
#: Elements inside elements of a part that are read; documents have about thirty.
MAX_PART_DEPTH = 200

# PDF
#: Pages; a release has two to ten, a report of a year about a hundred.
MAX_PAGES = 200
#: Characters of one page that are laid out; the fullest page of a newspaper has about 15,000.
MAX_PAGE_CHARACTERS = 30_000
#: Characters of a whole PDF; a hundred pages have about 150,000.
MAX_CHARACTERS = 600_000
#: Path objects of one page that are looked at for ruled lines; more than these make a drawing, not a table.
MAX_PATHS = 4_000
#: Seconds for one PDF.
MAX_SECONDS = 60.0
#: Bytes of memory for one PDF, over what the program has already, where the system can be told (not on Windows).
MAX_MEMORY = 2_000_000_000
