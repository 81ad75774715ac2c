"""The graph of the explorer in a browser."""

import re
import xml.etree.ElementTree as ET

import networkx as nx
from conftest import policygraph, served
from playwright.sync_api import expect
from reader import Reader, get


def test_graph_expands_filters_and_comes_back_from_its_address(browser, explorer):
    _, _, address = explorer
    with Reader(browser, address) as reader:
        page = reader.open("graph?id=country-us")
        reader.settled()
        before = reader.counts()
        page.locator("summary", has_text="목록").click()
        # A neighbour that has others.
        us = "https://w3id.org/policygraph/id/country-us"
        shown = get(address, "graph", id=us, neighbours=40)["nodes"]
        name = next(n["label"] for n in shown[1:] if len(get(address, "graph", id=f"{us} {n['id']}", neighbours=80)["nodes"]) > len(shown))
        neighbour = page.locator(".nodes li").filter(has=page.get_by_text(name, exact=True)).first
        reader.changed(neighbour.locator("button.small").click)
        expect(page.locator(".beside h2").first).to_have_text(name)
        expanded = reader.counts()
        assert expanded[0] >= before[0] and expanded[1] >= before[1]
        page.locator("summary", has_text="유형").click()
        reader.changed(page.locator(".checks label", has_text="기업").locator("input").click)
        expect(page).to_have_url(re.compile("types=Company"))
        filtered = reader.counts()
        assert filtered[1] < expanded[1]
        page.locator(".toolbar select").last.select_option("community")
        page.locator(".toolbar select").first.select_option("betweenness")
        # Another reader gets the same.
        url = page.url
        page.goto("about:blank")
        page.goto(url)
        reader.settled()
        assert reader.counts() == filtered
        expect(page.locator(".beside h2").first).to_have_text(name)
        expect(page.locator(".toolbar select").last).to_have_value("community")


def test_double_click_expands(browser, explorer):
    _, _, address = explorer
    with Reader(browser, address, reduced_motion="reduce") as reader:
        page = reader.open("graph?top=20")
        reader.settled()
        before = reader.counts()
        page.locator("summary", has_text="목록").click()
        # One that has neighbours beside those shown; countries are left out.
        shown = get(address, "graph", top=20)["nodes"]

        def has_others(node):
            around = get(address, "graph", id=node["id"], neighbours=40)["nodes"]
            return {n["id"] for n in around if n["type"] != "Country"} - {n["id"] for n in shown}

        name = next(n["label"] for n in shown if n["type"] != "Country" and has_others(n))
        page.locator(".nodes li").filter(has=page.get_by_text(name, exact=True)).first.locator("button").first.click()
        # The chosen one is brought to the middle.
        page.wait_for_timeout(600)
        box = page.locator(".canvas").bounding_box()
        page.mouse.dblclick(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        expect(page).to_have_url(re.compile(r"[?&]id="))
        expect(page.locator("p.counts")).not_to_contain_text(f"{before[0]} 개체")


def test_a_large_part_is_cut_and_says_so(browser, tmp_path):
    """A country with more neighbours, and a graph with more entities, than a picture takes."""
    syllables = "가나다라마바사아자차카타파하"
    names = [a + b + c for a in syllables for b in syllables[:6] for c in syllables[:8]][:560]
    items = (f"{i}. 미국 동향\n\n○ 상무부는 ‘{name} 통신 사업’을 추진\n\n" for i, name in enumerate(names, 1))
    (tmp_path / "large.txt").write_text("".join(items), "utf-8")
    policygraph("build", tmp_path / "large.txt", "--store", tmp_path / "store")
    with served(tmp_path / "store") as address, Reader(browser, address) as reader:
        us = "https://w3id.org/policygraph/id/country-us"
        for path, asked, most in [("graph?id=country-us", {"id": us, "neighbours": 40}, 41), ("graph?top=500", {"top": 500}, 500)]:
            page = reader.open(path)
            reader.settled()
            made = get(address, "graph", **asked)
            assert len(made["nodes"]) == most and made["more"] > 0
            assert reader.counts()[0] == most
            expect(page.locator("p.counts")).to_contain_text(f"{made['more']:,} 개체는 표시하지 않음")


def test_path_between_two(browser, explorer):
    _, _, address = explorer
    with Reader(browser, address) as reader:
        page = reader.open("graph")
        # Two that a third ties.
        picture = get(address, "graph", id="https://w3id.org/policygraph/id/country-us")
        ends = [n["label"] for n in picture["nodes"] if n["type"] != "Country"][:2]
        for label, name in zip(("경로 시작", "경로 끝"), ends):
            field = page.get_by_label(label).and_(page.get_by_role("combobox"))
            field.type(name)
            expect(page.get_by_role("option").first).to_contain_text(name)
            page.keyboard.press("Enter")
        expect(page.locator(".paths li").first).to_contain_text(ends[1])
        page.locator(".paths li button").first.click()
        expect(page.locator("dialog .quotes li").first).not_to_be_empty()
        page.keyboard.press("Escape")
        expect(page.locator("dialog")).to_have_count(0)


def test_what_is_seen_is_exported(browser, explorer, tmp_path):
    _, _, address = explorer
    with Reader(browser, address) as reader:
        page = reader.open("graph?top=40")
        reader.settled()
        nodes, edges = reader.counts()
        files = {}
        for kind in ("PNG", "SVG", "GEXF"):
            with page.expect_download() as download:
                page.get_by_role("button", name=kind, exact=True).click()
            files[kind] = tmp_path / f"graph.{kind.lower()}"
            download.value.save_as(files[kind])
        assert files["PNG"].read_bytes()[:8] == b"\x89PNG\r\n\x1a\n" and files["PNG"].stat().st_size > 10_000
        circles = ET.parse(files["SVG"]).getroot().iter("{http://www.w3.org/2000/svg}circle")
        assert len(list(circles)) == nodes
        read = nx.read_gexf(files["GEXF"])
        assert (read.number_of_nodes(), read.number_of_edges()) == (nodes, edges)
        assert all(d["label"] and d["type"] for _, d in read.nodes(data=True))


def test_graph_leaves_countries_out_until_they_are_wanted(browser, explorer):
    _, _, address = explorer
    with Reader(browser, address) as reader:
        page = reader.open("graph")
        reader.settled()
        assert all(n["type"] != "Country" for n in get(address, "graph", top=120)["nodes"])
        assert reader.counts()[0] == len(get(address, "graph", top=120)["nodes"])
        reader.changed(page.get_by_label("국가도 표시").check)
        assert any(n["type"] == "Country" for n in get(address, "graph", top=120, country_nodes="true")["nodes"])
        expect(page).to_have_url(re.compile("country-nodes=true"))
        reader.changed(page.get_by_label("국가도 표시").uncheck)
        # An entry of the legend leaves its group out, and brings it back.
        nodes = reader.counts()[0]
        key = page.locator(".legend .key").first
        group = int(key.locator(".count").inner_text().replace(",", ""))
        reader.changed(key.click)
        assert reader.counts()[0] == nodes - group
        expect(key).to_have_attribute("aria-pressed", "false")
        reader.changed(key.click)
        assert reader.counts()[0] == nodes


def test_labels_of_the_graph_do_not_overlap(browser, explorer, tmp_path):
    _, _, address = explorer
    with Reader(browser, address) as reader:
        page = reader.open("graph")
        reader.settled()
        page.wait_for_timeout(300)
        with page.expect_download() as download:
            page.get_by_role("button", name="SVG", exact=True).click()
        download.value.save_as(tmp_path / "graph.svg")
        texts = ET.parse(tmp_path / "graph.svg").getroot().iter("{http://www.w3.org/2000/svg}text")
        size = 13
        boxes = []
        for text in texts:
            width = page.evaluate(
                "([text, font]) => { const c = document.createElement('canvas').getContext('2d'); c.font = font; return c.measureText(text).width }",
                [text.text, f'500 {size}px system-ui, "Noto Sans KR", "Noto Sans CJK KR", sans-serif'],
            )
            x, y = float(text.get("x")), float(text.get("y"))
            left = x - width if text.get("text-anchor") == "end" else x
            boxes.append((left, left + width, y - size * 0.8, y + size * 0.2, text.text))
        assert len(boxes) > 10
        clash = lambda a, b: a[0] < b[1] and b[0] < a[1] and a[2] < b[3] and b[2] < a[3]
        assert [(a[4], b[4]) for i, a in enumerate(boxes) for b in boxes[:i] if clash(a, b)] == []
