"""The pictures of the README, taken from the bundled bulletin: `scripts/pictures` keeps them, `test_first_look.py` compares them with what is seen."""

import pathlib
from collections.abc import Iterator

from conftest import ROOT, policygraph, served

PICTURES = ROOT / "docs/pictures"
WIDTH, HEIGHT = 1200, 720


def taken(browser, folder: pathlib.Path) -> Iterator[tuple[str, bytes]]:
    """Each picture with the name of its file: a document with its facts in the explorer, and the opening of a report."""
    store, report = folder / "store", folder / "report.html"
    policygraph("build", ROOT / "examples", "--store", store)
    policygraph("compare", "US", "JP", "KR", "CN", "--store", store, "--report", report)
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, locale="en-GB", color_scheme="light")
    with served(store) as address:
        page.goto(f"{address}/#/documents")
        # The section that says most.
        page.get_by_role("link", name="미국, 중국 반도체").first.click()
        page.locator(".claims .claim button, .claims .claim a").first.wait_for()
        yield "explorer.png", page.screenshot()
    page.goto(report.as_uri())
    page.locator("label[for=lang-en]").click()
    page.evaluate("document.getElementById('highlights').scrollIntoView()")
    yield "report.png", page.screenshot()
    page.close()
