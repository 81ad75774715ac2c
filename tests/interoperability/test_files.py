"""Documents dropped on the page of the explorer: read, seen, searched and corrected without a restart; and taken from nobody else."""

import base64
import io
import json
import urllib.error
import urllib.parse
import urllib.request

import one_content
import openpyxl
import pytest
from conftest import ROOT, policygraph, serious, served
from playwright.sync_api import expect
from reader import Reader, get

DROP = """([name, bytes]) => {
  const files = new DataTransfer();
  files.items.add(new File([Uint8Array.from(atob(bytes), c => c.charCodeAt(0))], name));
  const zone = document.querySelector(".drop");
  for (const kind of ["dragover", "drop"]) {
    zone.dispatchEvent(new DragEvent(kind, { dataTransfer: files, bubbles: true, cancelable: true }));
  }
}"""


@pytest.fixture
def explored(tmp_path):
    """A store of its own, and the address of an explorer that takes files up to a megabyte."""
    policygraph("build", ROOT / "examples", "--store", tmp_path / "store")
    with served(tmp_path / "store", "--edit", "--max-file", "1") as address:
        yield tmp_path / "store", address


def drop(page, name, content):
    page.evaluate(DROP, [name, base64.b64encode(content).decode()])


def test_a_sheet_is_named_with_its_cells(browser, explored):
    _, address = explored
    book = openpyxl.Workbook()
    for cell, words in {"B2": "부처", "C2": "사업명", "B3": "과학기술정보통신부", "C3": "가람 양자 연구 사업"}.items():
        book.active[cell] = words
    made = io.BytesIO()
    book.save(made)
    with Reader(browser, address) as reader:
        page = reader.open("documents")
        drop(page, "예산.xlsx", made.getvalue())
        page.locator(".drop li li").get_by_role("link").click()
        expect(page.locator(".claims .in-file").first).to_contain_text("시트 1, ")
        assert {place.strip(" ()") for place in page.locator(".claims .in-file").all_inner_texts()} <= {f"시트 1, {column}3" for column in "BC"}


def test_a_dropped_file_is_read_seen_searched_and_corrected(browser, explored, tmp_path):
    store, address = explored
    content = one_content.hwpx(tmp_path)
    with Reader(browser, address) as reader:
        page = reader.open("documents")
        assert serious(page) == []
        drop(page, "../보도자료.hwpx", content)
        said = page.locator(".drop li li")
        expect(said).to_contain_text("읽어서 저장했습니다")
        expect(said).to_contain_text(one_content.TITLE)
        expect(said).to_contain_text("예산")
        assert "보도자료.hwpx" in get(address, "overview")["documents"]
        # Its text has its table as a table, with names highlighted and places named.
        said.get_by_role("link").click()
        cells = page.locator("table.of-text td")
        expect(cells.filter(has_text="다온 반도체 개발 사업").locator("a.mention")).to_have_count(1)
        expect(page.locator("table.of-text th").first).to_have_text("부처")
        expect(page.locator(".claims .in-file").filter(has_text="표 1").first).to_be_visible()
        assert serious(page) == []
        # It is found by name, and its facts lead to their words and place.
        page.get_by_role("combobox").fill("해솔 로봇")
        page.get_by_role("option").first.click()
        expect(page.locator("main h1").first).to_contain_text("해솔 로봇 실증 사업")
        fact = page.locator(".relations li").filter(has_text="현대자동차").first
        fact.get_by_role("button", name="근거").click()
        expect(page.locator("dialog .where").first).to_contain_text("문단")
        page.keyboard.press("Escape")
        # What is corrected holds when the file is given again.
        fact.get_by_role("button", name="틀림").click()
        expect(fact.locator("[role=status]")).to_have_text("✓")
        page = reader.open("documents")
        page.locator(".drop input[type=file]").set_input_files({"name": "보도자료.hwpx", "mimeType": "application/hwp+zip", "buffer": content})
        expect(page.locator(".drop li li")).to_contain_text("읽어서 저장했습니다")
        page = reader.open("search?q=" + urllib.parse.quote("해솔 로봇 실증 사업"))
        page.locator(".hits a").first.click()
        expect(page.locator(".relations").filter(has_text="한국과학기술원")).to_be_visible()
        expect(page.locator(".relations").filter(has_text="현대자동차")).to_have_count(0)


def test_what_is_not_read_is_told_and_harms_nothing(browser, explored):
    _, address = explored
    before = get(address, "overview")["documents"]
    with Reader(browser, address) as reader:
        page = reader.open("home")
        drop(page, "그림.pdf", b"\x89PNG\r\n")
        expect(page.locator(".drop li li .error")).to_contain_text("PNG (a picture) is not read")
        drop(page, "large.txt", b"x" * (2 << 20))
        expect(page.locator(".drop > ul > li").nth(1).locator(".error")).to_contain_text("너무 큽니다")
    assert get(address, "overview")["documents"] == before


def refused(address, headers, content=b"x") -> int:
    request = urllib.request.Request(f"{address}/explorer/files?name=a.txt", content, {"Content-Type": "text/plain", **headers}, method="POST")
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(request)
    return error.value.code


def test_only_the_servers_own_page_gives_files(explored):
    store, address = explored
    assert refused(address, {}) == 403
    assert refused(address, {"Origin": "https://example.org"}) == 403
    assert refused(address, {"Origin": address}, b"x" * ((1 << 20) + 1)) == 413
    with served(store) as reading:
        assert refused(reading, {"Origin": reading}) in (403, 413)
    assert json.load(urllib.request.urlopen(f"{address}/explorer/overview"))["documents"] == ["bulletin-2021-03.txt"]
