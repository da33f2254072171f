"""What the user can name, and that each document comes once, under an id that nothing else changes."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile

import pytest

from pipeline.batch.ids import ids
from pipeline.batch.sources import container, listing
from pipeline.errors import KishaError, SourceNotFound


def _read(*sources, listed=()):
    """Name → bytes or error code, of everything named; and how many files were passed over."""
    found = listing([str(source) for source in sources], listed)
    read = {}
    for holder, entries in found.containers:
        names = {entry.place: entry.name for entry in entries}
        assert len(names) == len(entries)
        for place, piece in holder.contents(list(names)):
            assert names[place] not in read
            read[names[place]] = piece.code if isinstance(piece, KishaError) else piece
    assert len(read) == len(list(found.entries))
    return read, found.passed_over


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in/deep").mkdir(parents=True)
    (tmp_path / "in/a.txt").write_bytes(b"one")
    (tmp_path / "in/deep/b.HTML").write_bytes(b"two")
    (tmp_path / "in/photo.jpg").write_bytes(b"picture")
    (tmp_path / "in/.hidden.txt").write_bytes(b"no")
    (tmp_path / "strange.name").write_bytes(b"three")
    return tmp_path


def test_files_folders_and_globs_each_document_once(here):
    wanted = {"in/a.txt": b"one", "in/deep/b.HTML": b"two", "strange.name": b"three"}
    assert _read("in", "strange.name") == (wanted, 1)
    assert _read("strange.name", "./in/deep/../a.txt", "in/**/*.HTML", "in/", "in/a.txt") == (wanted, 1)


def test_what_is_named_and_not_there_is_an_error_but_in_a_list(here):
    for name in ("nothing.txt", "in/*.docx"):
        with pytest.raises(SourceNotFound):
            listing([name])
    assert _read("-", listed=["in/a.txt\n", "nothing.txt\n", "\n"])[0] == {"in/a.txt": b"one", "nothing.txt": "source-not-found"}


def test_jsonl(here):
    lines = [
        {"id": "x/1", "text": "本文"}, {"id": "y", "path": "in/a.txt"}, {"id": "z", "path": "in/none.txt"},
        {"id": "x/1", "text": "again"}, {"id": "w"}, {"id": "s", "text": "\ud83d"}, {"id": 7, "text": "t"}, [1],
    ]  # fmt: skip
    content = "\ufeff" + "\n".join(json.dumps(line) for line in lines) + "\n\n{\n"
    (here / "all.jsonl").write_text(content, encoding="utf-8")
    read, _ = _read("all.jsonl", "in/a.txt")
    refused = {f"all.jsonl#line-{number}": "archive-refused" for number in (4, 5, 7, 8, 10)}
    assert read == {
        "all.jsonl#x/1": "本文".encode(), "in/a.txt": b"one", "in/none.txt": "source-not-found", "all.jsonl#s": "source-binary",
        **refused,
    }  # fmt: skip
    assert [entry.stem for entry in listing(["all.jsonl"]).entries][:3] == ["x/1", "y", "z"]


MEMBERS = {
    "b/1.txt": b"one",
    "b/2.html": b"two",
    "../out.txt": b"bad",
    "/root.txt": b"bad",
    "b/x.png": b"-",
    "__MACOSX/1.txt": b"-",
}
READ = {"b/1.txt": b"one", "b/2.html": b"two", "../out.txt": "archive-refused", "/root.txt": "archive-refused"}


def _tar(path, mode):
    with tarfile.open(path, mode) as archive:
        for name, content in MEMBERS.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)


def test_archives(here):
    with zipfile.ZipFile(here / "in/z.zip", "w") as archive:
        for name, content in MEMBERS.items():
            archive.writestr(name, content)
    _tar(here / "in/t.tar", "w")
    _tar(here / "t.tar.gz", "w:gz")
    read, passed_over = _read("in", "t.tar.gz")
    packed = {f"{path}/{name}": said for path in ("in/z.zip", "in/t.tar", "t.tar.gz") for name, said in READ.items()}
    assert read == {"in/a.txt": b"one", "in/deep/b.HTML": b"two", **packed}
    assert passed_over == 1 + 3 * 2


def test_names_in_an_archive_from_windows(here):
    with zipfile.ZipFile(here / "w.zip", "w") as archive:
        archive.writestr("X" * 10 + ".txt", b"one")
    data = (here / "w.zip").read_bytes().replace(b"X" * 10, "記者発表会".encode("cp932"))
    (here / "w.zip").write_bytes(data)
    assert _read("w.zip")[0] == {"w.zip/記者発表会.txt": b"one"}


def test_a_broken_archive_is_one_document_that_fails_and_a_cut_one_loses_its_end_only(here):
    (here / "x.zip").write_bytes(b"PK\x03\x04 and no more")
    assert _read("x.zip")[0] == {"x.zip": "source-broken"}
    _tar(here / "t.tar", "w")
    whole = (here / "t.tar").read_bytes()
    found = listing(["t.tar"])
    (here / "t.tar").write_bytes(whole[: 512 * 3])  # after it was listed
    ((holder, entries),) = [(holder, entries) for holder, entries in found.containers if entries]
    pieces = dict(holder.contents([entry.place for entry in entries]))
    assert pieces[0] == b"one"
    assert all(isinstance(piece, KishaError) for place, piece in pieces.items() if place)
    assert len(pieces) == len(entries)


def test_an_archive_that_is_too_large_is_refused(here, monkeypatch):
    _tar(here / "t.tar", "w")
    monkeypatch.setattr(container, "MAX_MEMBERS", 3)
    assert _read("t.tar")[0] == {"t.tar": "archive-refused"}
    monkeypatch.setattr(container, "MAX_MEMBERS", 100)
    monkeypatch.setattr(container, "MAX_ARCHIVE_BYTES", 5)
    assert _read("t.tar")[0] == {"t.tar": "archive-refused"}


def test_ids_are_safe_unique_and_independent_of_the_order():
    documents = [
        ("in/a.txt", "a"), ("in/deep/A.pdf", "A"), ("b.txt", "b"), ("x#s/1", "s/1"), ("c", "../../etc"), ("d", "記者発表"),
        ("e", ""), ("f", "con"), ("g", "あ" * 300), ("h", "x.places"), ("i", f"a-{'0' * 16}"), ("j", "が"), ("k", "a\nb"),
    ]  # fmt: skip
    found = dict(zip(documents, ids(documents), strict=True))
    assert found == dict(zip(documents[::-1], ids(documents[::-1]), strict=True))
    assert len({each.casefold() for each in found.values()}) == len(documents)
    assert found["b.txt", "b"] == "b"
    assert found["d", "記者発表"] == "記者発表"
    for id_ in found.values():
        assert "/" not in id_
        assert not id_.startswith(".")
        assert "\n" not in id_
        assert len(id_.encode()) <= 200
