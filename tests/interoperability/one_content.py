"""One content as files of each format, by the writers of others: LibreOffice, Chromium, reportlab; HWPX and DOCX as their specifications say."""

import html
import io
import pathlib
import shutil
import subprocess
import zipfile

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer, Table
from reportlab.platypus.doctemplate import FrameBreak

TITLE = "산업통상자원부, 지능형 로봇과 반도체 사업에 착수"
# Paragraphs before the columns; a footnote stands where its braces do.
FIRST = [
    "과학기술정보통신부는 3일 한국전자통신연구원{정보통신 분야의 정부출연연구기관}과 ‘다온 반도체 개발 사업’을 추진한다고 밝혔다. 이 사업에는 2026년부터 2028년까지 총 1,200억 원이 투입되며 삼성전자와 네이버가 참여한다.",
    "산업통상자원부는 ‘해솔 로봇 실증 사업’을 내년에 시작한다. 현대자동차와 한국과학기술원{대전에 있는 연구 중심 대학}이 이 사업에 참여한다.",
]
COLUMNS = [
    "미국 국립과학재단(NSF)은 일본 이화학연구소와 공동으로 양자 연구를 수행하기로 했다. 국립과학재단은 ‘누리 양자 계획’에 3억 달러를 지원한다.",
    "일본 경제산업성은 ‘아사히 전지 계획’을 발표하였다. 경제산업성은 이 계획에 500억 엔을 투입하고 도요타와 파나소닉이 참여한다.",
    "독일 연방교육연구부는 ‘라인 수소 전략’을 수립하였다. 지멘스는 이 전략에 참여한다.",
    "영국 과학혁신기술부는 ‘템스 인공지능 사업’을 추진한다. 이 사업에는 1억 파운드가 투입된다.",
]
CAPTION, UNIT = "표 1. 주요 사업의 예산", "(단위: 억 원)"
HEAD = ["부처", "사업명", "2026", "2027", "비고"]
# A ministry stands once for the rows of its programmes.
ROWS = [
    (2, ["과학기술정보통신부", "다온 반도체 개발 사업", "400", "450", "신규"]),
    (0, ["가람 양자 연구 사업", "120", "130", "계속"]),
    (1, ["산업통상자원부", "해솔 로봇 실증 사업", "80", "95", "신규"]),
    (1, ["환경부", "푸른 물길 정비 사업", "60", "70", "계속"]),
]
LAST = "환경부는 한국환경공단과 ‘푸른 물길 정비 사업’을 시행한다. 정부는 내년 상반기에 사업의 성과를 점검할 계획이다."
RUNNING = "정책 브리프 제7호"
# What each amount of the table is: programme, year, ministry.
AMOUNTS = {
    ("다온 반도체 개발 사업", "2026", 400), ("다온 반도체 개발 사업", "2027", 450), ("가람 양자 연구 사업", "2026", 120), ("가람 양자 연구 사업", "2027", 130),
    ("해솔 로봇 실증 사업", "2026", 80), ("해솔 로봇 실증 사업", "2027", 95), ("푸른 물길 정비 사업", "2026", 60), ("푸른 물길 정비 사업", "2027", 70),
}  # fmt: skip
MINISTRIES = {"다온 반도체 개발 사업": "과학기술정보통신부", "가람 양자 연구 사업": "과학기술정보통신부", "해솔 로봇 실증 사업": "산업통상자원부", "푸른 물길 정비 사업": "환경부"}


def parts(paragraph: str):
    """Words and footnotes by turns."""
    for part in paragraph.split("{"):
        note, brace, words = part.rpartition("}")
        if brace:
            yield "note", note
        yield "words", words


def full_rows() -> list[list[str]]:
    rows, ministry = [], ""
    for _, cells in ROWS:
        ministry = cells[0] if len(cells) == 5 else ministry
        rows.append([ministry, *cells[-4:]])
    return rows


def text(_: pathlib.Path) -> bytes:
    lines = [TITLE, ""]
    for paragraph in FIRST:
        notes = [words for kind, words in parts(paragraph) if kind == "note"]
        lines += ["".join(words if kind == "words" else "*" for kind, words in parts(paragraph)), *(f"* {note}" for note in notes)]
    lines += [*COLUMNS, f"<{CAPTION}>", UNIT, *(" | ".join(row) for row in [HEAD, *full_rows()]), LAST]
    return "\n".join(lines).encode()


MARK = "<sup><a href='#n{0}'>{0})</a></sup>"


def marked(paragraph: str, notes: list[str], mark: str) -> str:
    """A paragraph with the marks of its footnotes, `{}` of `mark` being their number; the notes are added to `notes`."""
    out = ""
    for kind, words in parts(paragraph):
        if kind == "note":
            notes.append(words)
            words = mark.format(len(notes))
        out += words
    return out


def page(columns: str = "") -> str:
    """The content in HTML; footnotes below."""
    notes, out = [], [f"<h1>{TITLE}</h1>"]
    out += [f"<p>{marked(paragraph, notes, MARK)}</p>" for paragraph in FIRST]
    out.append(f"<div style='{columns}'>{''.join(f'<p>{p}</p>' for p in COLUMNS)}</div>")
    rows = "".join(
        "<tr>" + "".join(f"<td rowspan={max(span, 1) if len(cells) == 5 and i == 0 else 1}>{c}</td>" for i, c in enumerate(cells)) + "</tr>"
        for span, cells in ROWS
    )
    head = "".join(f"<th>{c}</th>" for c in HEAD)
    out.append(f"<p>&lt;{CAPTION}&gt;</p><p>{UNIT}</p><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table><p>{LAST}</p>")
    out.append("<div class='notes'>" + "".join(f"<p id='n{i}'>{i}) {note}</p>" for i, note in enumerate(notes, 1)) + "</div>")
    return "".join(out)


def html_page(_: pathlib.Path) -> bytes:
    return f"<!DOCTYPE html><html lang='ko'><head><meta charset='utf-8'><title>{TITLE}</title></head><body><nav>메뉴</nav>{page()}</body></html>".encode()


def zipped(files: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(_: pathlib.Path) -> bytes:
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    notes = []
    run = lambda words: f"<w:r><w:t xml:space='preserve'>{html.escape(words)}</w:t></w:r>"

    def paragraph(words: str, style: str = "Normal", last: str = "") -> str:
        body = ""
        for kind, part in parts(words):
            if kind == "note":
                notes.append(part)
                body += f"<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:footnoteReference w:id='{len(notes) + 1}'/></w:r>"
            else:
                body += run(part)
        return f"<w:p><w:pPr><w:pStyle w:val='{style}'/>{last}</w:pPr>{body}</w:p>"

    def cell(words: str, merged: str = "") -> str:
        return f"<w:tc><w:tcPr><w:tcW w:w='1800' w:type='dxa'/>{merged}</w:tcPr><w:p>{run(words) if words else ''}</w:p></w:tc>"

    def row(span: int, cells: list[str]) -> str:
        first = cell("", "<w:vMerge/>") if span == 0 else cell(cells[0], "<w:vMerge w:val='restart'/>" if span > 1 else "")
        return f"<w:tr>{first}{''.join(map(cell, cells[-4:]))}</w:tr>"

    section = lambda n: f"<w:sectPr><w:type w:val='continuous'/><w:pgSz w:w='11906' w:h='16838'/><w:pgMar w:top='1400' w:right='1400' w:bottom='1400' w:left='1400'/><w:cols w:num='{n}' w:space='500'/></w:sectPr>"
    borders = "".join(f"<w:{side} w:val='single' w:sz='4'/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    grid = "<w:gridCol w:w='1800'/>" * 5
    table = f"<w:tbl><w:tblPr><w:tblW w:w='9000' w:type='dxa'/><w:tblBorders>{borders}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{row(1, HEAD)}{''.join(row(*r) for r in ROWS)}</w:tbl>"
    body = paragraph(TITLE, "Title") + paragraph(FIRST[0]) + paragraph(FIRST[1], last=section(1))
    body += "".join(map(paragraph, COLUMNS[:-1])) + paragraph(COLUMNS[-1], last=section(2))
    body += paragraph(f"<{CAPTION}>") + paragraph(UNIT) + table + paragraph(LAST) + section(1)
    footnotes = "".join(f"<w:footnote w:id='{i}'><w:p><w:r><w:footnoteRef/></w:r>{run(' ' + note)}</w:p></w:footnote>" for i, note in enumerate(notes, 2))
    separators = "<w:footnote w:type='separator' w:id='0'><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type='continuationSeparator' w:id='1'><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    relation = lambda n, kind, target: f"<Relationship Id='r{n}' Type='{office}/{kind}' Target='{target}'/>"
    return zipped(
        {
            "[Content_Types].xml": f"<Types xmlns='{package}/content-types'><Default Extension='xml' ContentType='application/xml'/><Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/><Override PartName='/word/document.xml' ContentType='{word}.document.main+xml'/><Override PartName='/word/footnotes.xml' ContentType='{word}.footnotes+xml'/><Override PartName='/word/styles.xml' ContentType='{word}.styles+xml'/></Types>",
            "_rels/.rels": f"<Relationships xmlns='{package}/relationships'>{relation(1, 'officeDocument', 'word/document.xml')}</Relationships>",
            "word/_rels/document.xml.rels": f"<Relationships xmlns='{package}/relationships'>{relation(1, 'styles', 'styles.xml')}{relation(2, 'footnotes', 'footnotes.xml')}</Relationships>",
            "word/document.xml": f"<w:document xmlns:w='{main}'><w:body>{body}</w:body></w:document>",
            "word/footnotes.xml": f"<w:footnotes xmlns:w='{main}'>{separators}{footnotes}</w:footnotes>",
            "word/styles.xml": f"<w:styles xmlns:w='{main}'><w:style w:type='paragraph' w:styleId='Title'><w:name w:val='Title'/><w:rPr><w:sz w:val='40'/></w:rPr></w:style><w:style w:type='paragraph' w:default='1' w:styleId='Normal'><w:name w:val='Normal'/></w:style></w:styles>",
        }
    )


def hwpx(_: pathlib.Path) -> bytes:
    paragraph = lambda inner: f"<hp:p paraPrIDRef='0' styleIDRef='0'><hp:run charPrIDRef='0'>{inner}</hp:run></hp:p>"
    words = lambda text: f"<hp:t>{html.escape(text)}</hp:t>"
    note = lambda text: f"<hp:ctrl><hp:footNote><hp:subList>{paragraph(words(text))}</hp:subList></hp:footNote></hp:ctrl>"
    mixed = lambda text: paragraph("".join(words(part) if kind == "words" else note(part) for kind, part in parts(text)))
    head = f"<hp:ctrl><hp:header><hp:subList>{paragraph(words(RUNNING))}</hp:subList></hp:header></hp:ctrl>"
    columns = lambda n: f"<hp:ctrl><hp:colPr type='NEWSPAPER' layout='LEFT' colCount='{n}' sameSz='1' sameGap='1200'/></hp:ctrl>"
    rows = ""
    for r, (span, cells) in enumerate([(1, HEAD), *ROWS]):
        shift = 5 - len(cells)
        rows += "<hp:tr>" + "".join(
            f"<hp:tc><hp:subList>{paragraph(words(c))}</hp:subList><hp:cellAddr colAddr='{i + shift}' rowAddr='{r}'/><hp:cellSpan colSpan='1' rowSpan='{max(span, 1) if i + shift == 0 else 1}'/></hp:tc>"
            for i, c in enumerate(cells)
        ) + "</hp:tr>"
    caption = f"<hp:caption><hp:subList>{paragraph(words(CAPTION))}</hp:subList></hp:caption>"
    table = paragraph(f"<hp:tbl rowCnt='{len(ROWS) + 1}' colCnt='5'>{caption}{rows}</hp:tbl>")
    first = paragraph(columns(2) + words(COLUMNS[0]))
    body = paragraph(head + words(TITLE)) + "".join(map(mixed, FIRST)) + first + "".join(map(mixed, COLUMNS[1:]))
    body += paragraph(columns(1) + words(UNIT)) + table + mixed(LAST)
    hancom = "http://www.hancom.co.kr/hwpml/2011"
    return zipped(
        {
            "mimetype": "application/hwp+zip",
            "Contents/content.hpf": "<opf:package xmlns:opf='http://www.idpf.org/2007/opf/'><opf:manifest><opf:item id='section0' href='Contents/section0.xml' media-type='application/xml'/></opf:manifest><opf:spine><opf:itemref idref='section0'/></opf:spine></opf:package>",
            "Contents/header.xml": f"<hh:head xmlns:hh='{hancom}/head'/>",
            "Contents/section0.xml": f"<?xml version='1.0' encoding='UTF-8'?><hs:sec xmlns:hs='{hancom}/section' xmlns:hp='{hancom}/paragraph'>{body}</hs:sec>",
        }
    )


def office(folder: pathlib.Path, kind: str) -> bytes:
    """The DOCX as LibreOffice writes it in another format."""
    (folder / "content.docx").write_bytes(docx(folder))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", folder, folder / "content.docx"], check=True, capture_output=True, timeout=240
    )
    return (folder / f"content.{kind}").read_bytes()


def odt(folder: pathlib.Path) -> bytes:
    return office(folder, "odt")


def pdf_of_libreoffice(folder: pathlib.Path) -> bytes:
    return office(folder, "pdf")


def pdf_of_chromium(browser) -> bytes:
    """With a running head and page numbers, columns, and notes at the foot of the page."""
    style = "body{font:11pt 'Noto Sans CJK KR';position:relative} td,th{border:1px solid;padding:3px} .notes{position:absolute;top:232mm;font-size:8pt;border-top:1px solid}"
    sheet = browser.new_page()
    sheet.set_content(f"<html lang='ko'><head><title>{TITLE}</title><style>{style}</style></head><body>{page('columns:2;column-gap:8mm')}</body></html>")
    small = "<div style='font-size:8pt;width:100%;text-align:center'>{}</div>"
    made = sheet.pdf(
        format="A4",
        margin={"top": "20mm", "bottom": "20mm", "left": "20mm", "right": "20mm"},
        display_header_footer=True,
        header_template=small.format(RUNNING),
        footer_template=small.format("- <span class='pageNumber'></span> -"),
    )
    sheet.close()
    return made


def pdf_of_reportlab(_: pathlib.Path) -> bytes:
    """With a font that is not embedded."""
    pdfmetrics.registerFont(UnicodeCIDFont("HYSMyeongJo-Medium"))
    normal = ParagraphStyle("normal", fontName="HYSMyeongJo-Medium", fontSize=11, leading=17, wordWrap="CJK")
    title = ParagraphStyle("title", parent=normal, fontSize=18, leading=26)
    notes = []
    mark = "<super size=7>{})</super>"
    story = [Paragraph(TITLE, title), Spacer(1, 8), *(Paragraph(marked(p, notes, mark), normal) for p in FIRST), FrameBreak()]
    story += [Paragraph(p, normal) for p in COLUMNS[:2]] + [FrameBreak()] + [Paragraph(p, normal) for p in COLUMNS[2:]] + [FrameBreak()]
    cells = [HEAD] + [["", *row[-4:]] if span == 0 else row for span, row in ROWS]
    spans = [("SPAN", (0, i), (0, i + span - 1)) for i, (span, _) in enumerate(ROWS, 1) if span > 1]
    style = [("FONT", (0, 0), (-1, -1), "HYSMyeongJo-Medium", 10), ("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *spans]
    story += [Paragraph(CAPTION, normal), Paragraph(UNIT, normal), Table(cells, style=style), Spacer(1, 12), Paragraph(LAST, normal)]

    def decorate(canvas, _):
        canvas.setFont("HYSMyeongJo-Medium", 8)
        canvas.drawString(60, A4[1] - 40, RUNNING)
        canvas.drawCentredString(A4[0] / 2, 30, "- 1 -")
        canvas.line(60, 88, 200, 88)
        for i, note in enumerate(notes, 1):
            canvas.drawString(60, 88 - 12 * i, f"{i}) {note}")

    out = io.BytesIO()
    frames = [Frame(60, 560, 475, 220), Frame(60, 400, 228, 160), Frame(307, 400, 228, 160), Frame(60, 100, 475, 300)]
    template = BaseDocTemplate(out, pagesize=A4, title=TITLE)
    template.addPageTemplates([PageTemplate("all", frames, onPage=decorate)])
    template.build(story)
    return out.getvalue()


# Each maker takes a folder for what it leaves; Chromium's takes the browser.
MAKERS = {"hwpx": hwpx, "docx": docx, "odt": odt, "html": html_page, "pdf of LibreOffice": pdf_of_libreoffice, "pdf of reportlab": pdf_of_reportlab}
NEED = {"odt": "soffice", "pdf of LibreOffice": "soffice"}


def can_make(form: str) -> bool:
    return form not in NEED or shutil.which(NEED[form]) is not None
