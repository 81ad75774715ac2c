"""A reader of the explorer in a browser, and the addresses that they open."""

import json
import re
import time
import urllib.parse
import urllib.request

from playwright.sync_api import expect

# Machines differ; what does not come at all is found by this too.
expect.set_options(timeout=60_000)
QUERY = """SELECT ?country (COUNT(?p) AS ?programmes) WHERE { ?p a pg:Program ; pg:implementedIn/pg:countryCode ?country }
GROUP BY ?country ORDER BY DESC(?programmes)"""


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
        # In one question: what is loading now may have a title before and after.
        expect(self.page.locator("main:not(:has(.stale, [role=status]:text('…'))) h1")).not_to_be_empty()
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


def soon(holds, seconds=60):
    """What a build changed is shown at once or, where it takes the explorer long to read, in a while."""
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, "it did not come"
        time.sleep(0.1)


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


def yasgui_answers(page, address):
    """The query editor of others runs a query and shows what it gives."""
    page.goto(f"{address}/yasgui#query=" + urllib.parse.quote("SELECT ?x WHERE { ?x a <https://w3id.org/policygraph/ontology#Country> }"))
    page.locator(".yasqe_queryButton").click()
    expect(page.locator(".yasr table tbody tr").first).to_be_visible()
