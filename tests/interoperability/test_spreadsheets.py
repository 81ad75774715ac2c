"""What spreadsheets open: workbooks are read back by openpyxl with types and Hangul, CSV has its mark, and nothing is computed."""

import csv
import io
import subprocess

import openpyxl
import pytest
from conftest import PROGRAM, policygraph
from openpyxl.utils import get_column_letter

# Names that a spreadsheet would compute.
FORMULAS = "action,name,value\nrename,국립과학재단,=1+1\nrename,우주 통신 계획,@SUM(A1)\n"


@pytest.fixture(scope="module")
def formulas(tmp_path_factory):
    """A store in which entities are called like formulas."""
    folder = tmp_path_factory.mktemp("formulas")
    (folder / "a.txt").write_text("일본 총무성은 국립과학재단과 ‘우주 통신 계획’을 추진한다고 밝혔다. 이 계획에는 2027년까지 30억 엔이 투입된다.\n", "utf-8")
    (folder / "overrides.csv").write_text(FORMULAS, "utf-8")
    policygraph("build", folder / "a.txt", "--overrides", folder / "overrides.csv", "--store", folder / "store")
    return folder / "store"


def workbook(content: bytes):
    return openpyxl.load_workbook(io.BytesIO(content))


def sheets(content: bytes) -> dict[str, list[dict]]:
    """The rows of each sheet by the names of its head."""
    read = {}
    for sheet in workbook(content):
        head, *rows = sheet.iter_rows(values_only=True)
        read[sheet.title] = [dict(zip(head, row)) for row in rows]
    return read


def test_a_graph_is_a_workbook(store, tmp_path):
    file = tmp_path / "graph.xlsx"
    policygraph("export", "--format", "xlsx", "--with", "pagerank", "--output", file, "--store", store)
    read = sheets(file.read_bytes())
    assert list(read) == ["entities", "relations", "budgets", "evidence", "documents"]
    policygraph("export", "--format", "csv", "--output", tmp_path, "--store", store)
    count = lambda name: len(list(csv.reader((tmp_path / name).open(encoding="utf-8", newline="")))) - 1
    assert (len(read["entities"]), len(read["relations"])) == (count("nodes.csv"), count("edges.csv"))
    assert all(isinstance(row["pagerank"], float) for row in read["entities"])
    assert any("\uac00" <= row["label"][0] <= "\ud7a3" for row in read["entities"])
    labels = {row["label"] for row in read["entities"]}
    for row in read["relations"]:
        assert row["subject"] in labels and row["object"] in labels
        assert 0 < row["confidence"] <= 1 and isinstance(row["weight"], int)
        assert row["source"] and (row["quote"] or row["source"] == "registry")
    assert read["budgets"] and all(isinstance(row["amount"], int | float) and row["quote"] and row["source"] for row in read["budgets"])
    assert len(read["evidence"]) >= len(read["budgets"])
    assert [row["document"] for row in read["documents"]] == ["bulletin-2021-03.txt"]


def test_sheets_are_made_for_reading(store, tmp_path):
    file = tmp_path / "graph.xlsx"
    policygraph("export", "--format", "xlsx", "--output", file, "--store", store)
    for sheet in workbook(file.read_bytes()):
        last = get_column_letter(sheet.max_column)
        assert sheet.auto_filter.ref == f"A1:{last}{sheet.max_row}"
        assert sheet.freeze_panes == "A2" and sheet["A1"].font.bold
    # A syllable of Hangul is two characters wide.
    sheet = workbook(file.read_bytes())["entities"]
    longest = max(sum(2 if ord(c) > 0x1100 else 1 for c in row[0].value) for row in sheet.iter_rows(min_row=2))
    assert sheet.column_dimensions["A"].width >= min(longest, 60)


def test_the_same_store_gives_the_same_bytes(store):
    once, again = (policygraph("query", "--named", "largest-budgets", "--format", "xlsx", "--store", store) for _ in range(2))
    assert once == again


def test_numbers_of_queries_are_numbers(store):
    query = "SELECT ?name ?amount WHERE { ?b pg:budgetOf/skos:prefLabel ?name ; pg:amountValue ?amount }"
    rows = sheets(policygraph("query", query, "--format", "xlsx", "--store", store))["answer"]
    assert rows and all(isinstance(row["amount"], int | float) and isinstance(row["name"], str) for row in rows)


def test_claims_of_queries_have_their_words_beside_them(store):
    query = "SELECT ?claim WHERE { GRAPH ?g { ?claim rdf:predicate pg:leads } }"
    rows = sheets(policygraph("query", query, "--format", "xlsx", "--store", store))["answer"]
    assert rows and all(row["quote"] and "bulletin-2021-03.txt:" in row["source"] for row in rows)


def test_a_comparison_is_a_workbook(store, tmp_path):
    compare = ("compare", "미국", "일본", "--permutations", "10", "--draws", "10", "--store", store)
    read = sheets(policygraph(*compare, "--format", "xlsx"))
    assert sum(name.startswith("D") for name in read) >= 15 and list(read)[-1] == "근거"
    proved = [row for name, rows in read.items() if name.startswith("D") for row in rows if row["근거 번호"]]
    assert proved and all(row["인용"] is not None and row["출처"] for row in proved)
    claims = {row["근거 번호"] for row in read["근거"]}
    assert {id for row in proved for id in row["근거 번호"].split()} <= claims
    policygraph(*compare, "--output", tmp_path)
    assert sheets((tmp_path / "comparison.xlsx").read_bytes()).keys() == read.keys()


def test_nothing_is_computed(formulas, tmp_path):
    file = tmp_path / "graph.xlsx"
    policygraph("export", "--format", "xlsx", "--output", file, "--store", formulas)
    cells = [cell for sheet in workbook(file.read_bytes()) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    named = [cell for cell in cells if cell.value in ("=1+1", "@SUM(A1)")]
    assert named and all(cell.data_type in "snb" for cell in cells)
    policygraph("export", "--format", "csv", "--bom", "--output", tmp_path, "--store", formulas)
    for name in ("nodes.csv", "edges.csv"):
        content = (tmp_path / name).read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        fields = [f for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for f in row]
        assert not any(f.startswith(("=", "+", "@", "\t", "\r")) for f in fields)
    assert "'@SUM(A1)" in (tmp_path / "nodes.csv").read_text("utf-8-sig")
    # Programs get what is there.
    policygraph("export", "--format", "csv", "--output", tmp_path, "--store", formulas)
    plain = (tmp_path / "nodes.csv").read_bytes()
    assert not plain.startswith(b"\xef") and b",@SUM(A1)," in plain


def test_negative_numbers_stay_numbers(store):
    query = 'SELECT ?n ?t WHERE { VALUES (?n ?t) { (-3 "-3") (-2.5 "-x") } }'
    text = policygraph("query", query, "--format", "csv", "--bom", "--store", store).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text)))[1:] == [["-3", "-3"], ["-2.5", "'-x"]]
    rows = sheets(policygraph("query", query, "--format", "xlsx", "--store", store))["answer"]
    assert [(row["n"], row["t"]) for row in rows] == [(-3, "-3"), (-2.5, "-x")]


def test_what_does_not_go_together_is_told(store):
    for arguments, words in [
        (("query", "ASK {}", "--format", "xlsx"), "SELECT"),
        (("query", "ASK {}", "--format", "json", "--bom"), "--format csv"),
        (("export", "--format", "graphml", "--bom"), "--format csv"),
    ]:
        run = subprocess.run([PROGRAM, *arguments, "--store", store], capture_output=True, text=True)
        assert run.returncode == 2 and words in run.stderr, run
