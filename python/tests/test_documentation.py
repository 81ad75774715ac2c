"""The examples of the documentation."""

import doctest
import importlib

import pytest


@pytest.mark.parametrize("name", ["facts", "store"])
def test_examples(name: str) -> None:
    found = doctest.testmod(importlib.import_module(f"policygraph.{name}"))
    assert found.attempted > 0 and found.failed == 0
