"""What the tests share: stores of the bundled bulletin and of the real one, servers over them, a browser."""

import contextlib
import http.client
import http.server
import os
import pathlib
import shutil
import subprocess
import threading

import pytest
import rdflib
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("POLICYGRAPH", ROOT / "target/release/policygraph"))
TOKEN = "a-token-of-the-test"
CORPUS = ROOT.parent / "shared/corpus"
SCREENSHOTS = ROOT / "target/screenshots"

# What a name can hold that breaks files: markup, quotation marks, a line break of the text, marks of direction, astral characters.
HOSTILE = "Ⅰ 동향\n\n1. 일본, ‘<script>alert(\"x\")</script>’ 발표\n\n○ 총무성은 ‘초안 & \"따옴표\" \\ 계획’을 발표(’21.1.5.)\n\n- ‘\u202e뒤집힌 🙂 전략’과 연계하여 ‘한\n\n줄 넘김 사업’을 추진\n\n출처 : 총무성 (2021.1.5.)\n\nhttps://www.soumu.go.jp/\n"


def policygraph(*arguments: object) -> bytes:
    """What a command prints; it must succeed."""
    return subprocess.run([PROGRAM, *map(str, arguments)], check=True, capture_output=True).stdout


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    folder = tmp_path_factory.mktemp("store") / "example"
    policygraph("build", ROOT / "examples", "--store", folder)
    return folder


def dataset(text: bytes, syntax: str = "nquads") -> rdflib.Dataset:
    read = rdflib.Dataset()
    read.parse(data=text, format=syntax)
    return read


@pytest.fixture(scope="session")
def quads(store: pathlib.Path) -> rdflib.Dataset:
    """All that is in the store."""
    return dataset(policygraph("export", "--format", "nquads", "--store", store))


@contextlib.contextmanager
def served(store: pathlib.Path, *arguments: str):
    """Address of a server over a store, which ends with the block."""
    server = subprocess.Popen(
        [PROGRAM, "serve", "--port", "0", "--store", store, *arguments],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "POLICYGRAPH_TOKEN": TOKEN},
    )
    try:
        yield "http://" + server.stderr.readline().split("http://")[1].split("/")[0]
    finally:
        server.terminate()
        server.communicate(timeout=60)
    assert server.returncode == 0


@contextlib.contextmanager
def under_a_path(address: str, prefix: str):
    """Address of a reverse proxy that has a server under a path, and nothing elsewhere; it ends with the block."""

    class Proxy(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def pass_on(self):
            sent = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if not self.path.startswith(prefix + "/"):
                self.send_error(404)
                return
            behind = http.client.HTTPConnection(address.removeprefix("http://"), timeout=300)
            behind.request(self.command, self.path.removeprefix(prefix), sent, dict(self.headers))
            answer = behind.getresponse()
            body = answer.read()
            behind.close()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in ("transfer-encoding", "content-length", "connection", "date"):
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_DELETE = pass_on

        def log_message(self, *_):
            pass

    proxy = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    thread = threading.Thread(target=proxy.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{proxy.server_port}{prefix}"
    finally:
        proxy.shutdown()
        thread.join()
        proxy.server_close()


@pytest.fixture
def endpoint(store: pathlib.Path):
    """Address of a server over the store, which allows updates and ends with the test."""
    with served(store, "--updates") as address:
        yield address


def corpus() -> pathlib.Path:
    """The real bulletin, which must be there in CI."""
    if not CORPUS.exists():
        assert "CI" not in os.environ, f"{CORPUS} is missing"
        pytest.skip("there is no corpus")
    return next(CORPUS.glob("*.txt"))


def documents(name: str) -> pathlib.Path:
    """What is read for a test of this parameter: `example` or `corpus`."""
    return corpus() if name == "corpus" else ROOT / "examples"


@contextlib.contextmanager
def explorer_and_report(folder: pathlib.Path):
    """Addresses of an explorer over the bundled bulletin and of a report, until the block ends."""
    store, report = folder / "store", folder / "report.html"
    policygraph("build", ROOT / "examples", "--store", store)
    # The page says when a document was added.
    (store / "additions.csv").unlink()
    policygraph("compare", "US", "JP", "KR", "CN", "--store", store, "--report", report)
    with served(store) as address:
        yield address, report.as_uri()


def chromium(playwright):
    """Chromium, which draws WebGL without a graphics card."""
    webgl = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"]
    return playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", *webgl])


@pytest.fixture(scope="session")
def browser():
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session", params=["example", "corpus"])
def explorer(request, tmp_path_factory):
    """Name and store of what is explored, and the address of the explorer, which takes corrections."""
    folder = tmp_path_factory.mktemp(request.param)
    policygraph("build", documents(request.param), "--store", folder / "store")
    with served(folder / "store", "--edit") as address:
        yield request.param, folder / "store", address


def serious(page) -> list:
    """What axe-core finds that keeps people out."""
    found = Axe().run(page).response["violations"]
    return [(v["id"], [n["html"][:200] for n in v["nodes"]][:3]) for v in found if v["impact"] in ("serious", "critical")]
