"""Options of the command line as arguments: ``--least-confidence 0.8`` is ``least_confidence=0.8``."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import TypedDict, cast

from policygraph.errors import ArgumentError

Words = str | Iterable[str]
"""One text, or several."""

Path = str | os.PathLike[str]


class Filters(TypedDict, total=False):
    """Which part of the graph: types of entities, relations, countries (names or ISO 3166-1 codes), years, the least confidence (0 to 1)."""

    type: Words
    predicate: Words
    without: Words
    country: Words
    topic: Words
    status: Words
    since: int
    until: int
    document: Words
    least_confidence: float


class Analysis(Filters, total=False):
    """Which part of the graph, and which network of it."""

    directed: bool
    project: str
    weight: str
    largest_component: bool


class Programmes(TypedDict, total=False):
    """Which programmes of countries are compared, and how: years, the currency of amounts (ISO 4217), the language of names (ko or en)."""

    topic: Words
    since: int
    until: int
    type: Words
    currency: str
    language: str
    limit: int
    weight: Words
    permutations: int
    draws: int
    seed: int


class Serving(TypedDict, total=False):
    """How a store is served: times in seconds, sizes in MB."""

    host: str
    timeout: int
    max_answer: int
    max_memory: int
    slow_queries: int
    client_timeout: int
    max_body: int
    max_file: int
    cors: Words
    allow_service: Words
    updates: bool


def word(text: object) -> str:
    """A text, which nothing else may stand for."""
    if not isinstance(text, str):
        raise ArgumentError(f"a text is wanted, not {type(text).__name__}: {text!r}")
    return text


def flags(options: Mapping[str, object]) -> list[str]:
    """Options as flags of the command line; those that are not given are left out."""
    found: list[str] = []
    for name, value in options.items():
        # One whose name is a word of Python ends in a line below.
        flag = "--" + name.rstrip("_").replace("_", "-")
        if value is None or value is False:
            continue
        if value is True:
            found.append(flag)
        elif isinstance(value, os.PathLike):
            found.append(f"{flag}={os.fspath(cast('os.PathLike[str]', value))}")
        elif isinstance(value, (str, int, float)):
            found.append(f"{flag}={value}")
        elif isinstance(value, Iterable):
            found.extend(f"{flag}={word(one)}" for one in cast("Iterable[object]", value))
        else:
            raise ArgumentError(f"{name} cannot be a {type(value).__name__}")
    return found
