"""DOCX files that would unpack without end, reach for other files, or lie about themselves."""

import io
import struct
import zipfile

import pytest

from pipeline.read.limits import MAX_PART_BYTES, MAX_PART_TAGS, MAX_PARTS
from tests.hostile.refused import outcome

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BODY = f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>{{}}</w:t></w:r></w:p></w:body></w:document>'


def archive(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def document(xml: str, encoding: str = "utf-8") -> bytes:
    return archive({"word/document.xml": xml.encode(encoding)})


def test_a_part_that_unpacks_to_too_much():
    blanks = BODY.format(" " * MAX_PART_BYTES)
    assert outcome(document(blanks), megabytes=120) == "source-too-large"


def test_a_part_that_lies_about_its_size():
    data = bytearray(document(BODY.format(" " * (MAX_PART_BYTES + 1))))
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = data.index(mark) + at
        data[start : start + 4] = struct.pack("<I", 1_000)
    assert outcome(bytes(data), megabytes=120) in ("source-broken", "source-too-large")


def test_an_archive_in_an_archive_is_never_unpacked():
    inner = archive({"word/media/image1.png": b"\0" * 20_000_000})
    data = archive(
        {"word/document.xml": BODY.format("本文").encode(), "word/media/more.zip": inner, "word/media/a.bin": b"\0" * 20_000_000}
    )
    assert outcome(data, megabytes=20) == "本文\n"


def test_more_parts_than_a_document_has():
    parts = {f"word/{number}": b"" for number in range(MAX_PARTS + 1)}
    assert outcome(archive(parts, zipfile.ZIP_STORED), megabytes=60) == "source-too-large"


def test_more_tags_than_a_document_has():
    tags = "<a/>" * (MAX_PART_TAGS + 1)
    data = archive(
        {"word/document.xml": f"<w:document xmlns:w='{W}'><w:body>{tags}{'x' * 9}</w:body></w:document>".encode()},
        zipfile.ZIP_STORED,
    )
    assert outcome(data, megabytes=60) == "source-too-large"


def test_names_that_lead_out_of_the_archive_are_only_names(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    parts = {"word/document.xml": BODY.format("本文").encode()}
    parts |= dict.fromkeys(("../../out.txt", "/etc/kisha", "C:\\out.txt", "word/../../out.txt", "word/\x01\u202e", ".."), b"x")
    assert outcome(archive(parts)) == "本文\n"
    assert not list(tmp_path.rglob("*"))


def test_the_package_may_not_name_a_main_part_elsewhere():
    relation = '<Relationship Type="x/officeDocument" Target="{}"/>'
    rels = f"<R>{relation.format('../../etc/passwd')}{relation.format('word/no.xml')}</R>".encode()
    data = archive({"word/document.xml": BODY.format("本文").encode(), "_rels/.rels": rels})
    assert outcome(data) == "本文\n"


LAUGHS = '<?xml version="1.0" encoding="{0}"?><!DOCTYPE d [<!ENTITY a "はは">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
) + "]>" + BODY.format("&j;")  # fmt: skip
OUTSIDE = '<?xml version="1.0" encoding="{0}"?><!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + BODY.format("&a;")


@pytest.mark.parametrize("xml", (LAUGHS, OUTSIDE, OUTSIDE.replace("[<!ENTITY", "SYSTEM 'http://example.jp/a.dtd' [<!ENTITY")))
@pytest.mark.parametrize("encoding", ("utf-8", "utf-16", "utf-16-le", "utf-16-be"))
def test_entities_are_refused_in_every_encoding(xml, encoding):
    assert outcome(document(xml.replace("{0}", encoding), encoding), megabytes=20) == "source-broken"


def test_a_document_type_far_behind_the_beginning():
    late = OUTSIDE.replace("{0}", "utf-8").replace("<!DOCTYPE", "<!--" + "".join(map(str, range(40_000))) + "--><!DOCTYPE")
    assert outcome(document(late), megabytes=20) == "source-broken"


@pytest.mark.parametrize("encoding", ("utf-7", "cp037", "no-such-encoding", "idna", "rot13"))
def test_xml_in_an_encoding_that_no_program_writes(encoding):
    found = outcome(document(f'<?xml version="1.0" encoding="{encoding}"?>' + BODY.format("本文"), "utf-8"))
    assert found == "source-broken" or "本文" not in found


def test_elements_inside_elements_without_end():
    deep = f"<w:document xmlns:w='{W}'><w:body>" + "<w:p>" * 200_000 + "</w:p>" * 200_000 + "</w:body></w:document>"
    assert outcome(document(deep)) in ("source-empty", "source-broken", "source-too-large")
    tables = "<w:tbl><w:tr><w:tc>" * 20_000 + "</w:tc></w:tr></w:tbl>" * 20_000
    assert outcome(document(f"<w:document xmlns:w='{W}'><w:body>{tables}</w:body></w:document>")).startswith("source-")


def test_numbers_of_thousands_of_digits():
    level = f"<w:lvl w:ilvl='0'><w:start w:val='{'9' * 6_000}'/><w:lvlText w:val='%1.'/></w:lvl>"
    level = f"<w:abstractNum w:abstractNumId='0'>{level}</w:abstractNum>"
    numbering = f"<w:numbering xmlns:w='{W}'>{level}<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>"
    paragraph = "<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>本文</w:t></w:r></w:p>"
    xml = f"<w:document xmlns:w='{W}'><w:body>{paragraph}</w:body></w:document>"
    data = archive({"word/document.xml": xml.encode(), "word/numbering.xml": numbering.encode()})
    assert outcome(data) == "1. 本文\n"


def test_marks_of_very_many_notes():
    marks = "".join(f"<w:footnoteReference w:id='{number}'/>" for number in range(20_000))
    xml = f"<w:document xmlns:w='{W}'><w:body><w:p><w:r><w:t>本文</w:t>{marks}</w:r></w:p></w:body></w:document>"
    assert outcome(document(xml)).startswith("本文[1][2]")


@pytest.mark.parametrize("method", (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
def test_methods_that_no_program_packs_with(method):
    assert outcome(archive({"word/document.xml": BODY.format("本文").encode()}, method)) == "source-broken"


def test_any_single_byte_changed_and_any_end_cut_off():
    data = document(BODY.format("本文"))
    for at in range(len(data)):
        for value in (0x00, 0x7F, 0xFF):
            outcome(data[:at] + bytes([value]) + data[at + 1 :])
        outcome(data[:at])
