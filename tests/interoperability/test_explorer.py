"""The pages of the explorer in a browser, over the bundled bulletin, the real one, and a hostile one."""

import contextlib
import re
import urllib.parse
import xml.etree.ElementTree as ET

import networkx as nx
import pytest
from conftest import HOSTILE, SCREENSHOTS, policygraph, serious, served, under_a_path
from playwright.sync_api import expect
from reader import Reader, get, path_of, soon, yasgui_answers

PAGES = ["home", "entity", "graph", "query", "compare", "documents", "new", "corrections"]


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
        yasgui_answers(page, address)


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
        soon(lambda: "c-oldest.txt" in get(address, "overview")["documents"])
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
        dialog = page.get_by_role("dialog")
        # Chromium drops keys until it has painted the page.
        for _ in range(10):
            page.keyboard.press("?")
            with contextlib.suppress(AssertionError):
                expect(dialog).to_have_count(1, timeout=2000)
                break
        expect(dialog).to_contain_text("Keyboard help")
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
        amount = page.locator("td.number span").first
        expect(amount).to_have_text("€95.5 bn")
        expect(amount).to_have_attribute("title", "95,500,000,000 EUR")
        budgeted = page.locator(".timeline li", has_text="budgeted").first
        expect(budgeted).to_contain_text("2021–2027")
        budgeted.locator("button").click()
        expect(page.locator("dialog blockquote mark").first).to_contain_text("955억 유로")


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
        page = reader.open("compare?country=JP,KR")
        expect(page.locator(".drawn text", has_text="초안 & \"따옴표\" \\ 계획").first).to_be_visible()
        page = reader.open("documents?" + urllib.parse.urlencode({"document": name, "line": 8}))
        expect(page.locator(".text")).to_contain_text("총무성")
        page = reader.open("query?" + urllib.parse.urlencode({"q": "SELECT ?x ?n WHERE { ?x skos:prefLabel ?n } LIMIT 500"}))
        expect(page.locator("main tbody tr").first).to_be_visible()
        assert page.locator("script:not([src]), img").count() == 0
