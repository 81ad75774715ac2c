"""What is seen first, compared with kept pictures: pages of the explorer and the report, in both languages, on a desk and on a phone.

`UPDATE_GOLDEN=1` keeps what is seen now."""

import os

import pytest
from conftest import SCREENSHOTS, explorer_and_report
from look import difference, keep, kept, shrunk
from playwright.sync_api import expect
from PIL import Image
from readme_pictures import FRAMES, PICTURES, WALK, taken, walked

# As a part of what there is to see. Other fonts make up to 0.44 of it, a page without its style sheet, without content or covered 0.78 and more: both are
# tested below.
MOST = 0.6
SHOWN = {"home": "", "compare": "compare", "documents": "documents", "entity": "entity?id=country-jp"}
# Fonts of other shapes and widths, as another machine may have in the place of ours.
FONTS = ["serif", "'Noto Sans CJK JP'"]


@pytest.fixture(scope="module")
def look(tmp_path_factory):
    """Addresses of an explorer over the example and of a report."""
    with explorer_and_report(tmp_path_factory.mktemp("look")) as addresses:
        yield addresses


def opened(browser, look, shown, language, width):
    """A page of the explorer, or the report, with all that it loads."""
    address, report = look
    locale = {"ko": "ko-KR", "en": "en-GB"}[language]
    page = browser.new_page(viewport={"width": width, "height": 900}, locale=locale, color_scheme="light", reduced_motion="reduce", bypass_csp=True)
    if shown == "report":
        page.goto(report)
        if language == "en":
            page.locator("label[for=lang-en]").click()
        return page
    page.goto(f"{address}/#/{SHOWN[shown]}")
    expect(page.locator("main h1")).not_to_be_empty()
    if shown == "compare":
        expect(page.locator(".matrix")).to_be_visible(timeout=120_000)
    expect(page.locator("main .stale, main [role=status]:text('…')")).to_have_count(0)
    return page


def settled(page):
    """What a page shows once nothing of it comes any more and nothing moves: two pictures in a row are the same."""
    page.wait_for_load_state("networkidle")
    before = page.screenshot()
    for _ in range(40):
        page.wait_for_timeout(250)
        now = page.screenshot()
        if now == before:
            return now
        before = now
    raise AssertionError("the page does not come to rest")


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("shown", [*SHOWN, "report"])
def test_it_looks_as_it_did(browser, look, shown, language, width):
    name = f"{shown}-{language}-{width}"
    page = opened(browser, look, shown, language, width)
    png = settled(page)
    page.close()
    if "UPDATE_GOLDEN" in os.environ:
        keep(name, png)
    (SCREENSHOTS / f"look-{name}.png").write_bytes(png)
    found = difference(shrunk(png), kept(name))
    assert found < MOST, f"target/screenshots/look-{name}.png differs by {found:.2f} from tests/interoperability/pictures/{name}.png; UPDATE_GOLDEN=1 keeps it"


# The most bytes of a picture of the README: it comes with each clone.
SMALL = 150_000


def test_the_readme_shows_what_is_seen(browser, look):
    for name, png in taken(browser, *look):
        (SCREENSHOTS / f"readme-{name}").write_bytes(png)
        picture = (PICTURES / name).read_bytes()
        found = difference(shrunk(png), shrunk(picture))
        assert found < MOST, f"target/screenshots/readme-{name} differs by {found:.2f} from docs/pictures/{name}; scripts/pictures makes it anew"
        assert len(picture) <= SMALL, name


# The same for the picture that moves.
MOVING = 600_000


def test_the_walk_of_the_readme_shows_what_is_seen(browser, look):
    walk = Image.open(PICTURES / WALK)
    assert walk.n_frames == FRAMES and (PICTURES / WALK).stat().st_size <= MOVING
    for place, png in enumerate(walked(browser, look[0])):
        (SCREENSHOTS / f"readme-walk-{place}.png").write_bytes(png)
        walk.seek(place)
        now = shrunk(png)
        found = difference(now, walk.convert("L").resize(now.size, Image.Resampling.BOX))
        assert found < MOST, f"target/screenshots/readme-walk-{place}.png differs by {found:.2f} from docs/pictures/{WALK}; scripts/pictures makes it anew"


@pytest.mark.parametrize("shown", ["home", "documents", "report"])
def test_other_fonts_are_no_difference(browser, look, shown):
    for width in (1440, 390):
        for font in FONTS:
            page = opened(browser, look, shown, "ko", width)
            page.add_style_tag(content=f"*, *::before, *::after {{ font-family: {font} !important; }}")
            found = difference(shrunk(settled(page)), kept(f"{shown}-ko-{width}"))
            page.close()
            assert found < MOST, (font, width, found)


# What breaks pages: a style sheet that does not come, content that does not, another page in its place.
BREAKS = {
    "no style": "document.querySelectorAll('link[rel=stylesheet], style').forEach(e => e.remove())",
    "no content": "document.querySelectorAll('main > *').forEach(e => e.remove())",
    "dark": "document.documentElement.style.filter = 'invert(1)'",
    "covered": "const e = document.createElement('div'); e.style.cssText = 'position:fixed;inset:0 0 40% 0;background:#345;z-index:99'; document.body.append(e)",
}


@pytest.mark.parametrize("broken", BREAKS)
@pytest.mark.parametrize("shown", ["home", "compare", "documents", "report"])
def test_a_broken_page_is_seen(browser, look, shown, broken):
    for width in (1440, 390):
        page = opened(browser, look, shown, "ko", width)
        # What comes after the break would be there all the same.
        settled(page)
        page.evaluate(BREAKS[broken])
        found = difference(shrunk(settled(page)), kept(f"{shown}-ko-{width}"))
        page.close()
        assert found >= MOST, (width, found)
