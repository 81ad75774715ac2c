"""The report of a comparison in a browser, and its tables and networks in the software of others."""

import pathlib

import networkx as nx
import pytest
import rdflib
from conftest import SCREENSHOTS, documents, policygraph, serious

COUNTRIES = ["US", "JP", "CN", "KR"]


@pytest.fixture(scope="module", params=["example", "corpus"])
def compared(request, tmp_path_factory):
    """The folder with the report and the tables of a comparison."""
    folder = tmp_path_factory.mktemp(request.param)
    policygraph("build", documents(request.param), "--store", folder / "store")
    policygraph("compare", *COUNTRIES, "--store", folder / "store", "--report", folder / "report.html", "--output", folder / "tables")
    return folder


def opened(browser, folder: pathlib.Path, width: int, **options):
    """The page of a report, and what it said and asked for."""
    page = browser.new_page(viewport={"width": width, "height": 900}, **options)
    heard = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("request", lambda request: heard.append(request.url) if not request.url.startswith("file:") else None)
    page.goto((folder / "report.html").as_uri())
    return page, heard


@pytest.mark.parametrize("width", [1440, 390])
def test_report_is_read_on_a_desk_and_on_a_phone(browser, compared, width):
    page, heard = opened(browser, compared, width)
    page.screenshot(path=SCREENSHOTS / f"report-{compared.name.rstrip('0123456789')}-{width}.png", full_page=True)
    # Tables and charts scroll by themselves, the page does not.
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    shown = lambda: page.evaluate("document.querySelector('h1').innerText")
    assert shown() == "국가 간 프로그램 연계 비교"
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    assert shown() == "Comparison of programme linkages"
    assert heard == []
    page.close()


def test_every_number_leads_to_quotes(browser, compared):
    page, _ = opened(browser, compared, 1440)
    # Marks of charts and entries of the contents lead to rows and tables.
    links = page.eval_on_selector_all("a[href^='#'], svg a", "all => all.map(a => a.getAttribute('href'))")
    missing = [link for link in set(links) if not page.evaluate("id => document.getElementById(id) !== null", link[1:])]
    assert len(links) > 20 and missing == []
    # Each row that opens has words with their place.
    empty = page.eval_on_selector_all("td details:not(.chance)", "all => all.filter(d => !d.querySelector('li cite')).length")
    opens = page.locator("td details:not(.chance)").count()
    assert opens > 10 and empty == 0
    first = page.locator("td details:not(.chance)").first
    first.locator("summary").click()
    assert first.locator("blockquote, li").first.is_visible()
    page.close()


def test_what_stands_out_comes_first_and_leads_to_quotes(browser, compared):
    page, _ = opened(browser, compared, 1440)
    assert page.locator("h2").first.inner_text() == "눈에 띄는 것"
    sentences = page.locator("ol.highlights > li")
    assert 5 <= sentences.count() <= 8
    for i in range(sentences.count()):
        target = sentences.nth(i).locator("a").get_attribute("href")
        assert page.locator(f"[id='{target[1:]}']").count() == 1, target
        sentences.nth(i).locator("summary").last.click()
        assert sentences.nth(i).locator("li cite").first.is_visible()
    # Methods are folded away, and numbers of tests stand behind words.
    assert page.locator("p.note:visible").count() < page.locator("details.method").count()
    assert page.locator("th:has-text('얼마나 확실한가')").count() >= 1
    assert "q =" not in page.locator("main").inner_text() and "q <" not in page.locator("main").inner_text()
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_report_is_accessible(browser, compared, scheme):
    page, _ = opened(browser, compared, 1440, color_scheme=scheme, bypass_csp=True)
    assert serious(page) == []
    page.close()


def test_networks_open_in_networkx(compared):
    tables = compared / "tables"
    rows = lambda name: len((tables / f"{name}.csv").read_text("utf-8").strip().splitlines()) - 1
    for read, ending in ((nx.read_graphml, "graphml"), (lambda path: nx.read_gexf(path), "gexf")):
        programmes = read(tables / f"programmes.{ending}")
        assert (programmes.number_of_nodes(), programmes.number_of_edges()) == (rows("D14-programmes"), rows("D10-dyads"))
        assert not programmes.is_directed()
        assert all(float(d["weight"]) > 0 for _, _, d in programmes.edges(data=True))
        countries = read(tables / f"countries.{ending}")
        assert (sorted(countries), countries.number_of_edges()) == (sorted(COUNTRIES), 6)


# Constraints of "The RDF Data Cube Vocabulary", section 11: unique data set, unique structure, a measure, dimensions have values,
# no duplicates, and measures by type.
INTEGRITY = {
    "IC-1": "SELECT ?o WHERE { ?o a qb:Observation FILTER NOT EXISTS { ?o qb:dataSet ?d } }",
    "IC-2": "SELECT ?d WHERE { ?d a qb:DataSet FILTER NOT EXISTS { ?d qb:structure ?s } }",
    "IC-3": "SELECT ?s WHERE { ?s a qb:DataStructureDefinition FILTER NOT EXISTS { ?s qb:component/qb:measure ?m } }",
    "IC-11": "SELECT ?o ?p WHERE { ?o qb:dataSet/qb:structure/qb:component/qb:dimension ?p FILTER NOT EXISTS { ?o ?p ?v } }",
    "IC-15": "SELECT ?o WHERE { ?o qb:measureType ?m FILTER NOT EXISTS { ?o ?m ?v } }",
}


def test_tables_are_a_data_cube(compared):
    cube = rdflib.Graph()
    cube.parse(compared / "tables/comparison.ttl")
    assert len(list(cube.query("SELECT ?d WHERE { ?d a qb:DataSet }", initNs={"qb": rdflib.Namespace("http://purl.org/linked-data/cube#")}))) == 17
    for name, query in INTEGRITY.items():
        broken = list(cube.query(query, initNs={"qb": rdflib.Namespace("http://purl.org/linked-data/cube#")}))
        assert broken == [], name


NORMALIZATION = [
    "INSERT { ?o a qb:Observation } WHERE { [] qb:observation ?o }",
    "INSERT { ?s a qb:Slice } WHERE { [] qb:slice ?s }",
    "INSERT { ?o qb:dataSet ?d } WHERE { ?d qb:slice/qb:observation ?o }",
    "INSERT { ?o ?p ?v } WHERE { ?s qb:observation ?o ; qb:sliceStructure/qb:componentProperty ?p ; ?p ?v }",
]


def test_statistics_are_a_data_cube(compared):
    cube = rdflib.Dataset(default_union=True)
    cube.parse(data=policygraph("export", "--format", "nquads", "--store", compared / "store"), format="nquads")
    qb = {"qb": rdflib.Namespace("http://purl.org/linked-data/cube#")}
    # A cube may be abbreviated; this is how it is written out (The RDF Data Cube Vocabulary, 10.1).
    for update in NORMALIZATION:
        cube.update(update, initNs=qb)
    assert len(list(cube.query("SELECT ?o WHERE { ?o a qb:Observation }", initNs=qb))) >= 5
    for name in ("IC-1", "IC-2", "IC-11"):
        assert list(cube.query(INTEGRITY[name], initNs=qb)) == [], name
    twice = """SELECT ?o WHERE { ?o qb:dataSet ?d . ?other qb:dataSet ?d FILTER(?o != ?other)
        FILTER NOT EXISTS { ?d qb:structure/qb:component/qb:dimension ?p . ?o ?p ?v . ?other ?p ?w FILTER(?v != ?w) } } LIMIT 3"""
    small = [d for d, in cube.query("SELECT ?d WHERE { ?d a qb:DataSet }", initNs=qb)]
    assert small and list(cube.query(twice, initNs=qb)) == [] if compared.name.startswith("example") else small
