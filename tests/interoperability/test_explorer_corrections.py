"""Facts that are corrected on the page of the explorer."""

import csv
import json
import shutil
import urllib.error
import urllib.request

import pytest
from conftest import ROOT, documents, policygraph, served
from playwright.sync_api import expect
from reader import Reader, get, soon

USA = "https://w3id.org/policygraph/id/country-us"


def test_a_rejected_fact_goes_with_the_next_build(browser, explorer, tmp_path):
    name, store, _ = explorer
    mine = tmp_path / "store"
    shutil.copytree(store, mine)
    with served(mine, "--edit") as address, Reader(browser, address) as reader:
        page = reader.open("entity?id=country-us")
        fact = page.locator(".relations li").first
        other = fact.locator(".entity a").get_attribute("href").split("id=")[1]
        relations = lambda: get(address, "entity", id=USA)["relations"]
        group = relations()[0]
        fact.get_by_role("button", name="틀림").click()
        expect(fact.locator("[role=status]")).to_have_text("✓")
        rows = list(csv.DictReader((mine / "overrides.csv").open(encoding="utf-8", newline="")))
        assert [(r["action"], r["predicate"]) for r in rows] == [("reject", group["predicate"])]
        policygraph("build", documents(name), "--store", mine)
        same = lambda g: (g["predicate"], g["forward"]) == (group["predicate"], group["forward"])
        soon(lambda: not any(r["other"]["id"].endswith("/" + other) for g in relations() if same(g) for r in g["rows"]))
        # Taken back, it is there again.
        page = reader.open("corrections")
        page.get_by_role("button", name="되돌리기").click()
        expect(page.locator("tbody tr")).to_have_count(0)
        policygraph("build", documents(name), "--store", mine)
        soon(lambda: (relations()[0]["predicate"], len(relations()[0]["rows"])) == (group["predicate"], len(group["rows"])))


def test_a_fact_is_corrected(browser, explorer, tmp_path):
    name, store, _ = explorer
    if name == "corpus":
        pytest.skip("the example is enough")
    mine = tmp_path / "store"
    shutil.copytree(store, mine)
    with served(mine, "--edit") as address, Reader(browser, address) as reader:
        page = reader.open("entity?id=country-us")
        page.locator(".relations li").first.get_by_role("button", name="고치기").click()
        page.get_by_label("올바른 관계").select_option("restricts")
        page.locator("dialog").get_by_role("button", name="저장").click()
        expect(page.locator(".relations li [role=status]").first).to_have_text("✓")
        policygraph("build", ROOT / "examples", "--store", mine)
        restricted = lambda: [r for g in get(address, "entity", id=USA)["relations"] if g["predicate"] == "restricts" for r in g["rows"]]
        soon(lambda: any(r["confidence"] == 1 for r in restricted()))


def test_nobody_else_writes_corrections(explorer):
    _, store, address = explorer
    row = json.dumps({"action": "rename", "name": "a", "value": "b"}).encode()
    for headers in ({}, {"Origin": "https://example.org"}):
        request = urllib.request.Request(f"{address}/explorer/corrections", row, {"Content-Type": "application/json", **headers})
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(request)
    with served(store) as reading:
        request = urllib.request.Request(f"{reading}/explorer/corrections", row, {"Content-Type": "application/json", "Origin": reading})
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(request)
