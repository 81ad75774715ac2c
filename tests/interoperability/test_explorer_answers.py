"""Queries and comparisons of the explorer in a browser."""

import csv
import io
import pathlib
import re

import pytest
from playwright.sync_api import expect
from reader import Reader, get, path_of, yasgui_answers


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
        yasgui_answers(page, address)


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
            for sure in (page.locator("main .tall td details.sure").first, page.locator(".stands-out details.sure").first):
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


@pytest.mark.parametrize("language", ["ko", "en"])
def test_charts_stand_between_what_stands_out_and_the_tables(browser, explorer, language):
    name, _, address = explorer
    said = lambda text: text if isinstance(text, str) else text[language]
    with Reader(browser, address, language=language) as reader:
        page = reader.open("compare?country=US,JP,CN,KR")
        expect(page.locator(".matrix")).to_be_visible(timeout=120_000)
        made = get(address, "compare", country="US,JP,CN,KR")
        kinds = [".stands-out", ".matrix", *(f".drawn.{chart['id']}" for chart in made["charts"]), ".tabs", ".tall"]
        tops = [page.locator(f"main {kind}").evaluate("e => e.getBoundingClientRect().top") for kind in kinds]
        assert kinds[2:-2] == [".drawn.flows", ".drawn.budgets", ".drawn.time-line"] and tops == sorted(tops)
        assert page.locator(".drawn h3").all_inner_texts() == [said(chart["title"]) for chart in made["charts"]]
        # Of the two languages one is shown.
        other = "en" if language == "ko" else "ko"
        assert page.locator(f".drawn .{language}:visible").count() > 10 and page.locator(f".drawn .{other}:visible").count() == 0
        # A bar for each budget of the table, as long as it is large, in the colour of its country.
        fields = next(t for t in made["tables"] if t["name"] == "country-topics")
        place = {column["id"]: i for i, column in enumerate(fields["columns"])}
        rows = [row["cells"] for row in fields["rows"] if row["cells"][place["budget"]]]
        amounts = [(said(cells[place["country"]]), said(cells[place["budget"]]["read"]), float(cells[place["budget"]]["amount"])) for cells in rows]
        amounts = [amount for amount in amounts if amount[2] > 0]
        assert len(amounts) >= (1 if name == "example" else 10)
        bars = page.locator(".drawn.budgets a")
        told = bars.locator("text:visible").all_text_contents()
        drawn = bars.locator("rect").evaluate_all("all => all.map(r => [r.getAttribute('fill'), +r.getAttribute('width')])")
        colours = {c[language]: c["colour"] for c in get(address, "overview")["countries"]}
        assert sorted(zip(told, (colour for colour, _ in drawn), strict=True)) == sorted((f"{country} {read}", colours[country]) for country, read, _ in amounts)
        longest = max(width for _, width in drawn)
        most = max(amount for *_, amount in amounts)
        assert sorted(width for _, width in drawn) == pytest.approx(sorted(max(longest * amount / most, 1) for *_, amount in amounts), abs=0.1)
        # A mark leads to its row, also for who has come back from there.
        for _ in range(2):
            bars.first.focus()
            page.keyboard.press("Enter")
            row = page.locator("tr[aria-current]")
            expect(row).to_be_focused()
            expect(row).to_be_in_viewport()
            assert page.locator(".tabs [aria-current]").inner_text().startswith("D2")
            cells = row.locator("td").all_inner_texts()
            assert told[0] in {f"{cells[place['country']]} {cell}" for cell in cells}


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
