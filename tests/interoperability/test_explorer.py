"""The explorer in a browser, over the bundled bulletin, the real one, and a hostile one."""

import csv
import io
import json
import pathlib
import re
import shutil
import urllib.parse
import urllib.request
import xml.etree.ElementTree as ET

import networkx as nx
import pytest
from conftest import HOSTILE, ROOT, SCREENSHOTS, corpus, policygraph, serious, served, under_a_path
from playwright.sync_api import expect

# Machines differ; what does not come at all is found by this too.
expect.set_options(timeout=60_000)
PAGES = ["home", "entity", "graph", "query", "compare", "documents", "new", "corrections"]
QUERY = """SELECT ?country (COUNT(?p) AS ?programmes) WHERE { ?p a pg:Program ; pg:implementedIn/pg:countryCode ?country }
GROUP BY ?country ORDER BY DESC(?programmes)"""


@pytest.fixture(scope="module", params=["example", "corpus"])
def explorer(request, tmp_path_factory):
    """Name and store of what is explored, and the address of the explorer, which takes corrections."""
    folder = tmp_path_factory.mktemp(request.param)
    documents = corpus() if request.param == "corpus" else ROOT / "examples"
    policygraph("build", documents, "--store", folder / "store")
    with served(folder / "store", "--edit") as address:
        yield request.param, folder / "store", address


class Reader:
    """A window of the browser, which remembers what the page complains of and whom it asks."""

    def __init__(self, browser, address, width=1440, language="ko", **options):
        self.address, self.heard = address, []
        locale = {"ko": "ko-KR", "en": "en-GB"}[language]
        self.context = browser.new_context(viewport={"width": width, "height": 900}, locale=locale, accept_downloads=True, **options)
        self.page = self.context.new_page()
        self.page.on("console", lambda message: self.heard.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.heard.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.heard.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        elsewhere = lambda request: not request.url.startswith((address, "blob:", "data:"))
        self.page.on("request", lambda request: self.heard.append(request.url) if elsewhere(request) else None)

    def __enter__(self):
        return self

    def __exit__(self, failed, *_):
        self.context.close()
        if failed is None:
            assert self.heard == []

    def open(self, path):
        self.page.goto(f"{self.address}/#/{path}")
        self.page.reload()
        expect(self.page.locator("main h1")).not_to_be_empty()
        expect(self.page.locator("main .stale, main [role=status]:text('…')")).to_have_count(0)
        return self.page

    def settled(self):
        expect(self.page.locator(".canvas[data-settled=true]")).to_be_attached(timeout=120_000)

    def changed(self, change):
        """Does what changes the picture, and waits until it has."""
        before = self.page.locator("p.counts").inner_text()
        change()
        expect(self.page.locator("p.counts")).not_to_have_text(before)
        self.settled()

    def counts(self):
        """Numbers of nodes and edges of the picture."""
        text = self.page.locator("p.counts").inner_text()
        return [int(n.replace(",", "")) for n in re.findall(r"\d[\d,]*", text)[:2]]


def get(address, path, **parameters):
    with urllib.request.urlopen(f"{address}/explorer/{path}?{urllib.parse.urlencode(parameters)}") as answer:
        return json.load(answer)


def path_of(page, address):
    """A page of the explorer with something to show."""
    if page == "entity":
        return "entity?id=country-us"
    if page == "documents":
        section = next(s for d in get(address, "documents") for s in d["sections"] if s["country"])
        return "documents?" + urllib.parse.urlencode({"section": section["id"].split("/id/")[1]})
    if page == "compare":
        return "compare?country=US,JP,CN,KR"
    if page == "query":
        return "query?" + urllib.parse.urlencode({"q": QUERY, "view": "chart"})
    return "" if page == "home" else page


@pytest.mark.parametrize("width", [1440, 768, 390])
@pytest.mark.parametrize("shown", PAGES)
def test_pages_fit_and_let_everyone_in(browser, explorer, shown, width):
    name, _, address = explorer
    scheme = "dark" if width == 768 else "light"
    with Reader(browser, address, width, color_scheme=scheme) as reader:
        page = reader.open(path_of(shown, address))
        if shown == "graph":
            reader.settled()
        if shown == "compare":
            expect(page.locator(".matrix")).to_be_visible(timeout=120_000)
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"explorer-{name}-{shown}-{width}.png", full_page=True)
        # Tables and pictures scroll by themselves, the page does not.
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert serious(page) == []


@pytest.mark.parametrize("language", ["ko", "en"])
def test_search_suggests_names_in_both_languages(browser, explorer, language):
    _, _, address = explorer
    with Reader(browser, address, language=language) as reader:
        page = reader.open("")
        field = page.get_by_role("combobox")
        for typed in ("미국", "United St"):
            field.fill("")
            field.type(typed)
            expect(page.get_by_role("option").first).to_contain_text("미국" if language == "ko" else "United States")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("미국" if language == "ko" else "United States")
        # The last suggestion leads to all that has a word.
        page.get_by_role("combobox").fill("스마트")
        expect(page.locator("[role=option]").last).to_have_text(re.compile("모든 결과 보기|See all results|없습니다|Nothing"))
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_contain_text("스마트")
        # Who moves by keyboard goes on in the new page.
        expect(page.locator("main")).to_be_focused()
        # The other language, by keyboard.
        page.locator(".switches button").first.focus()
        page.keyboard.press("Enter")
        expect(page.locator("html")).to_have_attribute("lang", "en" if language == "ko" else "ko")


def test_one_enter_after_composing_hangul_opens_the_first_hit(browser, explorer):
    """The key that ends the last syllable is told twice by some browsers, and once by others; it acts once in both."""
    _, _, address = explorer
    with Reader(browser, address) as reader:
        for ends_before_the_key in (True, False):
            page = reader.open("")
            cdp = reader.context.new_cdp_session(page)
            page.get_by_role("combobox").focus()
            visited = page.evaluate("history.length")
            for composed in ("ㅁ", "미", "미ㄱ", "미구", "미국"):
                cdp.send("Input.imeSetComposition", {"text": composed, "selectionStart": len(composed), "selectionEnd": len(composed)})
            expect(page.get_by_role("combobox")).to_have_value("미국")
            if ends_before_the_key:
                # Of the input method: keyCode 229 while the syllable is open, then its end, then the key itself.
                cdp.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", "key": "Process", "code": "Enter", "windowsVirtualKeyCode": 229})
                cdp.send("Input.insertText", {"text": "미국"})
            page.keyboard.press("Enter")
            expect(page.locator(".details h1")).to_have_text("미국")
            expect(page).to_have_url(re.compile("entity\\?id=country-us"))
            assert page.evaluate("history.length") == visited + 1


def test_under_the_path_of_a_proxy(browser, explorer):
    name, _, behind = explorer
    if name == "corpus":
        pytest.skip("the example is enough")
    with under_a_path(behind, "/policy/graph") as address, Reader(browser, address) as reader:
        for shown in PAGES:
            page = reader.open(path_of(shown, address))
            expect(page.locator("main .error")).to_have_count(0)
            if shown == "graph":
                reader.settled()
            if shown == "compare":
                expect(page.locator(".matrix")).to_be_visible(timeout=120_000)
                with page.expect_popup() as popup:
                    page.get_by_role("link", name="보고서 열기").click()
                expect(popup.value.locator("h1").first).not_to_be_empty()
                assert popup.value.url.startswith(address)
            if shown == "entity":
                link = page.locator("a", has_text="RDF").first.evaluate("a => a.href")
                assert link.startswith(address), link
                assert page.request.get(link, headers={"accept": "text/turtle"}).ok
        page.goto(f"{address}/yasgui#query=" + urllib.parse.quote("SELECT ?x WHERE { ?x a <https://w3id.org/policygraph/ontology#Country> }"))
        page.locator(".yasqe_queryButton").click()
        expect(page.locator(".yasr table tbody tr").first).to_be_visible()


def test_facts_lead_to_quotes_in_their_document(browser, explorer):
    _, _, address = explorer
    with Reader(browser, address) as reader:
        page = reader.open("entity?id=country-us")
        page.locator(".relations button").first.click()
        quote = page.locator("dialog blockquote mark").first
        expect(quote).not_to_be_empty()
        words = quote.inner_text()
        page.locator("dialog .where a").first.click()
        marked = page.locator(".text mark").first
        expect(marked).to_be_visible()
        squeezed = lambda text: re.sub(r"\s", "", text)
        assert squeezed("".join(page.locator(".text mark").all_inner_texts())) == squeezed(words)
        assert page.locator("dialog").count() == 0
        # Names in the text lead to their entities.
        page.locator("a.mention").first.click()
        expect(page.locator(".details h1")).not_to_be_empty()


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
        page.locator(".nodes li button").first.click()
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


def test_queries_are_shown_as_they_suit(browser, explorer):
    _, _, address = explorer
    with Reader(browser, address) as reader:
        page = reader.open(path_of("query", address))
        expect(page.locator(".chart li").first).to_be_visible()
        rows = page.locator(".chart li").count()
        assert rows >= 3
        page.get_by_role("button", name="지도").click()
        expect(page.locator(".map path.heat-4").first).to_be_visible()
        page.get_by_role("button", name="표", exact=True).click()
        assert page.locator("main tbody tr").count() == rows
        with page.expect_download() as download:
            page.get_by_role("button", name="CSV").click()
        text = pathlib.Path(download.value.path()).read_text("utf-8-sig")
        assert len(list(csv.DictReader(io.StringIO(text)))) == rows
        # One of the library, with a parameter.
        page.get_by_role("searchbox", name="질의 찾기").fill("programme-topics")
        page.locator(".queries button").first.click()
        run = page.locator(".queries form button")
        if run.count():
            run.click()
        # The table of the query before stays until the answer has come.
        editor = page.get_by_label("SPARQL 질의")
        expect(editor).to_have_value(re.compile("pg:hasTopic"))
        expect(page.locator("main .stale, main [role=status]:text('…')")).to_have_count(0)
        expect(page.locator("main tbody tr").first).to_be_visible()
        # Triples, and ties between things.
        editor.fill("CONSTRUCT { ?a pg:leads ?b } WHERE { ?a pg:leads ?b }")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("button", name="N-Triples")).to_be_visible()
        page.get_by_role("button", name="그래프").click()
        reader.settled()
        with page.expect_download() as download:
            page.get_by_role("button", name="N-Triples").click()
        assert "ontology#leads>" in pathlib.Path(download.value.path()).read_text("utf-8")
        editor.fill("ASK { ?a pg:leads ?b }")
        page.keyboard.press("Control+Enter")
        expect(page.locator(".answer")).to_have_text("예")
        editor.fill("SELECT ?x WHERE {")
        page.keyboard.press("Control+Enter")
        expect(page.locator("[role=alert]")).to_contain_text("query")
        # The browser itself tells of the answer 400.
        reader.heard[:] = [h for h in reader.heard if "400 (Bad Request)" not in h]


def test_yasgui_answers(browser, explorer):
    _, _, address = explorer
    with Reader(browser, address) as reader:
        page = reader.page
        page.goto(f"{address}/yasgui#query=" + urllib.parse.quote("SELECT ?x WHERE { ?x a <https://w3id.org/policygraph/ontology#Country> }"))
        page.locator(".yasqe_queryButton").click()
        expect(page.locator(".yasr table tbody tr").first).to_be_visible()


def test_comparison_is_sorted_filtered_and_proved(browser, explorer):
    name, _, address = explorer
    with Reader(browser, address) as reader:
        page = reader.open("compare?country=US,JP")
        page.locator(".chip", has_text="중국").locator("input").check()
        expect(page).to_have_url(re.compile("country=US%2CJP%2CCN"))
        expect(page.locator(".matrix")).to_be_visible(timeout=120_000)
        expect(page.locator(".matrix thead th")).to_have_count(3)
        made = get(address, "compare", country="US,JP,CN")
        sentences = page.locator(".stands-out li")
        assert sentences.count() == len(made["highlights"]) >= 4
        sentences.first.get_by_role("button").click()
        expect(page.locator("dialog blockquote mark").first).not_to_be_empty()
        page.keyboard.press("Escape")
        links = next(t for t in made["tables"] if t["name"] == "country-links")
        assert page.locator("main .tall tbody tr").count() == len(links["rows"])
        # What tells how sure a row is stands behind words, in one column.
        plain = [c["id"] for i, c in enumerate(links["columns"]) if i not in links["certainty"]]
        assert {"p", "q"}.isdisjoint(plain) and page.locator("main .tall thead th").count() == len(plain) + 2
        told = {row["sure"]["ko"] for row in links["rows"]}
        assert told <= {"우연 이상", "우연 수준", "검정하지 않음"}
        # The example has too few programmes for tests.
        if name == "corpus":
            sure = page.locator("main .tall td details.sure").first
            sure.locator("summary").click()
            expect(sure).to_contain_text("q = ")
        column = plain.index("ties")
        page.locator("main .tall thead th").nth(column).locator("button").click()
        ties = [int(t.replace(",", "")) for t in page.locator(f"main .tall tbody td:nth-child({column + 1})").all_inner_texts()]
        assert ties == sorted(ties, reverse=True)
        page.get_by_role("searchbox", name="행 거르기").fill("중국")
        assert page.locator("main .tall tbody tr").count() < len(ties)
        page.locator("main .tall tbody td:last-child button").first.click()
        expect(page.locator("dialog blockquote mark").first).not_to_be_empty()
        page.keyboard.press("Escape")
        with page.expect_popup() as popup:
            page.get_by_role("link", name="보고서 열기").click()
        expect(popup.value.locator("h1").first).not_to_be_empty()


def test_compare_opens_with_the_best_covered_countries(browser, explorer):
    _, _, address = explorer
    countries = sorted(get(address, "overview")["countries"], key=lambda c: -c["programmes"])
    best = [c["ko"] for c in countries if c["programmes"]][:4]
    with Reader(browser, address) as reader:
        page = reader.open("compare")
        expect(page.locator(".matrix")).to_be_visible(timeout=120_000)
        assert page.locator(".matrix thead th").all_inner_texts() == best
        chosen = page.locator(".chip:has(:checked)")
        assert [text.split("\n")[0].strip().rsplit(" ", 1)[0] for text in chosen.all_inner_texts()] == best
        # Without any the page asks for some, and does not come back to these.
        for _ in best:
            chosen.first.locator("input").uncheck()
        expect(chosen).to_have_count(0)
        expect(page).to_have_url(re.compile("country=none"))


def test_countries_have_one_colour_everywhere(browser, explorer):
    _, _, address = explorer
    colours = {c["code"]: c["colour"] for c in get(address, "overview")["countries"]}
    with Reader(browser, address) as reader:
        page = reader.open("compare?country=US,JP")
        expect(page.locator(".matrix")).to_be_visible(timeout=120_000)
        shown = page.eval_on_selector_all(".matrix th[scope=row] rect", "all => all.map(r => r.getAttribute('fill'))")
        assert shown == [colours["US"], colours["JP"]]
        report = page.request.get(f"{address}/explorer/report?country=US,JP").text()
        assert re.findall(r'<ul class="keys">.*?</ul>', report)[0].count(f'fill="{colours["JP"]}"') == 1


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


def release(programme, year):
    """A press release that announces a programme."""
    return f"과학기술정보통신부 보도자료\n\n보도일시 {year}. 3. 2.(월) 09:00\n\n과학기술정보통신부, ‘{programme}’ 발표\n\n□ 과학기술정보통신부는 ‘{programme}’을 발표했다고 2일 밝혔다.\n"


def test_documents_open_with_the_newest(browser, tmp_path):
    texts = {"a-newer.txt": release("물결 계획", 2024), "b-older.txt": release("노을 전략", 2021), "c-oldest.txt": release("바람 사업", 2019)}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    store = tmp_path / "store"
    policygraph("build", tmp_path / "a-newer.txt", tmp_path / "b-older.txt", "--store", store)
    with served(store) as address, Reader(browser, address) as reader:
        # Both came in at once: the date of issue decides.
        page = reader.open("documents")
        expect(page.locator(".section header")).to_contain_text("a-newer.txt")
        # As if these two had come in earlier.
        times = store / "additions.csv"
        times.write_text(re.sub(r"20\d\d-", "2020-", times.read_text("utf-8")), "utf-8")
        policygraph("build", tmp_path / "c-oldest.txt", "--store", store)
        page = reader.open("documents")
        expect(page.locator(".section header")).to_contain_text("c-oldest.txt")
        page = reader.open("new")
        expect(page.locator(".news h2").first).to_have_text("c-oldest.txt")
        expect(page.locator(".news").first).to_contain_text("바람 사업")
        news = get(address, "new")
        assert [n["document"] for n in news] == ["c-oldest.txt", "a-newer.txt", "b-older.txt"]
        assert news[0]["added"] > news[1]["added"] and news[0]["entities"] >= 1


def test_an_empty_store_says_how_to_fill_it(browser, tmp_path):
    (tmp_path / "one.txt").write_text(HOSTILE, "utf-8")
    policygraph("build", tmp_path / "one.txt", "--store", tmp_path / "store")
    policygraph("remove", "one.txt", "--store", tmp_path / "store")
    with served(tmp_path / "store") as address, Reader(browser, address, language="en") as reader:
        for shown in ("", "graph", "compare", "documents", "new"):
            page = reader.open(shown)
            expect(page.get_by_role("heading", name="There are no documents yet")).to_be_visible()
            expect(page.locator("pre")).to_contain_text("policygraph build")
            assert serious(page) == []


def test_first_visit_and_keyboard_help(browser, explorer):
    _, _, address = explorer
    with Reader(browser, address, language="en") as reader:
        page = reader.open("")
        expect(page.locator(".hint li")).to_have_count(3)
        page.get_by_role("button", name="Do not show this again").click()
        expect(page.locator(".hint")).to_have_count(0)
        page.reload()
        expect(page.locator("main h1")).not_to_be_empty()
        expect(page.locator(".hint")).to_have_count(0)
        # Chromium drops keys until it has painted the page.
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        page.keyboard.press("?")
        expect(page.get_by_role("dialog")).to_contain_text("Keyboard help")
        assert serious(page) == []
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
        page.keyboard.press("4")
        expect(page).to_have_url(re.compile("#/compare"))
        expect(page.locator("main.page-compare h1")).to_be_visible()
        search = page.get_by_role("combobox", name="Search by name")
        page.keyboard.press("/")
        expect(search).to_be_focused()
        # What is typed into a field is text.
        page.keyboard.type("5?")
        expect(page).to_have_url(re.compile("#/compare"))
        expect(search).to_have_value("5?")


def test_a_programme_has_a_time_line_of_its_stages(browser, explorer):
    name, _, address = explorer
    if name == "corpus":
        pytest.skip("the example is enough")
    found = get(address, "search", q="호라이즌 유럽")[0]
    with Reader(browser, address, language="en") as reader:
        page = reader.open("entity?" + urllib.parse.urlencode({"id": found["id"].split("/id/")[1]}))
        budgeted = page.locator(".timeline li", has_text="budgeted").first
        expect(budgeted).to_contain_text("2021–2027")
        budgeted.locator("button").click()
        expect(page.locator("dialog blockquote mark").first).to_contain_text("955억 유로")


def test_a_rejected_fact_goes_with_the_next_build(browser, explorer, tmp_path):
    name, store, _ = explorer
    mine = tmp_path / "store"
    shutil.copytree(store, mine)
    documents = corpus() if name == "corpus" else ROOT / "examples"
    with served(mine, "--edit") as address, Reader(browser, address) as reader:
        page = reader.open("entity?id=country-us")
        fact = page.locator(".relations li").first
        other = fact.locator(".entity a").get_attribute("href").split("id=")[1]
        group = get(address, "entity", id="https://w3id.org/policygraph/id/country-us")["relations"][0]
        fact.get_by_role("button", name="틀림").click()
        expect(fact.locator("[role=status]")).to_have_text("✓")
        rows = list(csv.DictReader((mine / "overrides.csv").open(encoding="utf-8", newline="")))
        assert [(r["action"], r["predicate"]) for r in rows] == [("reject", group["predicate"])]
        policygraph("build", documents, "--store", mine)
        # The explorer sees the store as it is now.
        after = get(address, "entity", id="https://w3id.org/policygraph/id/country-us")["relations"]
        left = [r["other"]["id"] for g in after if (g["predicate"], g["forward"]) == (group["predicate"], group["forward"]) for r in g["rows"]]
        assert not any(i.endswith("/" + other) for i in left)
        # Taken back, it is there again.
        page = reader.open("corrections")
        page.get_by_role("button", name="되돌리기").click()
        expect(page.locator("tbody tr")).to_have_count(0)
        policygraph("build", documents, "--store", mine)
        again = get(address, "entity", id="https://w3id.org/policygraph/id/country-us")["relations"]
        assert [(g["predicate"], len(g["rows"])) for g in again][0] == (group["predicate"], len(group["rows"]))


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
        groups = get(address, "entity", id="https://w3id.org/policygraph/id/country-us")["relations"]
        corrected = [r for g in groups if g["predicate"] == "restricts" for r in g["rows"]]
        assert any(r["confidence"] == 1 for r in corrected)


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


def test_the_page_is_light_and_its_policy_strict(browser, explorer):
    _, _, address = explorer
    with Reader(browser, address) as reader:
        page = reader.open("graph")
        reader.settled()
        weight = page.evaluate("performance.getEntries().reduce((sum, e) => sum + (e.encodedBodySize ?? 0), 0)")
        assert 50_000 < weight < 1_000_000
        policy = page.request.get(f"{address}/").headers["content-security-policy"]
        assert "unsafe" not in policy and "default-src 'none'" in policy


def test_hostile_documents_break_nothing(browser, tmp_path):
    name = "\"><img src=x onerror=alert(1)>'&.txt"
    (tmp_path / name).write_text(HOSTILE, "utf-8")
    (tmp_path / "overrides.csv").write_text('action,name,value\nrename,총무성,"</script><script>alert(2)</script>\u202e""성"\n', "utf-8")
    policygraph("build", tmp_path / name, "--overrides", tmp_path / "overrides.csv", "--store", tmp_path / "store")
    with served(tmp_path / "store", "--edit") as address, Reader(browser, address) as reader:
        assert get(address, "overview")["documents"] == [name]
        page = reader.open("search?q=" + urllib.parse.quote("alert(2)"))
        page.locator(".hits a").first.click()
        expect(page.locator(".details h1")).to_contain_text("<script>alert(2)</script>")
        page.locator(".relations button").first.click()
        expect(page.locator("dialog .quotes li").first).not_to_be_empty()
        page.keyboard.press("Escape")
        page = reader.open("graph")
        reader.settled()
        for kind, read in (("SVG", ET.parse), ("GEXF", nx.read_gexf)):
            with page.expect_download() as download:
                page.get_by_role("button", name=kind, exact=True).click()
            download.value.save_as(tmp_path / "graph")
            read(tmp_path / "graph")
        page = reader.open("documents?" + urllib.parse.urlencode({"document": name, "line": 8}))
        expect(page.locator(".text")).to_contain_text("총무성")
        page = reader.open("query?" + urllib.parse.urlencode({"q": "SELECT ?x ?n WHERE { ?x skos:prefLabel ?n } LIMIT 500"}))
        expect(page.locator("main tbody tr").first).to_be_visible()
        assert page.locator("script:not([src]), img").count() == 0
