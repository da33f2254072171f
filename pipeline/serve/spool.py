"""Lines that have come and not been taken yet: on disk when they are many, in a file without a name."""

from __future__ import annotations

from collections import deque
from tempfile import SpooledTemporaryFile

_IN_MEMORY = 1_000_000
_MOST_LINES = 50_000  # what is known of a line takes more memory than the shortest line


class LineSpool:
    """Bytes go in as they come, lines come out in order, each with its number (from 1) and None for one that is too long.

    `full` asks whoever feeds to wait until `take` has given all lines; the file never grows much over `room` that way. Many clients
    send all before they read anything: without room for what they send, they and the server would wait for each other.
    """

    def __init__(self, longest: int, room: int) -> None:
        """`longest`: bytes of a line; `room`: bytes altogether, more than two such lines in any case."""
        self._longest, self._room = longest, max(room, 2 * longest + 1)
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed by close()
        self._lines: deque[tuple[int, int, int | None]] = deque()  # number, start, length
        self._number = 0
        self._start = 0  # of the line that is not complete
        self._length = 0
        self._open = False  # whether anything of it has come

    def __len__(self) -> int:
        return len(self._lines)

    @property
    def full(self) -> bool:
        """Whether no more should be fed."""
        return len(self._lines) >= _MOST_LINES or (
            bool(self._lines) and self._start + min(self._length, self._longest) >= self._room
        )

    def feed(self, data: bytes) -> None:
        """Takes the next bytes."""
        first, *others = data.split(b"\n")
        self._append(first)
        for part in others:
            self._finish()
            self._append(part)

    def end(self) -> None:
        """There is nothing more; what stands after the last line break is a line too."""
        if self._open:
            self._finish()

    def take(self) -> tuple[int, bytes | None] | None:
        """The next line that is not blank; None if there is no complete one."""
        while self._lines:
            number, start, length = self._lines.popleft()
            line = None
            if length is not None:
                self._file.seek(start)
                line = self._file.read(length)
            if not self._lines:
                self._compact()
            if line is None or line.strip():
                return number, line
        return None

    def close(self) -> None:
        """Gives all back."""
        self._file.close()

    def _append(self, part: bytes) -> None:
        if not part:
            return
        self._open = True
        if self._length + len(part) <= self._longest:
            self._file.seek(self._start + self._length)
            self._file.write(part)
        self._length = min(self._length + len(part), self._longest + 1) if self._length <= self._longest else self._length

    def _finish(self) -> None:
        self._number += 1
        if not self._length:
            return
        fits = self._length <= self._longest
        self._lines.append((self._number, self._start, self._length if fits else None))
        self._start += self._length if fits else 0
        self._length, self._open = 0, False

    def _compact(self) -> None:
        """No line waits: what has come of the next one moves to the front."""
        rest = b""
        if 0 < self._length <= self._longest:
            self._file.seek(self._start)
            rest = self._file.read(self._length)
        self._file.seek(0)
        self._file.write(rest)
        self._file.truncate()
        self._start = 0
