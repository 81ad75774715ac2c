"""A knowledge graph of policy actors, programmes and budgets, built from Korean policy documents.

``extract`` reads the facts of a document, ``extract_many`` those of thousands, and a ``Store`` keeps and answers. Names and filters are those of the
command line, whose program comes with the package: ``policygraph --help``.
"""

import sys as _sys

from policygraph import policygraph_native as _native
from policygraph.answers import Comparison, Entity, Turtle
from policygraph.errors import (
    ArgumentError,
    BrokenError,
    DocumentError,
    LockedError,
    NotFoundError,
    PolicygraphError,
    QueryError,
    StoreError,
)
from policygraph.facts import Facts, evaluate, extract, extract_many
from policygraph.pictures import Picture
from policygraph.serving import Server
from policygraph.store import Progress, Store

_native.set_program([_sys.executable, "-m", "policygraph"])

__all__ = [
    "ArgumentError",
    "BrokenError",
    "Comparison",
    "DocumentError",
    "Entity",
    "Facts",
    "LockedError",
    "NotFoundError",
    "Picture",
    "PolicygraphError",
    "Progress",
    "QueryError",
    "Server",
    "Store",
    "StoreError",
    "Turtle",
    "evaluate",
    "extract",
    "extract_many",
]
