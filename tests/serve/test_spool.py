"""Lines come out as they went in, however the bytes were cut, and the file does not grow for ever."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.serve.spool import LineSpool


def _all(spool: LineSpool) -> list[tuple[int, bytes | None]]:
    return list(iter(spool.take, None))


@given(st.lists(st.binary(max_size=12)), st.lists(st.integers(0, 9)), st.integers(1, 10))
def test_cut_anywhere(lines, cuts, longest):
    data = b"\n".join(each.replace(b"\n", b"x") for each in lines)
    spool, given_out, rest = LineSpool(longest, 30), [], data
    for cut in cuts:
        spool.feed(rest[:cut])
        rest = rest[cut:]
        if cut % 2 or spool.full:
            given_out += _all(spool)
    spool.feed(rest)
    spool.end()
    given_out += _all(spool)
    wanted = [
        (number, line if len(line) <= longest else None)
        for number, line in enumerate(data.split(b"\n"), 1)
        if line.strip() or len(line) > longest
    ]
    assert given_out == wanted
    spool.close()


def test_full_until_all_is_taken():
    spool, taken = LineSpool(10, 100), 0
    for _ in range(5):
        while not spool.full:
            spool.feed(b"123456789\n12345")  # a line, and half of one
            spool.feed(b"6789\n")
        waiting = len(spool)
        assert waiting > 2
        spool.feed(b"1234")
        while spool.full:
            assert spool.take() == (taken + 1, b"123456789")
            taken += 1
            waiting -= 1
        assert waiting == 0
        spool.feed(b"56789\n")
        assert spool.take() == (taken + 1, b"123456789")
        taken += 1
    spool.close()
