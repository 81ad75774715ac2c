"""Documents as they come: one content in all formats gives the same facts, PDF is read as it is printed, and other readers find the same text."""

import collections
import ctypes
import io
import json
import pathlib
import shutil
import subprocess
import sys
import tarfile
import unicodedata
import zipfile

import one_content
import openpyxl
import pytest
from conftest import CORPUS, PROGRAM, policygraph
from reportlab.graphics.charts.barcharts import VerticalBarChart
from reportlab.graphics.shapes import Drawing
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

FONT = "HYSMyeongJo-Medium"
# Their tables have captions and nothing else, which ours leaves out.
ONLY_CAPTIONS = ("table-caption.hwp", "table2.hwp")
FORMS = [*one_content.MAKERS, "pdf of Chromium"]


class Facts:
    """Relations by the ends of their IRIs, budgets with the name of what has them, and the ministry that leads or funds a programme."""

    def __init__(self, file: pathlib.Path):
        lines = [json.loads(line) for line in policygraph("extract", file).splitlines()]
        short = lambda iri: str(iri).rsplit("/", 1)[-1]
        names = {line["id"]: line["names"][0] for line in lines if line["kind"] == "entity"}
        self.relations = {(short(f["s"]), f["p"], short(f["o"])) for f in lines if f["kind"] == "relation"}
        self.named = {(names.get(f["s"]), f["p"], names.get(f["o"])) for f in lines if f["kind"] == "relation"}
        self.budgets = {(names.get(f["subject"]), f.get("period"), int(f["amount"])) for f in lines if f["kind"] == "budget"}
        self.confidence = [f["confidence"] for f in lines if f["kind"] == "relation" and f["origin"] == "text"]


def made(form: str, folder: pathlib.Path, request) -> pathlib.Path:
    if not one_content.can_make(form):
        pytest.skip(f"{one_content.NEED[form]} is not installed")
    if form == "pdf of Chromium":
        content = one_content.pdf_of_chromium(request.getfixturevalue("browser"))
    else:
        content = one_content.MAKERS[form](folder)
    file = folder / f"made.{form.split()[0]}"
    file.write_bytes(content)
    return file


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    file = tmp_path_factory.mktemp("text") / "made.txt"
    file.write_bytes(one_content.text(file.parent))
    facts = Facts(file)
    assert len(facts.relations) > 40 and len(facts.budgets) >= 12
    return facts


@pytest.mark.parametrize("form", FORMS)
def test_one_content_gives_the_same_facts(form, expected, tmp_path, request):
    found = Facts(made(form, tmp_path, request))
    shared = len(found.relations & expected.relations)
    f1 = 2 * shared / (len(found.relations) + len(expected.relations))
    differences = sorted(map(str, found.relations ^ expected.relations))
    assert f1 >= 0.97, (f1, differences)
    # One may have another period: LibreOffice sets room between digits and Hangul, which looks like a blank.
    assert len(found.budgets - expected.budgets) <= 1 and len(expected.budgets - found.budgets) <= 1, found.budgets ^ expected.budgets


@pytest.mark.parametrize("form", FORMS)
def test_every_amount_of_the_table_has_programme_year_and_ministry(form, tmp_path, request):
    found = Facts(made(form, tmp_path, request))
    budgets = {(name, period, amount) for name, period, amount in found.budgets}
    for programme, year, amount in one_content.AMOUNTS:
        assert (programme, year, amount * 10**8) in budgets, (programme, year, budgets)
    for programme, ministry in one_content.MINISTRIES.items():
        assert any((ministry, p, programme) in found.named for p in ("leads", "funds", "implements")), (programme, found.named)


def drawn(draw, size=A4) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def read(content: bytes, folder: pathlib.Path) -> str:
    (folder / "made.pdf").write_bytes(content)
    return policygraph("text", folder / "made.pdf").decode()


def test_a_page_on_its_side_is_turned(tmp_path):
    words = "해솔시는 지난 봄에 시작한 물길 정비를 올해 안에 마친다고 밝혔다."

    def on_its_side(canvas):
        canvas.rotate(90)
        canvas.setFont(FONT, 12)
        canvas.drawString(100, -200, words)
        canvas.drawString(100, -220, "미르시도 하늘길을 연다.")

    def turned(canvas):
        canvas.setPageRotation(90)
        on_its_side(canvas)

    for draw in (on_its_side, turned):
        assert read(drawn(draw), tmp_path).split("\n")[:2] == [words, "미르시도 하늘길을 연다."]


def test_a_table_goes_on_over_pages(tmp_path):
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    rows = [["사업명", "예산", "비고"]] + [[f"해솔 {i}호 사업", str(10 * i), "신규"] for i in range(1, 61)]
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4).build([Table(rows, repeatRows=1, style=[("FONT", (0, 0), (-1, -1), FONT, 10), ("GRID", (0, 0), (-1, -1), 0.5, "black")])])
    text = read(out.getvalue(), tmp_path)
    assert text.count("사업명") == 1 and text.count("| 해솔") == 60
    policygraph("build", tmp_path / "made.pdf", "--store", tmp_path / "store")
    places = policygraph("query", "SELECT DISTINCT ?page WHERE { GRAPH ?g { ?s pg:page ?page } } ORDER BY ?page", "--format", "csv", "--store", tmp_path / "store").decode().split()
    assert places[1:] == ["1", "2"]


PARAGRAPH = ParagraphStyle("cell", fontName=FONT, fontSize=10, leading=14, wordWrap="CJK")
GRID = [("FONT", (0, 0), (-1, -1), FONT, 10), ("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
# Lines between rows only.
ROWS = [*GRID[::2], ("LINEABOVE", (0, 0), (-1, 0), 1, "black"), ("LINEBELOW", (0, 0), (-1, -1), 0.5, "black")]
# Rows that only their numbers tell apart, in columns with lines.
COLUMNS = [GRID[0], ("BOX", (0, 0), (-1, -1), 0.5, "black"), ("LINEBELOW", (0, 0), (-1, 0), 0.5, "black"), ("LINEAFTER", (0, 0), (-1, -1), 0.5, "black")]


def flowed(*story) -> bytes:
    """The pages that these texts and tables fill."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4).build([Paragraph(part, PARAGRAPH) if isinstance(part, str) else part for part in story])
    return out.getvalue()


def rows_of(text: str) -> list[list[str]]:
    lines = [line for line in text.split("\n") if line.startswith("|") and not line.startswith("| ---")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@pytest.mark.parametrize("style", [GRID, ROWS])
def test_cells_of_several_lines_are_whole(style, tmp_path):
    cells = [
        ["부처", "사업명", "2026", "비고"],
        ["과학기술정보통신부", "다온 반도체 첨단 공정 실증 및 개발 사업", "400", "신규 과제이며 다년도로 추진"],
        ["산업통상자원부", "해솔 로봇 실증 사업", "80", ""],
        ["환경부", "푸른 물길 정비 및 하천 생태 복원 시범 사업", "60", "계속"],
    ]
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    table = Table([cells[0]] + [[Paragraph(cell, PARAGRAPH) for cell in row] for row in cells[1:]], style=style, colWidths=[80, 110, 45, 90])
    assert rows_of(read(flowed(table), tmp_path)) == cells


def test_merged_cells_are_told_by_lines(tmp_path):
    cells = [
        ["국가", "기관", "지원액", "", ""],
        ["", "", "2025", "2026", "2027"],
        ["미국", "국립과학재단", "10", "20", "30"],
        ["", "에너지부", "11", "21", "31"],
        ["일본", "경제산업성", "12", "22", "32"],
    ]
    spans = [((0, 0), (0, 1)), ((1, 0), (1, 1)), ((2, 0), (4, 0)), ((0, 2), (0, 3))]
    rows = rows_of(read(flowed(Table(cells, style=[*GRID, *(("SPAN", *span) for span in spans)])), tmp_path))
    assert rows[0] == ["국가", "기관", "2025 지원액", "2026 지원액", "2027 지원액"]
    assert rows[1:] == [["미국", *cells[2][1:]], ["미국", *cells[3][1:]], cells[4]]


def test_rows_without_lines_are_told_by_gaps(tmp_path):
    cells = [["부처", "사업명", "2026", "2027"], ["해솔부", "가람 사업", "10", "30"], ["", "누리 사업", "20", "40"], ["미르부", "다온 사업", "21", "41"]]
    rows = rows_of(read(flowed(Table(cells, style=COLUMNS)), tmp_path))
    assert rows == [cells[0], cells[1], ["해솔부", *cells[2][1:]], cells[3]]


def test_rows_of_which_every_second_has_lines_have_the_same_columns(tmp_path):
    cells = [["기관", "사업명", "2026"]] + [[f"해솔{i}부", f"가람 {i}호 사업", str(10 * i)] for i in range(1, 9)]
    bands = [command for row in range(0, 9, 2) for command in (("GRID", (0, row), (-1, row), 0.5, "blue"),)]
    rows = rows_of(read(flowed(Table(cells, style=[GRID[0], ("BOX", (0, 0), (-1, -1), 0.5, "blue"), *bands])), tmp_path))
    assert rows == cells


def test_it_is_said_where_lines_are_not_read(tmp_path):
    (tmp_path / "made.pdf").write_bytes(flowed(Table([["사업명", "2026"], ["해솔 사업", "12"]], style=GRID)))
    (tmp_path / "bin").mkdir()
    for program in ("sh", "pdftotext"):
        (tmp_path / "bin" / program).symlink_to(shutil.which(program))
    run = subprocess.run([PROGRAM, "text", tmp_path / "made.pdf"], capture_output=True, text=True, env={"PATH": str(tmp_path / "bin")})
    assert rows_of(run.stdout) == [["사업명", "2026"], ["해솔 사업", "12"]] and "page 1: ruling lines" in run.stderr and "pdftocairo" in run.stderr


def test_tables_beside_each_other_are_two(tmp_path):
    table = lambda year, name: Table([["사업명", year], [f"{name} 사업", "12"], ["누리 사업", "30"]], style=GRID)
    text = read(flowed(Table([[table("2026", "해솔"), table("2027", "가람")]])), tmp_path)
    assert rows_of(text) == [["사업명", "2026"], ["해솔 사업", "12"], ["누리 사업", "30"], ["사업명", "2027"], ["가람 사업", "12"], ["누리 사업", "30"]]


def test_boxes_around_headings_and_charts_are_no_tables(tmp_path):
    heading = lambda number, words: Table([[number, words]], style=GRID)
    chart = VerticalBarChart()
    chart.data, chart.categoryAxis.categoryNames, chart.valueAxis.visibleGrid = [(13, 5, 20, 22), (14, 6, 21, 23)], ["2023", "2024", "2025", "2026"], 1
    drawing = Drawing(400, 200)
    drawing.add(chart)
    text = read(flowed(heading("Ⅰ", "추진 배경"), "해솔시는 물길을 정비한다고 밝혔다.", heading("Ⅱ", "추진 계획"), "미르시는 하늘길을 연다.", drawing), tmp_path)
    assert "|" not in text and "Ⅰ 추진 배경\n" in text, text


def test_a_table_goes_on_without_its_head(tmp_path):
    rows = [["번호", "사업명", "예산"]] + [[str(i), f"해솔 {i}호 사업", str(10 * i)] for i in range(1, 61)]
    assert rows_of(read(flowed(Table(rows, style=GRID)), tmp_path)) == rows


def test_lines_of_a_page_on_its_side_are_turned(tmp_path):
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    cells = [["부처", "사업명", "2026"], ["환경부", Paragraph("푸른 물길 정비 및 하천 생태 복원 시범 사업", PARAGRAPH), "60"], ["해솔부", "가람 사업", "70"]]

    def on_its_side(canvas, turn):
        canvas.rotate(turn)
        table = Table(cells, style=GRID, colWidths=[80, 110, 45])
        table.wrapOn(canvas, 400, 400)
        table.drawOn(canvas, *((100, -400) if turn == 90 else (-600, 300)))

    for turn in (90, -90):
        rows = rows_of(read(drawn(lambda canvas: on_its_side(canvas, turn)), tmp_path))
        assert rows == [cells[0], ["환경부", "푸른 물길 정비 및 하천 생태 복원 시범 사업", "60"], cells[2]]


def test_a_sheet_has_its_tables_where_they_lie(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["B2"], sheet["B4"] = "주요 사업의 예산", "(단위: 억 원)"
    rows = [["부처", "사업명", 2026, 2027], ["과학기술정보통신부", "다온 반도체 개발 사업", 400, 450], [None, "가람 양자 연구 사업", 120, 130]]
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            sheet.cell(5 + r, 2 + c, value)
    sheet.merge_cells("B6:B7")
    sheet["B9"], sheet["D6"].comment = "자료: 해솔시", openpyxl.comments.Comment("비공개", "해솔")
    file = tmp_path / "made.xlsx"
    book.save(file)
    text = policygraph("text", file).decode()
    assert rows_of(text) == [["부처", "사업명", "2026", "2027"], ["과학기술정보통신부", "다온 반도체 개발 사업", "400", "450"], ["과학기술정보통신부", "가람 양자 연구 사업", "120", "130"]]
    assert "비공개" not in text and "자료: 해솔시" in text
    budgets = {(name, period, amount) for name, period, amount in Facts(file).budgets}
    assert {("다온 반도체 개발 사업", "2027", 450 * 10**8), ("가람 양자 연구 사업", "2026", 120 * 10**8)} <= budgets
    policygraph("build", file, "--store", tmp_path / "store")
    assert "(시트 1, B7)" in policygraph("show", "가람 양자 연구 사업", "--store", tmp_path / "store").decode()


def picture() -> bytes:
    """A page of text as a picture in a PDF, after a page with text."""
    lines = ["미국 국립과학재단은 일본 이화학연구소와", "공동으로 양자 연구를 수행하기로 했다."]

    def text(canvas):
        canvas.setFont(FONT, 20)
        for i, line in enumerate(lines):
            canvas.drawString(80, 700 - 40 * i, line)

    printed = subprocess.run(["pdftoppm", "-png", "-r", "200", "-singlefile", "-"], input=drawn(text), capture_output=True, check=True).stdout

    def pages(canvas):
        canvas.setFont(FONT, 12)
        canvas.drawString(80, 700, "미르시는 하늘길을 연다.")
        canvas.showPage()
        canvas.drawImage(ImageReader(io.BytesIO(printed)), 0, 0, *A4)

    return drawn(pages)


def test_a_page_that_is_a_picture_is_read_and_doubted(tmp_path):
    file = tmp_path / "made.pdf"
    file.write_bytes(picture())
    run = subprocess.run([PROGRAM, "text", file], capture_output=True, text=True, check=True)
    if not has_tesseract():
        assert "page 2: no text, so what it shows was not read" in run.stderr and "tesseract-ocr-kor" in run.stderr
        return
    assert "page 2: a picture, whose words were recognized" in run.stderr
    assert "국립과학재단은" in run.stdout and "이화학연구소와" in run.stdout
    policygraph("build", file, "--store", tmp_path / "store")
    assert "2쪽, 그림에서 읽음" in policygraph("show", "이화학연구소", "--store", tmp_path / "store").decode()
    (tmp_path / "same.txt").write_text(run.stdout, "utf-8")
    assert max(Facts(file).confidence) == pytest.approx(0.8 * max(Facts(tmp_path / "same.txt").confidence), abs=0.02)


def test_pictures_are_named_where_they_are_not_read(tmp_path):
    """Without tesseract the pages are told that were not read."""
    file = tmp_path / "made.pdf"
    file.write_bytes(picture())
    (tmp_path / "bin").mkdir()
    for program in ("sh", "pdftotext"):
        (tmp_path / "bin" / program).symlink_to(shutil.which(program))
    run = subprocess.run([PROGRAM, "text", file], capture_output=True, text=True, env={"PATH": str(tmp_path / "bin")})
    assert run.returncode == 0 and "미르시는" in run.stdout
    assert "page 2: no text, so what it shows was not read" in run.stderr and "tesseract-ocr-kor" in run.stderr


def has_tesseract() -> bool:
    if shutil.which("tesseract") is None:
        return False
    return "kor" in subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True).stdout.split()


@pytest.mark.parametrize(("form", "coding"), [(tarfile.GNU_FORMAT, "utf-8"), (tarfile.PAX_FORMAT, "utf-8"), (tarfile.USTAR_FORMAT, "cp949")])
def test_an_archive_of_tar_is_unpacked(form, coding, tmp_path):
    words = "미국 국립과학재단은 일본 이화학연구소와 공동으로 양자 연구를 수행하기로 했다."
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("안/둘.txt", words + " 둘")
    with tarfile.open(tmp_path / "made.tar.gz", "w:gz", format=form, encoding=coding) as archive:
        for name, content in [("보도자료/하나.txt", words.encode()), ("안.zip", inner.getvalue()), ("../밖.txt", b"x")]:
            of = tarfile.TarInfo(name)
            of.size = len(content)
            archive.addfile(of, io.BytesIO(content))
        link = tarfile.TarInfo("링크.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    run = subprocess.run([PROGRAM, "build", tmp_path / "made.tar.gz", "--json", "--store", tmp_path / "store"], capture_output=True, text=True)
    documents = {line["document"] for line in map(json.loads, run.stdout.splitlines()) if line["state"] == "stored"}
    assert documents == {"보도자료/하나.txt", "안.zip/안/둘.txt"}
    assert run.returncode == 1 and "밖.txt: its name leads out of the archive" in run.stderr


# Readers of others.


def characters(text: str) -> collections.Counter:
    """Letters and digits: marks, bullets and rules are each reader's own."""
    return collections.Counter(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


def agreement(ours: str, theirs: str) -> float:
    a, b = characters(ours), characters(theirs)
    return 2 * (a & b).total() / (a.total() + b.total())


def rhwp(file: pathlib.Path) -> str:
    """The paragraphs of the tree that rhwp gives, but for running heads and feet."""
    # Its library takes this one for granted.
    ctypes.CDLL("libfreetype.so.6", mode=ctypes.RTLD_GLOBAL)
    import rhwp

    out = []

    def walk(node):
        for value in node if isinstance(node, list) else node.values():
            if isinstance(value, list | dict):
                walk(value)
        if isinstance(node, dict) and "inlines" in node:
            out.extend(inline["text"] for inline in node["inlines"])

    tree = json.loads(rhwp.parse(str(file)).to_ir_json())
    walk(tree["body"])
    walk({kind: blocks for kind, blocks in tree.get("furniture", {}).items() if not kind.startswith("page_")})
    return "\n".join(out)


def pyhwp(file: pathlib.Path) -> str:
    program = pathlib.Path(sys.executable).parent / "hwp5txt"
    return subprocess.run([program, file], capture_output=True, text=True, check=True).stdout


def ours(file: pathlib.Path) -> str:
    return policygraph("text", file).decode()


def samples(ending: str) -> list[pathlib.Path]:
    if not CORPUS.exists():
        pytest.skip("there is no corpus")
    return [f for f in sorted((CORPUS / "documents").glob(f"*.{ending}")) if not f.name.startswith("password")]


def missing(theirs: collections.Counter, mine: collections.Counter) -> float:
    """Which part of their characters is not in ours."""
    return (theirs - mine).total() / max(theirs.total(), 1)


@pytest.mark.parametrize("ending", ["hwp", "hwpx"])
def test_rhwp_reads_the_same(ending, tmp_path):
    files = [*(f for f in samples(ending) if f.name not in ONLY_CAPTIONS), *([made("hwpx", tmp_path, None)] if ending == "hwpx" else [])]
    theirs, mine, more = collections.Counter(), collections.Counter(), collections.Counter()
    for file in files:
        their, own = characters(rhwp(file)), characters(ours_or_nothing(file))
        theirs, mine = theirs + their, mine + own
        # It gives neither the numbers of lists and headings nor the text of boxes and pictures; a merged cell stands in each of its rows in ours.
        if file.stem.split("-")[0] not in ("lists", "outline", "multicolumns", "textbox"):
            more += own - their - (characters(one_content.ROWS[0][1][0]) if file.stem == "made" else collections.Counter())
    assert missing(theirs, mine) <= 0.01, theirs - mine
    assert more.total() <= 0.01 * mine.total(), more


def test_what_pyhwp_reads_is_read():
    """It leaves tables and pictures out, and says where, and gives running heads."""
    theirs, mine = collections.Counter(), collections.Counter()
    for file in samples("hwp"):
        if file.name != "headerfooter.hwp":
            theirs += characters(pyhwp(file).replace("<표>", "").replace("<그림>", ""))
            mine += characters(ours_or_nothing(file))
    assert theirs.total() > 100 and missing(theirs, mine) <= 0.01, theirs - mine


def ours_or_nothing(file: pathlib.Path) -> str:
    """The text; nothing where the file has none."""
    run = subprocess.run([PROGRAM, "text", file], capture_output=True, text=True)
    assert run.returncode == 0 or "has no text" in run.stderr, run.stderr
    return run.stdout


@pytest.mark.parametrize("form", [f for f in FORMS if f.startswith("pdf")])
def test_poppler_reads_the_same(form, tmp_path, request):
    file = made(form, tmp_path, request)
    theirs = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True).stdout
    # Ours leaves running heads out, and writes a ministry in each of its rows.
    theirs = theirs.replace(one_content.RUNNING, "").replace("- 1 -", "") + one_content.ROWS[0][1][0]
    assert agreement(ours(file), theirs) >= 0.99
