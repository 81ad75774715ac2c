"""A store answers as the command line does."""

import inspect
import json
import os
import pathlib
import re
import subprocess
import sys
import threading
import typing
import urllib.request

import policygraph as pg
import pytest
from conftest import ROOT, printed, printed_json
from policygraph import options


def test_tables_are_the_command_lines(store: pg.Store) -> None:
    at = ("--store", store.folder)
    filters = {"type": ["Company", "GovernmentAgency"], "country": "US", "least_confidence": 0.5}
    flags = ["--type", "Company,GovernmentAgency", "--country", "US", "--least-confidence", 0.5]
    for answer, asked in [
        (store.search("미국"), ["search", "미국"]),
        (store.central("degree", "pagerank", **filters), ["central", "degree", "pagerank", *flags]),
        (store.central("betweenness", directed=True, largest_component=True), ["central", "betweenness", "--directed", "--largest-component"]),
        (store.communities(members=True, limit=3), ["communities", "--members", "--limit", 3]),
        (store.similar("화웨이", measure="cosine"), ["similar", "화웨이", "--measure", "cosine"]),
        (store.queries(), ["query", "--list"]),
        (store.central(edges=True, limit=3), ["central", "--edges", "--limit", 3]),
        (store.central(direction="in"), ["central", "--direction", "in"]),
        (store.stats(blocks=True, directed=True), ["stats", "--blocks", "--directed"]),
    ]:
        expected = printed_json(*asked, *at)
        assert expected and answer.to_pylist() == expected, asked


# Options that are something else in Python, beside those of all commands: other places than a store, columns and files of tables, other methods, the
# arguments of a comparison.
ELSEWHERE = {
    "help", "quiet", "threads", "store", "seeds", "format", "bom", "file", "named", "param", "list", "answer", "table", "explain", "report", "output", "by",
    "dry-run", "json", "json-progress", "endpoint", "default-graph", "endpoint-timeout", "tables",
}  # fmt: skip


@pytest.mark.parametrize("command", ["build", "query", "search", "path", "central", "communities", "similar", "compare", "export", "stats", "serve"])
def test_arguments_have_the_names_of_the_command_line(command: str) -> None:
    offered = set(re.findall(r"^ +(?:-\w, )?--([a-z-]+)", printed(command, "--help"), re.MULTILINE))
    taken: set[str] = set()
    method = inspect.signature(getattr(pg.Store, command))
    for name, parameter in method.parameters.items():
        if parameter.kind is inspect.Parameter.VAR_KEYWORD:
            kind = str(parameter.annotation).removeprefix("Unpack[").removesuffix("]")
            taken |= set(typing.get_type_hints(getattr(options, kind)))
        else:
            taken.add(name)
    assert offered - {name.rstrip("_").replace("_", "-") for name in taken} <= ELSEWHERE, command


def test_seeds_replace_those_of_the_program(store: pg.Store, tmp_path: pathlib.Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/countries.csv").write_text("no,columns\na,b\n")
    with pytest.raises(pg.PolicygraphError, match="countries.csv"):
        pg.Store(store.folder, seeds=tmp_path / "seeds").compare(["KR", "US"])


def test_entities_and_paths_are_the_command_lines(store: pg.Store) -> None:
    shown = store.show("화웨이")
    assert shown == printed_json("show", "화웨이", "--store", store.folder)
    paths = store.path("산업안보국", "화웨이", limit=2, longer=True)
    lines = printed("path", "산업안보국", "화웨이", "--limit", 2, "--longer", "--format", "json", "--store", store.folder)
    assert paths == [json.loads(line) for line in lines.splitlines()]
    assert store.stats().to_pylist() == printed_json("stats", "--store", store.folder)
    pattern = "Company --> Country"
    lines = printed("path", "화웨이", "--pattern", pattern, "--format", "json", "--store", store.folder)
    assert store.path("화웨이", pattern=pattern) == [json.loads(line) for line in lines.splitlines()] != []


def test_queries_give_numbers_bools_and_triples(store: pg.Store) -> None:
    counted = store.query("SELECT (COUNT(*) AS ?n) WHERE { ?x a pg:Company }")
    assert counted["n"].to_pylist() == [15]
    assert store.query("ASK { ?x a pg:Company }") is True
    triples = store.query("CONSTRUCT { ?x a pg:Company } WHERE { ?x a pg:Company }")
    assert isinstance(triples, pg.Turtle) and len(triples.to_rdflib()) == 15
    named = store.named("largest-budgets")
    found = printed_json("query", "--named", "largest-budgets", "--store", store.folder)
    assert named.column_names == found["head"]["vars"]
    texts = [{name: None if value is None else str(value) for name, value in row.items()} for row in named.to_pylist()]
    assert texts == [{name: row.get(name, {}).get("value") for name in named.column_names} for row in found["results"]["bindings"]]
    limited = store.named("budgets-by-country", country="US")
    params = ("--param", "country=US")
    assert 1 == limited.num_rows == len(printed_json("query", "--named", "budgets-by-country", *params, "--store", store.folder)["results"]["bindings"])


def test_a_comparison_shows_and_explains(store: pg.Store, tmp_path: pathlib.Path) -> None:
    compared = store.compare(["KR", "미국"], language="en")
    expected = printed_json("compare", "KR", "US", "--language", "en", "--store", store.folder)
    assert compared.highlights == expected["highlights"] and list(compared.tables) == [t["table"] for t in expected["tables"]]
    assert compared.tables["D14"].num_rows == len(next(t["rows"] for t in expected["tables"] if t["table"] == "D14"))
    assert compared.explain("D16", 1)["evidence"][0]["quote"]
    compared.report(tmp_path / "report.html")
    assert "<html" in (tmp_path / "report.html").read_text()
    assert "<table" in compared._repr_html_() and "미국" not in compared._repr_html_().split("<table")[1].split("<td")[0]
    assert compared.to_pandas()["D16"].shape[0] > 0
    changes = printed_json("compare", "KR", "US", "--by", "year", "--store", store.folder)[0]["rows"]
    assert store.changes(["KR", "US"], by="year").to_pylist() == changes != []
    other = store.compare(["KR", "US"], weight=["actors=2"], seed=3, permutations=100, draws=50)
    assert other.tables["D14"].num_rows == compared.tables["D14"].num_rows


@pytest.mark.parametrize("format", ["graphml", "gexf", "node-link", "cytoscape", "turtle", "nquads"])
def test_exports_are_the_command_lines(store: pg.Store, format: str, tmp_path: pathlib.Path) -> None:
    expected = printed("export", "--format", format, "--store", store.folder).encode()
    assert store.export(format) == expected
    assert store.export(format, tmp_path / "file") == b"" and (tmp_path / "file").read_bytes() == expected


def test_exports_take_attributes(store: pg.Store) -> None:
    flags = ("--with", "degree", "--with", "pagerank", "--communities")
    exported = store.export("graphml", with_=["degree", "pagerank"], communities=True)
    assert exported == printed("export", "--format", "graphml", *flags, "--store", store.folder).encode()


def test_the_graph_goes_to_other_libraries(store: pg.Store) -> None:
    graph = store.to_networkx()
    stats = json.loads(store.export("node-link"))
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (len(stats["nodes"]), len(stats["links"]))
    assert 0 < store.to_networkx(type="Company").number_of_nodes() < graph.number_of_nodes()
    assert store.to_igraph().vcount() == graph.number_of_nodes()
    assert sum(1 for _ in store.to_rdflib().quads((None, None, None, None))) == len(store.export("nquads").splitlines())


def test_a_picture_has_what_is_most_related(store: pg.Store) -> None:
    import xml.etree.ElementTree as xml

    svg = xml.fromstring(store.picture(limit=10, without="hasJurisdiction")._repr_html_())
    named = [e.text for e in svg.iter("{http://www.w3.org/2000/svg}text")]
    assert len(named) == 10 and "한국판 뉴딜" in named
    assert sum(1 for _ in svg.iter("{http://www.w3.org/2000/svg}line")) >= 3
    hostile = pg.Picture([{"id": "a", "label": "<script>", "type": "Company"}], [])
    assert "<script>" not in hostile.svg


def test_notebooks_are_shown_no_markup_of_documents() -> None:
    shown = pg.Entity(id="x", label="<script>", label_en=None, types=["Company"], names=["<b>"], mentions=[], relations=[], budgets=[])
    assert "<script>" not in shown._repr_html_() and "&lt;script&gt;" in shown._repr_html_()


def test_building_and_removing(tmp_path: pathlib.Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text("환경부는 2021년 예산을 3조 원으로 늘렸다.")
    (tmp_path / "in/b.pdf").write_bytes(b"%PDF-1.7 broken")
    with pg.Store(tmp_path / "new") as store:
        built = store.build(tmp_path / "in")
        assert (built["stored"], built["failed"]) == (1, 1)
        assert {d["document"]: d["state"] for d in built["documents"]} == {"a.txt": "stored", "b.pdf": "failed"}
        assert store.build([tmp_path / "in/a.txt"])["unchanged"] == 1
        assert any("환경부" in line for line in store.remove("a.txt"))
        with pytest.raises(pg.NotFoundError, match="no document"):
            store.remove("a.txt")
    with pytest.raises(pg.StoreError, match="closed"):
        store.stats()


def test_what_is_wrong_is_an_exception_in_the_words_of_the_command_line(store: pg.Store, tmp_path: pathlib.Path) -> None:
    for wrong, kind, words in [
        (lambda: pg.Store(tmp_path / "none").stats(), pg.StoreError, "policygraph build"),
        (lambda: pg.Store(3), pg.ArgumentError, "int"),  # type: ignore[arg-type]
        (lambda: store.search(3), pg.ArgumentError, "int"),  # type: ignore[arg-type]
        (lambda: store.query("SELEC"), pg.QueryError, "malformed"),
        (lambda: store.query("DELETE WHERE { ?s ?p ?o }"), pg.QueryError, "malformed"),
        (lambda: store.show("없는 이름"), pg.NotFoundError, "없는 이름"),
        (lambda: store.central("fame"), pg.ArgumentError, "fame"),
        (lambda: store.central(country="Atlantis"), pg.PolicygraphError, "Atlantis"),
        (lambda: store.central(nonsense=1), pg.ArgumentError, "nonsense"),  # type: ignore[call-arg]
        (lambda: store.named("nothing"), pg.PolicygraphError, "nothing"),
        (lambda: store.compare(["US"]), pg.ArgumentError, "COUNTRY"),
        (lambda: store.export("paper"), pg.ArgumentError, "paper"),
    ]:
        with pytest.raises(kind, match=words) as raised:
            wrong()
        assert "Usage:" not in str(raised.value)


def test_a_bug_is_an_exception_that_asks_for_a_report(store: pg.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    said = "policygraph broke on this: please report it, with what was asked"
    monkeypatch.setattr("policygraph.store.native.call", lambda *_: ("broken", b"", said))
    with pytest.raises(pg.BrokenError, match="please report it"):
        store.stats()


def test_two_writers_are_refused(tmp_path: pathlib.Path) -> None:
    store = pg.Store(tmp_path / "store")
    store.build([ROOT / "examples"])
    server = subprocess.Popen(
        [sys.executable, "-m", "policygraph", "serve", "--port=0", "--updates", f"--store={store.folder}"],
        stderr=subprocess.PIPE, text=True, env={**os.environ, "POLICYGRAPH_TOKEN": "a-token-of-the-test"},
    )  # fmt: skip
    try:
        assert server.stderr is not None and "http://" in server.stderr.readline()
        with pytest.raises(pg.LockedError, match="other process"):
            store.build([ROOT / "examples"], overrides=None, keep_copies=True)
        assert store.stats().num_rows
    finally:
        server.terminate()
        server.communicate()


def test_serving_in_a_process_of_its_own(store: pg.Store) -> None:
    with store.serve() as server:
        with urllib.request.urlopen(f"{server.url}sparql?query=ASK%20%7B%20%3Fx%20a%20%3Chttps%3A%2F%2Fw3id.org%2Fpolicygraph%2Fontology%23Company%3E%20%7D") as answer:
            assert json.load(answer)["boolean"] is True
    with pytest.raises(pg.PolicygraphError):
        pg.Store("missing.store").serve()


def test_the_wheel_has_the_command(store: pg.Store) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, "-m", "policygraph", *arguments], capture_output=True, text=True)

    assert run("--version").stdout == printed("--version")
    assert run("search", "화웨이", "--store", store.folder).stdout == printed("search", "화웨이", "--store", store.folder)
    assert (run("show", "없는 이름", "--store", store.folder).returncode, run("nonsense").returncode) == (1, 2)


def many_documents(folder: pathlib.Path) -> pathlib.Path:
    folder.mkdir()
    for i in range(50):
        (folder / f"{i}.txt").write_text(f"환경부는 2021년 예산을 {i + 2}조 원으로 늘렸다.")
    return folder


def test_progress_is_told_while_a_build_runs(tmp_path: pathlib.Path) -> None:
    folder = many_documents(tmp_path / "in")
    store = pg.Store(tmp_path / "store")
    steps: list[pg.Progress] = []
    threads: set[int] = set()

    def told(step: pg.Progress) -> None:
        steps.append(step)
        threads.add(threading.get_ident())

    store.build(folder, progress=told)
    assert threads and threading.get_ident() not in threads
    assert 0 < steps[0]["documents"] < 50 and steps[0]["bytes"] < steps[0]["of_bytes"]
    for key in ("documents", "bytes", "facts", "stored"):
        numbers = [step[key] for step in steps]  # type: ignore[literal-required]
        assert numbers == sorted(numbers), key
    size = sum(p.stat().st_size for p in folder.iterdir())
    facts = sum(sum(read[k] for k in ("entities", "relations", "budgets")) for read in [d["read"] for d in pg.Store(tmp_path / "other").build(folder)["documents"]])
    assert steps[-1] == {"documents": 50, "of": 50, "bytes": size, "of_bytes": size, "facts": facts, "stored": 50}
    assert store.build(folder, progress=steps.append)["unchanged"] == 50
    assert (steps[-1]["documents"], steps[-1]["facts"]) == (50, 0)
    with pytest.raises(pg.ArgumentError, match="function"):
        store.build(folder, progress=3)  # type: ignore[arg-type]


def test_what_progress_raises_stops_the_build_and_the_next_goes_on(tmp_path: pathlib.Path) -> None:
    folder = many_documents(tmp_path / "in")
    store = pg.Store(tmp_path / "store")
    calls = 0

    def told(step: pg.Progress) -> None:
        nonlocal calls
        calls += 1
        raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        store.build(folder, progress=told)
    assert calls == 1
    built = store.build(folder)
    assert 0 < built["unchanged"] < 50 and built["unchanged"] + built["stored"] == 50
    pg.Store(tmp_path / "other").build(folder)
    assert store.stats().equals(pg.Store(tmp_path / "other").stats())


def test_ctrl_c_stops_and_work_goes_on(tmp_path: pathlib.Path) -> None:
    folder = many_documents(tmp_path / "in")
    code = """
import os, policygraph as pg, signal, sys
store = pg.Store(sys.argv[2])
asked = []
def once(step):
    if not asked:
        asked.append(step)
        os.kill(os.getpid(), signal.SIGINT)
try:
    store.build(sys.argv[1], progress=once)
    print("not stopped")
except KeyboardInterrupt:
    built = store.build(sys.argv[1])
    print(0 < built["unchanged"], built["stored"] + built["unchanged"])
"""
    said = subprocess.run([sys.executable, "-c", code, folder, tmp_path / "store"], stdout=subprocess.PIPE, text=True, timeout=120).stdout
    assert said == "True 50\n"
