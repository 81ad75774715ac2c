"""Documents as they come: one content in all formats gives the same facts, PDF is read as it is printed, and other readers find the same text."""

import collections
import ctypes
import io
import json
import pathlib
import shutil
import subprocess
import sys
import unicodedata

import one_content
import pytest
from conftest import CORPUS, PROGRAM, policygraph
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import SimpleDocTemplate, Table

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
