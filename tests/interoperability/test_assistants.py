"""The official client of the Model Context Protocol asks `policygraph mcp` for all that it serves, and for what it must refuse."""

import contextlib
import itertools
import json
import os
import pathlib
import shutil
import time

import anyio
import pytest
from conftest import PROGRAM, ROOT, policygraph
from mcp import ClientSession, MCPError, StdioServerParameters, stdio_client

DOCUMENT = "bulletin-2021-03.txt"

# Calls that the test makes at the same time.
AT_ONCE = 4
# Processes that the server keeps: three for quick queries for each core, and one for each command that ran at the same time.
WORKERS = 3 * os.cpu_count() + AT_ONCE


def asked(store: pathlib.Path, questions, *options: object):
    """What a coroutine answers that is given a session with a server of its own."""

    async def ask():
        arguments = ["--quiet", "mcp", "--timeout", "5", "--store", store, *options]
        server = StdioServerParameters(command=str(PROGRAM), args=[str(a) for a in arguments], env=dict(os.environ))
        async with stdio_client(server) as (read, write), ClientSession(read, write) as session:
            await session.initialize()
            return await questions(session)

    return anyio.run(ask)


async def answer(session: ClientSession, tool: str, **arguments):
    result = await session.call_tool(tool, arguments)
    assert not result.is_error, result.content
    assert json.loads(result.content[0].text) == result.structured_content
    return result.structured_content


async def refusal(session: ClientSession, tool: str, **arguments) -> str:
    """Why a tool does not answer; an error of the protocol or of the tool."""
    with contextlib.suppress(MCPError):
        result = await session.call_tool(tool, arguments)
        assert result.is_error, result.content
        return result.content[0].text
    return "refused by the protocol"


def cites(claims) -> bool:
    return any(claim["document"] == DOCUMENT and claim["quote"] and claim["lines"] for claim in claims)


def test_every_tool_answers_with_what_proves_it(store):
    async def questions(session):
        tools = {tool.name: tool for tool in (await session.list_tools()).tools}
        assert set(tools) == {
            "search_entities", "show_entity", "find_paths", "query", "named_query", "compare_countries", "list_documents", "read_section",
        }
        assert all(tool.annotations.read_only_hint and tool.description for tool in tools.values())

        found = await answer(session, "search_entities", text="화웨이")
        huawei = found["items"][0]
        assert (huawei["name"], huawei["english"]) == ("화웨이", "Huawei")
        place = huawei["named_in"][0]
        line = (ROOT / "examples" / DOCUMENT).read_text().splitlines()[place["lines"][0] - 1]
        assert place["document"] == DOCUMENT and place["quote"] == line.strip() and "화웨이" in line

        shown = await answer(session, "show_entity", name=huawei["id"])
        assert shown["entity"]["label"] == "화웨이" and any(cites(fact["claims"]) for fact in shown["items"])

        paths = await answer(session, "find_paths", **{"from": "산업안보국", "to": "화웨이"})
        assert cites(paths["items"][0]["hops"][0]["relations"][0]["claims"])

        rows = await answer(session, "query", sparql="SELECT ?claim WHERE { GRAPH ?g { ?claim rdf:subject ?s ; prov:wasDerivedFrom ?span } }", page={"limit": 3})
        assert len(rows["items"]) == 3 and all(row["evidence"] for row in rows["items"])
        yes = await answer(session, "query", sparql="ASK { ?x a pg:Company }")
        assert yes == {"answer": True}
        turtle = await answer(session, "query", sparql="CONSTRUCT { ?x a pg:Company } WHERE { ?x a pg:Company }")
        assert "pg:Company" in turtle["text"] or "Company" in turtle["text"]

        library = await answer(session, "named_query")
        assert library["total"] > 40
        budgets = await answer(session, "named_query", name="largest-budgets")
        assert budgets["items"]

        compared = await answer(session, "compare_countries", countries=["KR", "US"], language="en")
        assert [c["code"] for c in compared["countries"]] == ["KR", "US"]
        assert any(cites(highlight.get("evidence") or []) for highlight in compared["items"])
        table = await answer(session, "compare_countries", countries=["한국", "미국"], table="D16")
        assert table["table"] == "D16" and any(cites(row["evidence"]) for row in table["items"])

        documents = await answer(session, "list_documents")
        assert [d["document"] for d in documents["items"]] == [DOCUMENT]
        sections = await answer(session, "list_documents", document=DOCUMENT, page={"limit": 100})
        path = next(c["section"] for fact in shown["items"] for c in fact["claims"] if c["section"])
        assert path in [s["section"] for s in sections["items"]]
        section = await answer(session, "read_section", document=DOCUMENT, section=path)
        assert section["text"] and cites(section["claims"])

    asked(store, questions)


def test_answers_are_the_command_lines(store):
    async def questions(session):
        return await answer(session, "search_entities", text="미국", page={"limit": 100})

    found = asked(store, questions)
    rows = json.loads(policygraph("search", "미국", "--limit", 0, "--format", "json", "--store", store))
    assert [{k: v for k, v in item.items() if k != "named_in"} for item in found["items"]] == rows


def test_cursors_lead_through_all_once(store):
    async def questions(session):
        seen, cursor = [], None
        while True:
            page = {"limit": 7} | ({"cursor": cursor} if cursor else {})
            answered = await answer(session, "query", sparql="SELECT ?x WHERE { ?x a ?t } ORDER BY ?x ?t", page=page)
            assert len(answered["items"]) <= 7
            seen += [row["x"] for row in answered["items"]]
            cursor = answered.get("next_cursor")
            if cursor is None:
                assert len(seen) == answered["total"]
                return seen

    seen = asked(store, questions)
    assert seen == sorted(seen) and len(seen) > 50


def test_hostile_arguments_are_refused_and_the_server_lives_on(store):
    async def questions(session):
        before = await answer(session, "query", sparql="SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
        for tool, arguments in [
            ("search_entities", {"text": "a", "page": {"limit": 1_000_000_000}}),
            ("search_entities", {"text": "a", "page": {"cursor": "../../etc/passwd"}}),
            ("search_entities", {"text": "a", "types": ["--store=/etc"]}),
            ("search_entities", {"text": "a", "store": "/etc"}),
            ("search_entities", {}),
            ("show_entity", {"name": "--help"}),
            ("show_entity", {"name": "--store=/etc"}),
            ("find_paths", {"from": "화웨이", "to": "ARM", "paths": 4_000_000_000}),
            ("query", {"sparql": "DELETE WHERE { ?s ?p ?o }"}),
            ("query", {"sparql": "INSERT DATA { <a:a> <a:b> <a:c> }"}),
            ("query", {"sparql": "SELECT * WHERE { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }"}),
            ("query", {"sparql": "SELECT * WHERE " + "{" * 100_000 + "}" * 100_000}),
            ("query", {"sparql": "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"}),
            ("named_query", {"name": "../../Cargo"}),
            ("named_query", {"name": "budgets-by-country", "parameters": ['year="} DROP ALL #', "x"]}),
            ("compare_countries", {"countries": ["KR", "--output=/tmp/x"]}),
            ("compare_countries", {"countries": ["KR", "US"], "table": "D99"}),
            ("list_documents", {"document": "../../etc/passwd"}),
            ("read_section", {"document": "/etc/passwd", "section": "1"}),
            ("read_section", {"document": DOCUMENT, "section": "../.."}),
            ("build", {"inputs": ["/etc"]}),
            # Without --edit nothing writes.
            ("add_document", {"text": "환경부는 예산을 늘렸다.", "name": "a.txt"}),
            ("remove_document", {"document": DOCUMENT}),
            ("correct", {"action": "rename", "name": "화웨이", "value": "x"}),
        ]:
            assert await refusal(session, tool, **arguments), (tool, arguments)
        assert await answer(session, "query", sparql="SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }") == before

    files = sorted(p.name for p in store.iterdir())
    asked(store, questions)
    assert sorted(p.name for p in store.iterdir() if not p.name.startswith("graph-")) == [f for f in files if not f.startswith("graph-")]


def test_documents_and_the_ontology_are_resources(store):
    async def questions(session):
        resources = (await session.list_resources()).resources
        assert [str(r.uri) for r in resources] == ["policygraph://ontology", f"policygraph://document/{DOCUMENT}"]
        ontology, document = [(await session.read_resource(r.uri)).contents[0].text for r in resources]
        assert "owl:Class" in ontology and "화웨이" in document and "[section " in document
        for uri in ["policygraph://document/..%2F..%2Fetc%2Fpasswd", "file:///etc/passwd"]:
            with pytest.raises(MCPError):
                await session.read_resource(uri)

    asked(store, questions)


@pytest.fixture
def own(store, tmp_path) -> pathlib.Path:
    """A copy of the store, which a test may change."""
    return shutil.copytree(store, tmp_path / "own")


def test_documents_are_added_and_removed_where_that_is_allowed(own, tmp_path):
    files = tmp_path / "files"
    (files / "2021").mkdir(parents=True)
    (files / "2021/memo.txt").write_text("환경부는 2021년 ‘가람 사업’에 3조 원을 투자한다.")
    (files / "large.txt").write_bytes(b"a" * (1 << 20) + b"a")
    secret = tmp_path / "secret.txt"
    secret.write_text("국방부는 ‘숨은 사업’을 추진한다.")
    (files / "link.txt").symlink_to(secret)
    (files / "up").symlink_to(tmp_path)
    os.mkfifo(files / "pipe.txt")

    async def names(session):
        return [d["document"] for d in (await answer(session, "list_documents"))["items"]]

    async def questions(session):
        tools = {tool.name: tool.annotations for tool in (await session.list_tools()).tools}
        assert {name for name, says in tools.items() if not says.read_only_hint} == {
            "add_document", "remove_document", "correct", "withdraw_correction",
        }
        assert tools["remove_document"].destructive_hint

        added = await answer(session, "add_document", path="2021/memo.txt")
        assert [(d["document"], d["state"]) for d in added["documents"]] == [("2021/memo.txt", "stored")]
        assert (await answer(session, "add_document", path="2021/memo.txt"))["documents"][0]["state"] == "unchanged"
        shown = await answer(session, "show_entity", name="가람 사업")
        assert any(fact["kind"] == "budget" and fact["claims"][0]["document"] == "2021/memo.txt" for fact in shown["items"])
        added = await answer(session, "add_document", text="외교부는 ‘나루 사업’을 추진한다.", name="노트.txt")
        assert added["documents"][0]["document"] == "노트.txt"
        assert set(await names(session)) == {DOCUMENT, "2021/memo.txt", "노트.txt"}

        for wrong in [
            {"path": "../secret.txt"}, {"path": "2021/../../secret.txt"}, {"path": str(secret)}, {"path": "link.txt"}, {"path": "up/secret.txt"},
            {"path": "pipe.txt"}, {"path": "2021"}, {"path": "none.txt"}, {"path": ""}, {"path": "large.txt"},
            {"text": "a" * ((1 << 20) + 1), "name": "large.txt"}, {"text": "가", "name": "../a.txt"}, {"text": "가", "name": "/a.txt"}, {"text": "가"}, {"name": "a"},
            {"path": "2021/memo.txt", "text": "가", "name": "a"}, {},
        ]:
            assert await refusal(session, "add_document", **wrong), wrong
        assert len(await names(session)) == 3

        went = await answer(session, "remove_document", document="2021/memo.txt")
        assert any("가람 사업" in statement for statement in went["items"])
        assert "2021/memo.txt" in await refusal(session, "remove_document", document="2021/memo.txt")
        assert await refusal(session, "remove_document", document="--help")
        assert set(await names(session)) == {DOCUMENT, "노트.txt"}

    asked(own, questions, "--edit", "--files", files, "--max-file", 1)
    policygraph("validate", "--store", own)

    async def without_files(session):
        assert "--files" in await refusal(session, "add_document", path="2021/memo.txt")

    asked(own, without_files, "--edit")


def test_corrections_are_kept_and_honoured(own):
    text = {"text": "가람전자는 ‘나루 사업’에 참여한다.", "name": "a.txt"}
    rename = {"action": "rename", "name": "가람전자", "value": "가람 일렉트로닉스"}

    async def questions(session):
        assert (await answer(session, "list_corrections"))["items"] == []
        assert (await answer(session, "correct", **rename))["corrections"] == 1
        await answer(session, "correct", action="confirm", name="가람전자", value="나루 사업", predicate="leads")
        replaced = await answer(session, "correct", action="correct", name="가람전자", value="나루 사업", predicate="leads", correction="participatesIn")
        assert replaced["corrections"] == 2
        for wrong in [{**rename, "action": "drop"}, {**rename, "value": ""}, {"action": "retype", "name": "가람전자", "value": "Nonsense"}, {**rename, "file": "/etc/x"}]:
            assert await refusal(session, "correct", **wrong), wrong
        await answer(session, "add_document", **text)
        assert (await answer(session, "show_entity", name="가람전자"))["entity"]["label"] == "가람 일렉트로닉스"

        kept = (await answer(session, "list_corrections"))["items"]
        assert [row["action"] for row in kept] == ["rename", "correct"] and kept[1]["correction"] == "participatesIn"
        assert (await answer(session, "withdraw_correction", **kept[0]))["corrections"] == 1
        assert "no such correction" in await refusal(session, "withdraw_correction", **kept[0])

    asked(own, questions, "--edit")
    assert len((own / "overrides.csv").read_text().splitlines()) == 2


def test_quotes_of_a_pdf_come_with_pages(own, tmp_path):
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen import canvas

    pdfmetrics.registerFont(UnicodeCIDFont("HYGothic-Medium"))
    page = canvas.Canvas(str(tmp_path / "two.pdf"))
    for words in ("첫째 쪽에는 아무 일도 없다.", "환경부는 ‘가람 사업’에 2억 달러를 지원한다."):
        page.setFont("HYGothic-Medium", 12)
        page.drawString(72, 720, words)
        page.showPage()
    page.save()

    async def questions(session):
        added = await answer(session, "add_document", path="two.pdf")
        assert added["documents"][0]["read"]["pages"] == 2
        shown = await answer(session, "show_entity", name="가람 사업")
        claims = [claim for fact in shown["items"] for claim in fact["claims"]]
        assert claims and all((c["document"], c["place"]["page"]) == ("two.pdf", 2) for c in claims)
        found = await answer(session, "find_paths", **{"from": "환경부", "to": "가람 사업"})
        assert found["items"][0]["hops"][0]["relations"][0]["claims"][0]["place"]["page"] == 2
        section = await answer(session, "read_section", document="two.pdf", section=claims[0]["section"])
        assert all(claim["place"]["page"] == 2 for claim in section["claims"])
        sparql = "SELECT ?claim WHERE { GRAPH ?g { ?claim rdf:subject ?s ; rdf:object/skos:prefLabel '가람 사업' } }"
        rows = await answer(session, "query", sparql=sparql.replace("/skos:prefLabel '가람 사업'", " ?o") + " LIMIT 1000", page={"limit": 100})
        assert any(e["place"]["page"] == 2 for row in rows["items"] for e in row["evidence"] if "place" in e)

    asked(own, questions, "--edit", "--files", tmp_path)


def test_what_never_ends_is_stopped_and_the_server_lives_on(own, tmp_path):
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    shutil.copy(ROOT / "seeds/countries.csv", seeds)

    async def questions(session):
        assert (await answer(session, "compare_countries", countries=["KR", "US"]))["items"]
        # From now on a command that reads the seeds waits for ever.
        (seeds / "countries.csv").unlink()
        os.mkfifo(seeds / "countries.csv")
        async def stopped(tool, arguments):
            assert "longer than 5s" in await refusal(session, tool, **arguments), tool

        async with anyio.create_task_group() as group:
            group.start_soon(stopped, "compare_countries", {"countries": ["KR", "US"]})
            group.start_soon(stopped, "find_paths", {"from": "산업안보국", "to": "화웨이"})
            assert (await answer(session, "show_entity", name="화웨이"))["items"]

    asked(own, questions, "--seeds", seeds)


def test_a_thousand_calls_leave_nothing_behind(store):
    def resident(process: pathlib.Path) -> int:
        return int(process.joinpath("statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    async def questions(session):
        often = [
            ("search_entities", {"text": "미국"}),
            ("show_entity", {"name": "화웨이"}),
            ("query", {"sparql": "SELECT ?s ?p ?o WHERE { ?s ?p ?o } LIMIT 100", "page": {"limit": 100}}),
            ("named_query", {"name": "largest-budgets"}),
            ("list_documents", {"document": DOCUMENT}),
            ("read_section", {"document": DOCUMENT, "section": (await answer(session, "list_documents", document=DOCUMENT))["items"][0]["section"]}),
        ]
        seldom = [("find_paths", {"from": "산업안보국", "to": "화웨이"}), ("compare_countries", {"countries": ["KR", "US"]})]
        calls = (often * 8 + seldom) * 5
        server = next(p for p in pathlib.Path("/proc").glob("[0-9]*") if f"mcp\0--timeout\0005\0--store\0{store}" in told(p, "cmdline"))

        async def several(calls):
            for tool, arguments in calls:
                await answer(session, tool, **arguments)

        async def many(calls):
            async with anyio.create_task_group() as group:
                for part in range(AT_ONCE):
                    group.start_soon(several, calls[part::AT_ONCE])

        def workers() -> int:
            """Processes of the server that have not ended."""
            children = [child for task in server.joinpath("task").iterdir() for child in told(task, "children").split()]
            states = (told(pathlib.Path("/proc", child), "stat").rpartition(") ")[2][:1] for child in children)
            return sum(state not in ("", "Z", "X") for state in states)

        def own_files() -> int:
            """Open files of the server, without its pipes to workers and what tells it that one has ended."""
            names = []
            for file in server.joinpath("fd").iterdir():
                with contextlib.suppress(FileNotFoundError):
                    names.append(os.readlink(file))
            return sum(not name.startswith("pipe:") and "pidfd" not in name for name in names)

        await many(calls)
        used, open_files = [resident(server)], own_files()
        for _ in range(4):
            await many(calls)
            used.append(resident(server))
        # The allocator now and then takes a piece more for its threads; what a call leaves behind is there after each round of calls.
        assert min(after - before for before, after in itertools.pairwise(used)) < 1 << 20, used
        assert own_files() <= open_files + 2
        # One that was told to end may take a moment to do so.
        for _ in range(100):
            if workers() <= WORKERS:
                break
            time.sleep(0.1)
        assert workers() <= WORKERS

    def told(process: pathlib.Path, what: str) -> str:
        """What the system tells of a process or thread; nothing of one that is gone."""
        with contextlib.suppress(OSError):
            return process.joinpath(what).read_text()
        return ""

    asked(store, questions)
