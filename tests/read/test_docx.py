"""DOCX files that the tests make through python-docx, with what it cannot make put in as XML."""

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pipeline.errors import SourceBroken, SourceEmpty, SourceEncrypted, SourceTooLarge, SourceUnsupported, SourceWithoutText
from pipeline.read import read_bytes
from pipeline.read.limits import MAX_PART_BYTES

W = nsdecls("w")
TEXT_BOX = (
    '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml">'
    '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx>'
    "</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict>"
    "</mc:Fallback></mc:AlternateContent></w:r>"
)


def saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def text_of(document) -> str:
    return read_bytes(saved(document), "a.docx").text


def with_part(data: bytes, name: str, content: str) -> bytes:
    """The package with one part more, or another one in its place."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, content)
    return out.getvalue()


def add_xml(paragraph, xml: str) -> None:
    paragraph._p.append(parse_xml(xml))


def test_paragraphs_headings_and_the_source():
    document = docx.Document()
    document.add_heading("量子もつれの新しい測定方法", 1)
    document.add_paragraph("北浜工科大学の青木一郎教授らは、\tＪＰ１９を")
    document.add_paragraph("")
    document.add_paragraph("発表した。")
    document.sections[0].header.paragraphs[0].text = "プレスリリース"
    document.sections[0].footer.paragraphs[0].text = "広報課"
    source = read_bytes(saved(document), "a.txt")
    assert source.text == "量子もつれの新しい測定方法\n北浜工科大学の青木一郎教授らは、\tＪＰ１９を\n\n発表した。\n"
    assert source.media_type.endswith("wordprocessingml.document")
    assert source.made
    assert source.id == "a"


def test_table_row_by_row_and_merged_cells_once():
    document = docx.Document()
    table = document.add_table(3, 3)
    rows = [("種目", "課題名", "代表者"), ("基盤研究(B)", "量子もつれ", "青木 一郎"), ("若手研究", "回路", "佐藤 花子")]
    for cells, words in zip(table.rows, rows, strict=True):
        for cell, word in zip(cells.cells, words, strict=True):
            cell.text = word
    table.cell(1, 2).merge(table.cell(2, 2)).text = "青木 一郎"
    assert text_of(document) == "種目\t課題名\t代表者\n基盤研究(B)\t量子もつれ\t青木 一郎\n若手研究\t回路\n"


def test_contact_table_keeps_its_lines():
    document = docx.Document()
    cells = document.add_table(1, 2).rows[0].cells
    cells[0].text = "問い合わせ先"
    cells[1].text = "北浜工科大学 広報課"
    cells[1].add_paragraph("TEL：03-5550-0123")
    assert text_of(document) == "問い合わせ先\t北浜工科大学 広報課\nTEL：03-5550-0123\n"


def test_text_box_once_and_before_the_words_it_stands_over():
    document = docx.Document()
    box = f"<w:p {W}><w:r><w:t>報道解禁：3月12日</w:t></w:r></w:p>"
    paragraph = document.add_paragraph()
    add_xml(paragraph, TEXT_BOX.format(box))
    paragraph.add_run("本文です。")
    assert text_of(document) == "報道解禁：3月12日\n本文です。\n"


def test_footnotes_and_endnotes_at_the_end():
    document = docx.Document()
    for kind, words in (("endnote", "量子もつれ"), ("footnote", "の測定方法")):
        paragraph = document.add_paragraph(words)
        add_xml(paragraph, f'<w:r {W}><w:{kind}Reference w:id="2"/></w:r>')
    note = (
        '<w:{0}s {1}><w:{0} w:type="separator" w:id="0"><w:p/></w:{0}>'
        '<w:{0} w:id="2"><w:p><w:r><w:t> {2}</w:t></w:r></w:p></w:{0}></w:{0}s>'
    )
    data = with_part(saved(document), "word/footnotes.xml", note.format("footnote", W, "測る方法。"))
    data = with_part(data, "word/endnotes.xml", note.format("endnote", W, "二つの粒子の状態。"))
    assert read_bytes(data).text == "量子もつれ[1]\nの測定方法[2]\n\n[1] 二つの粒子の状態。\n[2] 測る方法。\n"


def test_numbers_that_word_writes():
    document = docx.Document()
    numbering = f"""<w:numbering {W}>
      <w:abstractNum w:abstractNumId="0">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="※%1"/></w:lvl>
      </w:abstractNum>
      <w:abstractNum w:abstractNumId="1">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimalFullWidth"/><w:lvlText w:val="%1．"/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimalEnclosedCircle"/><w:lvlText w:val="%2"/></w:lvl>
      </w:abstractNum>
      <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
      </w:numbering>"""
    for number, level, words in (
        (2, 0, "背景"),
        (2, 1, "一"),
        (2, 1, "二"),
        (2, 0, "成果"),
        (2, 1, "三"),
        (1, 0, "量子もつれ"),
        (1, 0, "回路"),
    ):
        paragraph = document.add_paragraph(words)
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
        )
    text = read_bytes(with_part(saved(document), "word/numbering.xml", numbering)).text
    assert text == "１．背景\n① 一\n② 二\n２．成果\n① 三\n※1 量子もつれ\n※2 回路\n"


def test_what_is_not_shown_is_not_read():
    document = docx.Document()
    paragraph = document.add_paragraph("青木")
    add_xml(paragraph, f"<w:del {W}><w:r><w:delText>佐藤</w:delText></w:r></w:del>")
    add_xml(paragraph, f"<w:ins {W}><w:r><w:t>一郎</w:t></w:r></w:ins>")
    add_xml(paragraph, f"<w:r {W}><w:rPr><w:vanish/></w:rPr><w:t>隠し</w:t></w:r>")
    add_xml(paragraph, f"<w:r {W}><w:instrText>PAGE</w:instrText></w:r>")
    ruby = "<w:ruby><w:rt><w:r><w:t>きょうじゅ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>教授</w:t></w:r></w:rubyBase></w:ruby>"
    add_xml(paragraph, f"<w:r {W}>{ruby}</w:r>")
    add_xml(paragraph, f"<w:sdt {W}><w:sdtContent><w:r><w:t>ら</w:t></w:r></w:sdtContent></w:sdt>")
    assert text_of(document) == "青木一郎教授ら\n"


def test_kind_is_told_by_the_parts_of_the_archive():
    document = docx.Document()
    document.add_paragraph("本文")
    assert read_bytes(saved(document), "release.zip").text == "本文\n"
    for name, word in (("xl/workbook.xml", "Excel"), ("ppt/presentation.xml", "PowerPoint"), ("a.txt", "ZIP")):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr(name, "x")
        with pytest.raises(SourceUnsupported, match=word):
            read_bytes(out.getvalue(), "a.docx")


def test_errors_say_what_is_missing():
    document = docx.Document()
    with pytest.raises(SourceEmpty):
        text_of(document)
    with pytest.raises(SourceWithoutText, match="OCR"):
        read_bytes(with_part(saved(document), "word/media/image1.png", "picture"))
    document.add_paragraph("本文")
    data = saved(document)
    for damaged in (data[: len(data) // 2] + b"word/", with_part(data, "word/document.xml", "<w:document"), b"PK\x03\x04word/"):
        with pytest.raises(SourceBroken):
            read_bytes(damaged)
    with pytest.raises(SourceBroken):
        read_bytes(with_part(data, "word/document.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'))
    with pytest.raises(SourceEncrypted):
        read_bytes(b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"))


def test_archive_that_would_fill_the_memory_is_refused():
    document = docx.Document()
    document.add_paragraph("本文")
    bomb = "<w:document>" + " " * (MAX_PART_BYTES // 2)
    with pytest.raises(SourceTooLarge):
        read_bytes(with_part(saved(document), "word/document.xml", bomb))
