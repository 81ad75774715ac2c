"""The notebooks run from start to end, and draw what they say they draw."""

import base64
import pathlib

import nbformat
import pytest
from conftest import ROOT
from nbclient import NotebookClient

NOTEBOOKS = sorted((ROOT / "examples/notebooks").glob("*.ipynb"))
PICTURES = ROOT / "target/screenshots/notebooks"
# How many pictures each draws.
DRAWN = {"1-from-documents-to-actors": 2, "2-compare-countries": 1, "3-correct-and-measure": 0, "4-budgets": 1}


def test_there_are_four() -> None:
    assert [n.stem for n in NOTEBOOKS] == list(DRAWN)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_notebooks_run(path: pathlib.Path) -> None:
    book = nbformat.read(path, as_version=4)
    assert all(not cell.get("outputs") for cell in book.cells), "notebooks are kept without their output"
    NotebookClient(book, timeout=120, resources={"metadata": {"path": str(path.parent)}}).execute()
    outputs = [output for cell in book.cells for output in cell.get("outputs", [])]
    said = "".join(o.text for o in outputs if o.output_type == "stream" and o.name == "stderr")
    assert "Glyph" not in said, said
    pictures = [o.data["image/png"] for o in outputs if "image/png" in o.get("data", {})]
    assert len(pictures) == DRAWN[path.stem]
    PICTURES.mkdir(parents=True, exist_ok=True)
    for number, picture in enumerate(pictures, start=1):
        (PICTURES / f"{path.stem}-{number}.png").write_bytes(base64.b64decode(picture))
