"""Facts of documents: the same as the command line's, as tables, for many documents at once."""

import gc
import json
import pathlib
import threading

import policygraph as pg
import polars
import pyarrow as pa
import pytest
from conftest import BULLETIN, printed

TEXT = "과학기술정보통신부는 ‘디지털 뉴딜’에 3조 원을 투자한다."


def test_facts_are_the_command_lines() -> None:
    facts = pg.extract(BULLETIN)
    lines = printed("extract", BULLETIN)
    assert facts.to_json_lines() == lines
    wire = [json.loads(line) for line in lines.splitlines()]
    of = {kind: [f for f in wire if f["kind"] == kind] for kind in ("entity", "relation", "budget", "observation")}
    assert facts.entities["id"].to_pylist() == [f["id"] for f in of["entity"]]
    assert facts.entities["lines"].to_pylist() == [f["lines"] for f in of["entity"]]
    for column in ("s", "p", "o", "quote", "lines", "confidence", "status", "origin", "rule"):
        assert facts.relations[column].to_pylist() == [f.get(column, "stated") for f in of["relation"]], column
    assert [float(a) for a in facts.budgets["amount"].to_pylist()] == [float(f["amount"]) for f in of["budget"]]
    assert facts.budgets["currency"].to_pylist() == [f["currency"] for f in of["budget"]]
    assert facts.observations.num_rows == len(of["observation"]) > 0
    assert {"quote", "lines", "page"} <= set(facts.observations.column_names)


def test_texts_bytes_and_paths_are_one() -> None:
    path = pg.extract(BULLETIN)
    assert path.name == BULLETIN.name
    text = pg.extract(BULLETIN.read_text(), name=path.name)
    assert pg.extract(BULLETIN.read_bytes(), name=path.name).to_json_lines() == text.to_json_lines() == path.to_json_lines()


def test_pages_of_a_document_are_told(tmp_path: pathlib.Path) -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen import canvas

    pdfmetrics.registerFont(UnicodeCIDFont("HYGothic-Medium"))
    page = canvas.Canvas(str(tmp_path / "two.pdf"))
    for words in ("첫째 쪽에는 아무 일도 없다.", "미국 국립과학재단은 인공지능 연구에 2억 달러를 지원한다."):
        page.setFont("HYGothic-Medium", 12)
        page.drawString(72, 720, words)
        page.showPage()
    page.save()
    budgets = pg.extract(tmp_path / "two.pdf").budgets
    assert budgets["page"].to_pylist() == [2]


def test_tables_go_to_other_libraries_without_a_copy() -> None:
    facts = pg.extract(BULLETIN)
    found = facts._found.relations()
    first, second = pa.table(found), pa.table(found)
    assert first["quote"].chunk(0).buffers()[2].address == second["quote"].chunk(0).buffers()[2].address
    frames = facts.to_pandas()
    assert list(frames) == ["entities", "relations", "budgets", "observations"]
    assert frames["relations"].shape[0] == facts.relations.num_rows
    assert facts.to_polars()["entities"].equals(polars.from_arrow(facts.entities))
    # A table outlives the facts that it is of.
    table = pg.extract(TEXT).budgets
    gc.collect()
    assert table["currency"].to_pylist() == ["KRW"]


@pytest.mark.parametrize("threads", [None, 1, 3])
def test_many_documents_keep_their_order(threads: int | None) -> None:
    sources = [(f"{i}.txt", f"{TEXT} {i}억 원을 더한다.") for i in range(300)]
    taken = []

    def one_by_one():
        for source in sources:
            taken.append(source)
            yield source

    many = pg.extract_many(one_by_one(), threads=threads)
    first = next(many)
    assert first.name == "0.txt" and 0 < len(taken) < 300, "documents are taken as they are needed"
    rest = list(many)
    assert [f.name for f in [first, *rest]] == [name for name, _ in sources]
    assert rest[41].to_json_lines() == pg.extract(sources[42][1], name="42.txt").to_json_lines()


def test_other_threads_run_meanwhile() -> None:
    counted = threading.Event()
    thread = threading.Thread(target=counted.set)

    def sources():
        yield from [TEXT] * 64
        thread.start()
        assert counted.wait(60)
        yield TEXT

    assert sum(f.budgets.num_rows for f in pg.extract_many(sources(), threads=1)) == 65


def test_what_cannot_be_read_is_an_exception_in_its_place(tmp_path: pathlib.Path) -> None:
    sources = [TEXT, tmp_path / "missing.txt", b"\x00\x01\x02\x03", TEXT]
    found = list(pg.extract_many(sources, errors="return"))
    assert [type(f) for f in found] == [pg.Facts, pg.DocumentError, pg.DocumentError, pg.Facts]
    assert "missing.txt" in str(found[1])
    with pytest.raises(pg.DocumentError, match="missing.txt"):
        list(pg.extract_many(sources))


@pytest.mark.parametrize("source", [3, None, ["a"], object()])
def test_wrong_types_are_told(source: object) -> None:
    with pytest.raises(pg.ArgumentError, match="a document is"):
        pg.extract(source)  # type: ignore[arg-type]
    with pytest.raises(pg.PolicygraphError):
        list(pg.extract_many([source]))  # type: ignore[list-item]


def test_errors_of_the_source_pass_through() -> None:
    def broken():
        yield TEXT
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        list(pg.extract_many(broken()))
