"""Times readers of documents: the program against others, each as a process, on documents of many pages made here. The fastest of three runs counts."""

import io
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

sys.path.insert(0, str(pathlib.Path(__file__).parents[3] / "tests/interoperability"))
from one_content import zipped

PAGES = int(os.environ.get("POLICYGRAPH_BENCH_PAGES", "100"))
PROGRAM = sys.argv[1]
FONT = "HYSMyeongJo-Medium"
SENTENCE = "해솔부는 가온연구원과 ‘미르 {} 사업’을 추진한다고 밝혔다. 이 사업에는 2026년부터 2028년까지 총 1,200억 원이 투입되며 누리전자와 다온통신이 참여한다. "
HEAD = ["부처", "사업명", "2026", "2027", "비고"]


def paragraphs(page: int) -> list[str]:
    return [(SENTENCE.format(f"{page}-{i}")) * 3 for i in range(6)]


def rows(page: int) -> list[list[str]]:
    return [HEAD] + [["해솔부", f"미르 {page}-{i} 사업", str(10 * i), str(12 * i), "신규"] for i in range(1, 9)]


def pdf() -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    style = ParagraphStyle("p", fontName=FONT, fontSize=10, leading=15, wordWrap="CJK")
    grid = [("FONT", (0, 0), (-1, -1), FONT, 9), ("GRID", (0, 0), (-1, -1), 0.5, "black")]
    story = []
    for page in range(PAGES):
        story += [Paragraph(p, style) for p in paragraphs(page)] + [Spacer(1, 10), Table(rows(page), style=grid), PageBreak()]
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4).build(story)
    return out.getvalue()


def docx() -> bytes:
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    p = lambda text: f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    body = ""
    for page in range(10 * PAGES):
        cells = "".join("<w:tr>" + "".join(f"<w:tc>{p(c)}</w:tc>" for c in row) + "</w:tr>" for row in rows(page))
        body += "".join(map(p, paragraphs(page))) + f"<w:tbl>{cells}</w:tbl>"
    return zipped({
        "[Content_Types].xml": f"<Types xmlns='{package}/content-types'><Default Extension='xml' ContentType='application/xml'/><Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/><Override PartName='/word/document.xml' ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>",
        "_rels/.rels": f"<Relationships xmlns='{package}/relationships'><Relationship Id='r1' Type='{office}/officeDocument' Target='word/document.xml'/></Relationships>",
        "word/document.xml": f"<w:document xmlns:w='{main}'><w:body>{body}</w:body></w:document>",
    })  # fmt: skip


def hwpx() -> bytes:
    p = lambda inner: f"<hp:p><hp:run>{inner}</hp:run></hp:p>"
    t = lambda text: f"<hp:t>{text}</hp:t>"
    body = ""
    for page in range(10 * PAGES):
        table = ""
        for r, row in enumerate(rows(page)):
            table += "<hp:tr>" + "".join(
                f"<hp:tc><hp:subList>{p(t(c))}</hp:subList><hp:cellAddr colAddr='{i}' rowAddr='{r}'/><hp:cellSpan colSpan='1' rowSpan='1'/></hp:tc>" for i, c in enumerate(row)
            ) + "</hp:tr>"
        body += "".join(p(t(text)) for text in paragraphs(page)) + p(f"<hp:tbl rowCnt='9' colCnt='5'>{table}</hp:tbl>")
    hancom = "http://www.hancom.co.kr/hwpml/2011"
    return zipped({
        "mimetype": "application/hwp+zip",
        "Contents/content.hpf": "<opf:package xmlns:opf='http://www.idpf.org/2007/opf/'><opf:manifest><opf:item id='section0' href='Contents/section0.xml' media-type='application/xml'/></opf:manifest><opf:spine><opf:itemref idref='section0'/></opf:spine></opf:package>",
        "Contents/header.xml": f"<hh:head xmlns:hh='{hancom}/head'/>",
        "Contents/section0.xml": f"<hs:sec xmlns:hs='{hancom}/section' xmlns:hp='{hancom}/paragraph'>{body}</hs:sec>",
    })  # fmt: skip


def seconds(command: list[str]) -> float:
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        best = min(best, time.perf_counter() - start)
    return best


def main() -> None:
    folder = pathlib.Path(tempfile.mkdtemp())
    markitdown = str(pathlib.Path(sys.executable).parent / "markitdown")
    print("| document | size | reader | s | a second |\n| --- | --- | --- | --- | --- |")
    for name, make in (("PDF", pdf), ("DOCX", docx), ("HWPX", hwpx)):
        file = folder / f"a.{name.lower()}"
        file.write_bytes(make())
        megabytes = file.stat().st_size / 1e6
        if name != "PDF":
            # What is read is what the package unpacks to.
            with zipfile.ZipFile(file) as package:
                megabytes = sum(i.file_size for i in package.infolist()) / 1e6
        size = f"{PAGES} pages" if name == "PDF" else f"{megabytes:.1f} MB of XML"
        readers = {"`policygraph text`": [PROGRAM, "text", str(file)]}
        if name == "PDF":
            readers["`pdftotext -layout`"] = ["pdftotext", "-layout", str(file), "-"]
            readers["`pdftotext -bbox-layout`"] = ["pdftotext", "-bbox-layout", str(file), "-"]
        if name != "HWPX":
            readers["`markitdown`"] = [markitdown, str(file)]
        for reader, command in readers.items():
            took = seconds(command)
            rate = f"{PAGES / took:.0f} pages" if name == "PDF" else f"{megabytes / took:.1f} MB"
            print(f"| {name} | {size} | {reader} | {took:.2f} | {rate} |", flush=True)
    shutil.rmtree(folder)


main()
