"""The pictures of the README, taken from the bundled bulletin: `scripts/pictures` keeps them, `test_first_look.py` compares them with what is seen."""

from collections.abc import Iterator

from conftest import ROOT

PICTURES = ROOT / "docs/pictures"
WIDTH, HEIGHT = 1200, 720


def taken(browser, address: str, report: str) -> Iterator[tuple[str, bytes]]:
    """Each picture with the name of its file: a document with its facts in the explorer, and the opening of a report."""
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, locale="en-GB", color_scheme="light")
    page.goto(f"{address}/#/documents")
    # The section that says most.
    page.get_by_role("link", name="미국, 중국 반도체").first.click()
    page.locator(".claims .claim button, .claims .claim a").first.wait_for()
    yield "explorer.png", page.screenshot()
    page.goto(report)
    page.locator("label[for=lang-en]").click()
    page.evaluate("document.getElementById('highlights').scrollIntoView()")
    yield "report.png", page.screenshot()
    page.close()
