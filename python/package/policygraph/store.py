"""A store, and what it is asked. Filters and names are those of the command line: ``--least-confidence 0.8`` is ``least_confidence=0.8``."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypedDict

import pyarrow as pa

from policygraph import policygraph_native as native
from policygraph.answers import Comparison, Entity, Turtle, rows_table, solutions_table
from policygraph.errors import ArgumentError, StoreError, fail
from policygraph.pictures import Picture
from policygraph.serving import Server

if TYPE_CHECKING:
    import igraph
    import networkx
    import rdflib
    from typing_extensions import Unpack

    Words = str | Iterable[str]
    Path = str | os.PathLike[str]


class Filters(TypedDict, total=False):
    """Which part of the graph."""

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


class Progress(TypedDict):
    """How far a build is: numbers of documents, bytes of their files, facts that were read, documents in the store."""

    documents: int
    of: int
    bytes: int
    of_bytes: int
    facts: int
    stored: int


class Store:
    """The graph in a folder; ``build`` makes it.

    >>> import policygraph as pg
    >>> store = pg.Store("example.store")
    >>> store.build(["examples"])["stored"]
    1
    >>> store.search("화웨이").column("english").to_pylist()
    ['Huawei']
    """

    def __init__(self, path: Path) -> None:
        if not isinstance(path, (str, os.PathLike)):
            raise ArgumentError(f"a store is the path of a folder, not {type(path).__name__}")
        self.folder: str = os.fspath(path)
        self._closed = False

    def __repr__(self) -> str:
        return f"Store({self.folder!r})"

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Refuse further calls. Nothing is open between calls, so nothing else has to be done."""
        self._closed = True

    def _call(self, command: str, words: Iterable[str] = (), options: Mapping[str, object] | None = None) -> bytes:
        kind, out, said = self._outcome(command, words, options)
        if kind != "done":
            fail(kind, said)
        return out

    def _outcome(
        self, command: str, words: Iterable[str], options: Mapping[str, object] | None, progress: Callable[[Progress], object] | None = None
    ) -> tuple[str, bytes, str]:
        if self._closed:
            raise StoreError(f"{self.folder}: the store was closed: open it again with Store(…)")
        call = [command, f"--store={self.folder}", *_flags(options or {}), "--", *(_word(w) for w in words)]
        return native.call(call, progress)

    def _rows(self, command: str, words: Iterable[str], options: Mapping[str, object]) -> pa.Table:
        return rows_table(json.loads(self._call(command, words, {**options, "format": "json"})))

    def build(
        self,
        inputs: Path | Iterable[Path],
        *,
        progress: Callable[[Progress], object] | None = None,
        manifest: Path | None = None,
        overrides: Path | None = None,
        strict: bool = False,
        keep_copies: bool = False,
        no_inference: bool = False,
        memory: str | None = None,
    ) -> dict[str, Any]:
        """Read files, folders and archives into the store; what is unchanged is passed over.

        ``progress`` is called while the build runs, with a dictionary of numbers: ``documents`` that are done with ``of`` all, ``bytes`` of their files
        (``of_bytes`` in all), ``facts`` that were read, documents ``stored``. It is called by another thread than the caller's, some documents at a time. What
        it raises stops the build, as Ctrl-C does: what was read is stored, and the exception is raised here; the same call then goes on.

        Returns how many documents were ``stored``, ``unchanged``, ``duplicate`` and ``failed``, with all ``documents``; what cannot be read does not
        stop the others.

        >>> import policygraph as pg
        >>> steps = []
        >>> built = pg.Store("example.store").build("examples", progress=steps.append)
        >>> (steps[-1]["documents"], steps[-1]["of"])
        (1, 1)
        """
        if progress is not None and not callable(progress):
            raise ArgumentError(f"progress is a function, not {type(progress).__name__}")
        words = [inputs] if isinstance(inputs, (str, os.PathLike)) else list(inputs)
        options = {
            "json": True, "manifest": manifest, "overrides": overrides, "strict": strict, "keep_copies": keep_copies,
            "no_inference": no_inference, "memory": memory,
        }  # fmt: skip
        kind, out, said = self._outcome("build", [os.fspath(w) for w in words], options, progress)
        if kind not in ("done", "incomplete"):
            fail(kind, said)
        documents = [json.loads(line) for line in out.decode().splitlines()]
        counts = {state: sum(d["state"] == state for d in documents) for state in ("stored", "unchanged", "duplicate", "failed")}
        return {**counts, "documents": documents}

    def remove(self, document: str) -> list[str]:
        """Remove a document; returns the statements that no other document makes."""
        return self._call("remove", [document]).decode().splitlines()

    def query(self, sparql: str, *, inferred: bool = False) -> pa.Table | bool | Turtle:
        """Ask a SPARQL query: a table for SELECT, whose numbers are numbers, a bool for ASK, Turtle for CONSTRUCT and DESCRIBE."""
        return solutions_table(self._call("query", [sparql], {"inferred": inferred, "format": "json"}))

    def named(self, name: str, **params: object) -> pa.Table:
        """Ask a query of the library with its parameters: ``named("budgets-by-country", year=2020)``."""
        options = {"named": name, "param": [f"{key}={value}" for key, value in params.items()], "format": "json"}
        table = solutions_table(self._call("query", (), options))
        assert isinstance(table, pa.Table), "queries of the library are SELECT"
        return table

    def queries(self) -> pa.Table:
        """The queries of the library: name, answers, parameters."""
        return self._rows("query", (), {"list": True})

    def show(self, name: str) -> Entity:
        """An entity by name or id: names, relations and budgets with the quotes behind each."""
        found = self._call("show", [name], {"format": "json"}).decode().splitlines()
        if len(found) > 1:
            ids = ", ".join(json.loads(line)["id"] for line in found)
            raise ArgumentError(f"`{name}` names {len(found)} entities: give the id of one, {ids}")
        return Entity(json.loads(found[0]))

    def search(self, text: str, *, type: Words = (), limit: int = 10) -> pa.Table:
        """Entities by parts of their names: rank, name, english, type, country, relations, id; ``limit=0`` for all."""
        return self._rows("search", [text], {"type": type, "limit": limit})

    def path(
        self, a: str, b: str, *, limit: int = 5, longer: bool = False, by: str | None = None, max_hops: int | None = None,
        directed: bool = False, through_countries: bool = False, **filters: Unpack[Filters],
    ) -> list[dict[str, Any]]:  # fmt: skip
        """How two entities are connected: for each path its length and hops, with the claims of each relation."""
        options = {
            "limit": limit, "longer": longer, "by": by, "max_hops": max_hops, "directed": directed, "through_countries": through_countries,
            "format": "json", **filters,
        }  # fmt: skip
        return [json.loads(line) for line in self._call("path", [a, b], options).decode().splitlines()]

    def central(self, *measures: str, limit: int = 10, samples: int | None = None, seed: int = 0, seen_from: str | None = None, **analysis: Unpack[Analysis]) -> pa.Table:
        """Entities ranked by the first of the measures (degree by default), with a column for each."""
        return self._rows("central", measures, {"limit": limit, "samples": samples, "seed": seed, "seen_from": seen_from, **analysis})

    def communities(
        self, method: str = "leiden", *, resolution: float = 1.0, starts: int = 20, seed: int = 0, members: bool = False, limit: int = 10,
        **analysis: Unpack[Analysis],
    ) -> pa.Table:  # fmt: skip
        """The groups that form; with ``members`` a row an entity."""
        options = {"resolution": resolution, "starts": starts, "seed": seed, "members": members, "limit": limit, **analysis}
        return self._rows("communities", [method], options)

    def similar(self, name: str, *, measure: str | None = None, same_type: bool = False, limit: int = 10, **analysis: Unpack[Analysis]) -> pa.Table:
        """What has relations with the same others as an entity."""
        return self._rows("similar", [name], {"measure": measure, "same_type": same_type, "limit": limit, **analysis})

    def compare(
        self, countries: Iterable[str], *, topic: Words = (), since: int | None = None, until: int | None = None, type: Words = (),
        currency: str = "USD", language: str = "ko", limit: int = 100,
    ) -> Comparison:  # fmt: skip
        """Compare the programmes of two or more countries."""
        options = {
            "topic": topic, "since": since, "until": until, "type": type, "currency": currency, "language": language, "limit": limit,
        }  # fmt: skip
        words = [countries] if isinstance(countries, str) else list(countries)
        found = json.loads(self._call("compare", words, {**options, "format": "json"}))

        def again(more: Mapping[str, object]) -> bytes:
            return self._call("compare", words, {**options, **more})

        return Comparison(found, again)

    def export(self, format: str, output: Path | None = None, **filters: Unpack[Filters]) -> bytes:
        """Write the graph in the format of another tool, into a file or folder or, without ``output``, as bytes."""
        return self._call("export", (), {"format": format, "output": output, **filters})

    def stats(self) -> pa.Table:
        """What the store holds: count, name, what."""
        return self._rows("stats", (), {})

    def serve(self, port: int = 0, *, edit: bool = False) -> Server:
        """Serve the explorer and the SPARQL endpoint on 127.0.0.1 in a process of its own; ``port=0`` takes a free one."""
        if self._closed:
            raise StoreError(f"{self.folder}: the store was closed: open it again with Store(…)")
        return Server([sys.executable, "-m", "policygraph", "serve", f"--store={self.folder}", *_flags({"port": port, "edit": edit})])

    def picture(self, *, limit: int = 40, **filters: Unpack[Filters]) -> Picture:
        """A part of the graph as SVG: so many entities, those with the most relations, and what ties them."""
        found = json.loads(self.export("node-link", **filters))
        degrees = Counter(end for link in found["links"] for end in (link["source"], link["target"]))
        nodes = sorted(found["nodes"], key=lambda n: (-degrees[n["id"]], n["id"]))[:limit]
        shown = {node["id"] for node in nodes}
        return Picture(nodes, [link for link in found["links"] if link["source"] in shown and link["target"] in shown])

    def to_networkx(self, **filters: Unpack[Filters]) -> networkx.MultiDiGraph[Any]:
        """The graph, or a part of it, for NetworkX."""
        import networkx

        return networkx.node_link_graph(json.loads(self.export("node-link", **filters)), edges="links")

    def to_igraph(self, **filters: Unpack[Filters]) -> igraph.Graph:
        """The graph, or a part of it, for igraph."""
        import igraph

        return igraph.Graph.from_networkx(self.to_networkx(**filters))

    def to_rdflib(self) -> rdflib.Dataset:
        """Everything, with claims and evidence, for rdflib."""
        import rdflib

        dataset = rdflib.Dataset()
        dataset.parse(data=self.export("nquads"), format="nquads")
        return dataset


def _word(word: object) -> str:
    if not isinstance(word, str):
        raise ArgumentError(f"a text is wanted, not {type(word).__name__}: {word!r}")
    return word


def _flags(options: Mapping[str, object]) -> list[str]:
    """Options as flags of the command line; those that are not given are left out."""
    flags: list[str] = []
    for name, value in options.items():
        flag = "--" + name.replace("_", "-")
        if value is None or value is False:
            continue
        if value is True:
            flags.append(flag)
        elif isinstance(value, (str, int, float, os.PathLike)):
            flags.append(f"{flag}={os.fspath(value) if isinstance(value, os.PathLike) else value}")
        elif isinstance(value, Iterable):
            flags.extend(f"{flag}={_word(one)}" for one in value)
        else:
            raise ArgumentError(f"{name} cannot be a {type(value).__name__}")
    return flags
