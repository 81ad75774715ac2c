"""The script in R reads the tables and the endpoint, and draws; where R and its packages are not installed this is skipped."""

import pathlib
import shutil
import subprocess

import policygraph as pg
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import ROOT


def test_a_network_in_r(store: pg.Store, tmp_path: pathlib.Path) -> None:
    if shutil.which("Rscript") is None:
        pytest.skip("R is not installed")
    packages = "for (p in c('arrow', 'curl', 'igraph')) if (!requireNamespace(p, quietly = TRUE)) quit(status = 1)"
    if subprocess.run(["Rscript", "-e", packages], capture_output=True).returncode:
        pytest.skip("R has not the packages arrow, curl and igraph")
    store.export("parquet", tmp_path / "tables")
    with store.serve() as server:
        script = ROOT / "examples/r/network.R"
        said = subprocess.run(["Rscript", script, tmp_path / "tables", server.url, tmp_path / "network.svg"], check=True, capture_output=True, text=True).stdout
    entities, relations = (pq.read_metadata(tmp_path / "tables" / f"{name}.parquet").num_rows for name in ("nodes", "edges"))
    budgets = store.query("SELECT ?n WHERE { ?b pg:budgetOf/skos:prefLabel ?n ; pg:amountValue ?a ; pg:currencyCode ?c }")
    assert isinstance(budgets, pa.Table)
    assert said.splitlines() == [f"{entities} entities, {relations} relations", f"{budgets.num_rows} budgets"]
    assert "<svg" in (tmp_path / "network.svg").read_text()
