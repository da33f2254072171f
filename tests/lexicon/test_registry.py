"""The registry's dump → an index, and the names in it."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import zipfile

import pytest

from pipeline.errors import OutputUnwritable, RegistryUnreadable
from pipeline.lexicon.registry import Kind, Registry, import_dump, installed, place, remove
from pipeline.lexicon.registry import dump as dump_module
from pipeline.lexicon.registry.names import key, without_legal_form
from tests.lexicon.dumps import (
    FOUNDATION,
    KITAHAMA,
    NAME,
    SMALL,
    TWINS,
    VERSION_1,
    acronym,
    alias,
    name,
    plain,
    record,
    shown,
    zipped,
)  # fmt: skip


@pytest.fixture(autouse=True)
def index(tmp_path, monkeypatch):
    path = tmp_path / "data" / "registry.sqlite3"
    monkeypatch.setenv("KISHA_REGISTRY", str(path))
    return path


def ids(registry, words):
    return {each.id for each in registry.named(words)}


def test_import_says_what_it_holds(tmp_path, index):
    registry = import_dump(plain(tmp_path))
    assert registry.path == index
    assert {each: registry.meta[each] for each in ("dump_version", "dump_date", "bodies")} == {
        "dump_version": "9.1", "dump_date": "2026-10-01", "bodies": "4",
    }  # fmt: skip
    assert len(registry.meta["dump_sha256"]) == 64
    assert [path.name for path in index.parent.iterdir()] == ["registry.sqlite3"]
    assert installed().meta == registry.meta


def test_a_name_of_a_file_that_tells_nothing_leaves_the_day_of_the_last_change(tmp_path):
    registry = import_dump(plain(tmp_path, file="ror.json"))
    assert (registry.meta["dump_version"], registry.meta["dump_date"]) == ("", "2026-09-30")


@pytest.mark.parametrize(
    "members",
    [
        {f"{NAME}.json": SMALL, f"{NAME}.csv": b"id,names\n"},
        {f"{NAME}.json": VERSION_1, f"{NAME}_schema_v2.json": SMALL, f"{NAME}_schema_v2.csv": b"[{}]"},
        {"folder/whatever": SMALL, "__MACOSX/folder/._whatever": b"\0\5\x16\7", "README.md": b"# ROR"},
        {"bom.json": b"\xef\xbb\xbf \n" + json.dumps(list(SMALL)).encode()},
    ],
)
def test_a_zip_is_searched_by_content(tmp_path, members):
    assert import_dump(zipped(tmp_path, members)).meta["bodies"] == "4"


def test_names_of_all_kinds(tmp_path):
    registry = import_dump(plain(tmp_path))
    for words in (
        "北浜工科大学",
        "国立大学法人 北浜工科大学",
        "学校法人北浜工科大学",
        "Kitahama University of Technology",
        "the kitahama  university of technology",
    ):
        assert ids(registry, words) == {"01aaaaa11"}, words
    for words in ("公益財団法人青葉海洋財団", "青葉海洋財団", "（公財）青葉海洋財団", "Aoba Ocean Foundation"):
        assert ids(registry, words) == {"02bbbbb22"}, words
    assert [each.kind for each in registry.named("KHUT")] == [Kind.ACRONYM]
    assert ids(registry, "日本汐見学会") == ids(registry, "社団法人日本汐見学会") == {"03ccccc33", "04ddddd44"}
    assert registry.named("南浜工科大学") == registry.named("") == ()
    (body,) = registry.named("青葉海洋財団")
    assert (body.name, body.country, body.crossref) == ("公益財団法人青葉海洋財団", "JP", "10.13039/501100099999")
    assert registry.body("01aaaaa11").name == "北浜工科大学"
    assert registry.body("09zzzzz99") is None


def test_a_company_and_a_foundation_of_one_name_are_two(tmp_path):
    registry = import_dump(plain(tmp_path, [record("01aaaaa11", "株式会社北浜計測"), record("02bbbbb22", "一般財団法人北浜計測")]))
    assert ids(registry, "北浜計測株式会社") == {"01aaaaa11"}
    assert ids(registry, "公益財団法人北浜計測") == {"02bbbbb22"}
    assert ids(registry, "北浜計測") == {"01aaaaa11", "02bbbbb22"}


def test_a_withdrawn_record_stands_for_nothing_and_an_inactive_one_for_a_body_of_its_time(tmp_path):
    listed = [record("01aaaaa11", "北浜研究所", status="withdrawn"), record("02bbbbb22", "北浜研究所", status="inactive")]
    assert ids(import_dump(plain(tmp_path, listed)), "北浜研究所") == {"02bbbbb22"}


def test_names_in_kanji_from_abroad_are_marked(tmp_path):
    listed = [record("01aaaaa11", shown("Beibin University"), name("北浜大学", "label", lang="zh"), country="CN")]
    assert [each.kind for each in import_dump(plain(tmp_path, listed)).named("北浜大学")] == [Kind.ABROAD]


def test_names_that_no_japanese_release_writes_are_left_out(tmp_path):
    registry = import_dump(
        plain(tmp_path, [record("01aaaaa11", shown("Tohama"), alias("Тохама", "ru"), alias("도하마", "ko"), acronym("T"))])
    )
    assert registry.meta["names"] == "1"


@pytest.mark.parametrize(
    ("words", "same"),
    [
        ("Ｋｉｔａｈａｍａ　Ｕｎｉｖ．", "Kitahama Univ."),
        ("髙浜大学", "高浜大学"),
        ("O’Hara–Lab", "O'Hara-Lab"),
        ("㈱北浜", "(株)北浜"),
        ("The X-Lab", "x-lab"),
    ],
)
def test_key(words, same):
    assert key(words) == key(same)


@pytest.mark.parametrize(
    ("words", "bare"),
    [
        ("国立大学法人北浜大学", ("北浜大学", Kind.CORPORATION)),
        ("北浜電気株式会社", ("北浜電気", Kind.COMPANY)),
        ("(株)北浜電気", ("北浜電気", Kind.COMPANY)),
        ("北浜大学", ("北浜大学", Kind.NAME)),
        ("株式会社", ("株式会社", Kind.NAME)),
        ("kitahama", ("kitahama", Kind.NAME)),
    ],
)
def test_without_legal_form(words, bare):
    assert without_legal_form(words) == bare


def broken_dumps(folder):
    whole = json.dumps(list(SMALL))
    packed = zipped(folder, {f"{NAME}.json": SMALL}).read_bytes()
    damaged = bytearray(packed)
    damaged[200:220] = bytes(20)
    yield "empty", b""
    yield "cut", whole[: len(whole) * 2 // 3].encode()
    yield "empty list", b"[]"
    yield "text", "これは一覧ではありません。".encode()
    yield "object", json.dumps({"items": list(SMALL)}).encode()
    yield "no UTF-8", json.dumps(list(SMALL), ensure_ascii=False).encode("cp932")
    yield "numbers", b"[1, 2]"
    yield "two lists", (whole + whole).encode()
    yield "version 1", json.dumps(VERSION_1).encode()
    yield "version 1 behind", json.dumps([*SMALL, *VERSION_1]).encode()
    yield "twice", json.dumps([*SMALL, KITAHAMA]).encode()
    yield "withdrawn alone", json.dumps([{**KITAHAMA, "status": "withdrawn"}]).encode()
    for field, wrong in (
        ("id", None), ("id", "https://grid.ac/1"), ("id", 5), ("status", "fine"), ("status", []), ("names", []), ("names", [5]),
        ("names", [{"value": "", "types": ["label"]}]), ("names", [{"value": "a", "types": ["nickname"]}]),
        ("names", [{"value": "a"}]), ("names", [{"value": "a", "types": ["label"], "lang": 5}]),
    ):  # fmt: skip
        yield f"{field} {wrong}", json.dumps([*SMALL, {**KITAHAMA, "id": "https://ror.org/09zzzzz99", field: wrong}]).encode()
    yield "big number", (whole[:-1] + ', {"id": ' + "9" * 5000 + "}]").encode()
    yield "cut zip", packed[: len(packed) // 2]
    yield "damaged zip", bytes(damaged)
    yield "zip without a list", zipped(folder, {"README.md": b"# ROR"}).read_bytes()
    yield "zip of version 1", zipped(folder, {f"{NAME}.json": VERSION_1}).read_bytes()
    yield "zip of two", zipped(folder, {"a.json": SMALL, "b.json": SMALL}).read_bytes()
    yield "empty zip", zipped(folder, {}).read_bytes()
    yield "many files", zipped(folder, {f"{each}.json": SMALL for each in range(101)}).read_bytes()


def test_a_broken_dump_changes_nothing(tmp_path, index):
    import_dump(plain(tmp_path))
    before = index.read_bytes()
    for what, content in broken_dumps(tmp_path):
        path = tmp_path / "given"
        path.write_bytes(content)
        with pytest.raises(RegistryUnreadable) as caught:
            import_dump(path)
        assert "\n" not in str(caught.value), what
        assert str(caught.value).endswith("nothing was changed [registry-unreadable]"), what
        assert index.read_bytes() == before, what
        assert [path.name for path in index.parent.iterdir()] == ["registry.sqlite3"], what


@pytest.mark.parametrize("limit", ["LARGEST", "LONGEST_RECORD"])
def test_limits(tmp_path, monkeypatch, limit):
    monkeypatch.setattr(dump_module, limit, 100)
    for path in (plain(tmp_path), zipped(tmp_path, {f"{NAME}.json": SMALL})):
        with pytest.raises(RegistryUnreadable):
            import_dump(path)


def test_a_zip_bomb_is_not_unpacked(tmp_path, monkeypatch):
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("bomb.json", "w") as member:
        member.write(json.dumps(list(SMALL)).encode()[:-1])
        for _ in range(60):
            member.write(b" " * 1_000_000)
        member.write(b"]")
    with pytest.raises(RegistryUnreadable, match="far more"):
        import_dump(path)


def test_nothing_is_changed_where_there_is_no_room(tmp_path, index):
    """A limit on the size of files stands for a full disk: SQLite meets the same refusal in mid-write."""
    resource = pytest.importorskip("resource")
    import_dump(plain(tmp_path))
    before = index.read_bytes()
    many = [
        record(f"0{number:08d}", f"北浜第{number}研究所", alias(f"Kitahama Institute Number {number}")) for number in range(3000)
    ]
    big = plain(tmp_path, many, "many.json")
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "registry", "import", str(big)],
        capture_output=True, text=True, check=False, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000)),
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.rstrip().endswith("[output-unwritable]")
    assert done.stderr.count("\n") == 1
    assert index.read_bytes() == before
    assert [path.name for path in index.parent.iterdir()] == ["registry.sqlite3"]


def test_a_place_that_cannot_be(tmp_path, monkeypatch):
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("KISHA_REGISTRY", str(tmp_path / "file" / "registry.sqlite3"))
    with pytest.raises(OutputUnwritable):
        import_dump(plain(tmp_path))
    assert installed() is None


def test_the_dump_is_never_overwritten(tmp_path, monkeypatch):
    path = plain(tmp_path)
    monkeypatch.setenv("KISHA_REGISTRY", str(path))
    with pytest.raises(OutputUnwritable):
        import_dump(path)
    assert json.loads(path.read_bytes())


def damages(content):
    yield content[: len(content) // 2]
    yield b""
    yield b"not an index"
    yield content + b"\0"
    for at in (10, 60, 100, len(content) // 2, len(content) - 1):
        yield content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def test_a_damaged_index_is_not_used_and_that_is_said_once(tmp_path, index, caplog):
    import_dump(plain(tmp_path))
    whole = index.read_bytes()
    for number, content in enumerate(damages(whole)):
        index.write_bytes(content)
        os.utime(index, ns=(number, number))
        caplog.clear()
        with caplog.at_level(logging.WARNING, logger="kisha"):
            assert installed() is None
            assert installed() is None
        assert len(caplog.messages) == 1
        assert "registry-unreadable" in caplog.text
    import_dump(plain(tmp_path))
    assert installed() is not None


def test_an_index_of_another_version_is_not_used(tmp_path, monkeypatch, index):
    monkeypatch.setattr("pipeline.lexicon.registry.build.SCHEMA_VERSION", "0")
    with pytest.raises(RegistryUnreadable, match="another version"):
        import_dump(plain(tmp_path))
    assert installed() is None


def test_a_new_import_is_seen_and_removal_too(tmp_path, index):
    import_dump(plain(tmp_path))
    assert ids(installed(), "北浜工科大学") == {"01aaaaa11"}
    import_dump(plain(tmp_path, [FOUNDATION, *TWINS]))
    assert ids(installed(), "北浜工科大学") == set()
    assert remove() == index
    assert installed() is None
    assert remove() is None


def test_place(tmp_path, monkeypatch):
    assert place() == tmp_path / "data" / "registry.sqlite3"
    monkeypatch.setenv("KISHA_REGISTRY", str(tmp_path))
    assert place() == tmp_path / "registry.sqlite3"
    monkeypatch.delenv("KISHA_REGISTRY")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert place() == tmp_path / "kisha" / "registry.sqlite3"
    monkeypatch.setenv("XDG_DATA_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    if sys.platform == "linux":
        assert place() == tmp_path / "home/.local/share/kisha/registry.sqlite3"


def test_a_registry_says_what_it_is_of(tmp_path):
    registry = import_dump(plain(tmp_path))
    assert isinstance(registry, Registry)
    assert registry.meta["dump"] == f"{NAME}_schema_v2.json"
