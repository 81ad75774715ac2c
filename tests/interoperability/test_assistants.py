"""The official client of the Model Context Protocol asks `policygraph mcp` for all that it serves, and for what it must refuse."""

import contextlib
import json
import pathlib

import anyio
import pytest
from conftest import PROGRAM, policygraph
from mcp import ClientSession, MCPError, StdioServerParameters, stdio_client

DOCUMENT = "bulletin-2021-03.txt"


def asked(store: pathlib.Path, questions):
    """What a coroutine answers that is given a session with a server of its own."""

    async def ask():
        server = StdioServerParameters(command=str(PROGRAM), args=["--quiet", "mcp", "--timeout", "5", "--store", str(store)])
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
        assert huawei["named_in"][0]["document"] == DOCUMENT and huawei["named_in"][0]["lines"]

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


def test_a_thousand_calls_take_no_more_memory_than_a_hundred(store):
    def resident(process: pathlib.Path) -> int:
        return int(process.joinpath("statm").read_text().split()[1]) * 4096

    async def questions(session):
        calls = [("search_entities", {"text": "미국"}), ("show_entity", {"name": "화웨이"}), ("query", {"sparql": "ASK { ?x a pg:Company }"})]
        server = next(p for p in pathlib.Path("/proc").glob("[0-9]*") if f"mcp\0--timeout\x005\0--store\0{store}" in cmdline(p))

        async def many(n: int):
            for i in range(n):
                tool, arguments = calls[i % len(calls)]
                await answer(session, tool, **arguments)

        await many(100)
        before = resident(server)
        await many(900)
        assert resident(server) < before + (48 << 20)

    def cmdline(process: pathlib.Path) -> str:
        with contextlib.suppress(OSError):
            return process.joinpath("cmdline").read_text()
        return ""

    asked(store, questions)
