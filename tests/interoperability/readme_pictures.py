"""The pictures of the README, taken from the bundled bulletin: `scripts/pictures` keeps them, `test_first_look.py` compares them with what is seen."""

from collections.abc import Iterator

from conftest import ROOT
from playwright.sync_api import Page, expect

PICTURES = ROOT / "docs/pictures"
WIDTH, HEIGHT = 1200, 720
# A picture that moves, with a frame for each step of a walk through the explorer.
WALK = "explorer.gif"
WALK_SIZE = {"width": 1200, "height": 750}
FRAMES = 6


def opened(browser, size: dict[str, int]) -> Page:
    return browser.new_page(viewport=size, locale="en-GB", color_scheme="light", reduced_motion="reduce")


def taken(browser, address: str, report: str) -> Iterator[tuple[str, bytes]]:
    """Each picture with the name of its file: a document with its facts in the explorer, and the opening of a report."""
    page = opened(browser, {"width": WIDTH, "height": HEIGHT})
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


def walked(browser, address: str) -> Iterator[bytes]:
    """The frames of a walk through the explorer: a programme is looked for; its facts; the words behind one; the graph around it; countries compared; charts."""
    page = opened(browser, WALK_SIZE)
    page.goto(address)
    page.get_by_role("button", name="Do not show this again").click()
    # Where the pointer rests, things light up.
    page.mouse.move(0, 0)
    page.get_by_role("combobox").press_sequentially("New Deal")
    page.get_by_role("option", name="Korean New Deal").first.wait_for()
    yield page.screenshot()
    page.keyboard.press("Enter")
    page.locator(".relations button").first.wait_for()
    yield page.screenshot()
    page.locator("table button").first.click()
    page.locator("dialog blockquote mark").first.wait_for()
    yield page.screenshot()
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Show in the graph").click()
    page.locator(".canvas[data-settled=true]").wait_for()
    yield page.screenshot()
    page.get_by_role("link", name="Compare").click()
    page.locator(".matrix").wait_for()
    yield page.screenshot()
    page.locator("#charts").evaluate("e => e.scrollIntoView()")
    yield page.screenshot()
    page.close()
