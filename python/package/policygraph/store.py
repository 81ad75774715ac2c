"""A store, and what it is asked. Filters and names are those of the command line: ``--least-confidence 0.8`` is ``least_confidence=0.8``."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypedDict, cast

import pyarrow as pa

from policygraph import policygraph_native as native
from policygraph.answers import Comparison, Entity, Turtle, rows_table, solutions_table
from policygraph.errors import ArgumentError, StoreError, fail
from policygraph.options import Path, Words, flags, word
from policygraph.pictures import Picture
from policygraph.serving import Server

if TYPE_CHECKING:
    import igraph
    import networkx
    import rdflib
    from typing_extensions import Unpack

    from policygraph.options import Analysis, Filters, Programmes, Serving


class Progress(TypedDict):
    """How far a build is: numbers of documents, bytes of their files, facts that were read, documents in the store."""

    documents: int
    of: int
    bytes: int
    of_bytes: int
    facts: int
    stored: int


class Store:
    """The graph in a folder; ``build`` makes it. ``seeds`` is a folder with seed files that replace the built-in ones of the same name.

    >>> import policygraph as pg
    >>> store = pg.Store("example.store")
    >>> store.build(["examples"])["stored"]
    1
    >>> store.search("화웨이").column("english").to_pylist()
    ['Huawei']
    """

    def __init__(self, path: Path, *, seeds: Path | None = None) -> None:
        for given in (path, *([] if seeds is None else [seeds])):
            if not isinstance(given, (str, os.PathLike)):
                raise ArgumentError(f"a store is the path of a folder, and so are seeds, not {type(given).__name__}")
        self.folder: str = os.fspath(path)
        self._closed = False
        self._place: dict[str, object] = {"store": self.folder, "seeds": seeds}

    def __repr__(self) -> str:
        return f"Store({self.folder!r})"

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Refuse further calls. Nothing is open between calls, so nothing else has to be done.

        >>> import policygraph as pg
        >>> with pg.Store("example.store") as store:
        ...     found = store.search("화웨이")
        >>> store.search("화웨이")
        Traceback (most recent call last):
        policygraph.errors.StoreError: example.store: the store was closed: open it again with Store(…)
        """
        self._closed = True

    def _opened(self) -> None:
        if self._closed:
            raise StoreError(f"{self.folder}: the store was closed: open it again with Store(…)")

    def _call(self, command: str, words: Iterable[str] = (), options: Mapping[str, object] | None = None) -> bytes:
        kind, out, said = self._outcome(command, words, options)
        if kind != "done":
            fail(kind, said)
        return out

    def _outcome(
        self, command: str, words: Iterable[str], options: Mapping[str, object] | None, progress: Callable[[Progress], object] | None = None
    ) -> tuple[str, bytes, str]:
        self._opened()
        call = [command, *flags({**self._place, **(options or {})}), "--", *(word(w) for w in words)]
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
        """Remove a document, by its name in the store; returns the statements that no other document makes.

        >>> import pathlib, policygraph as pg
        >>> _ = pathlib.Path("memo.txt").write_text("환경부는 예산을 3조 원으로 늘렸다.", encoding="utf-8")
        >>> store = pg.Store("memo.store")
        >>> _ = store.build("memo.txt")
        >>> "- 환경부 has a budget of 3000000000000 KRW" in store.remove("memo.txt")
        True
        """
        return self._call("remove", [document]).decode().splitlines()

    def query(self, sparql: str, *, inferred: bool = False) -> pa.Table | bool | Turtle:
        """Ask a SPARQL query: a table for SELECT, whose numbers are numbers, a bool for ASK, Turtle for CONSTRUCT and DESCRIBE.

        The prefixes pg, id, skos, dct, prov … are known. ``inferred``: also what follows from the ontology.

        >>> import policygraph as pg
        >>> pg.Store("example.store").query("SELECT ?x WHERE { ?x a pg:Country ; skos:prefLabel '일본'@ko }").to_pylist()
        [{'x': 'https://w3id.org/policygraph/id/country-jp'}]
        """
        return solutions_table(self._call("query", [sparql], {"inferred": inferred, "format": "json"}))

    def named(self, name: str, **params: object) -> pa.Table:
        """Ask a query of the library (``queries()`` lists them) with its parameters.

        >>> import policygraph as pg
        >>> pg.Store("example.store").named("budgets-by-country", country="US")["currency"].to_pylist()
        ['USD']
        """
        options = {"named": name, "param": [f"{key}={value}" for key, value in params.items()], "format": "json"}
        table = solutions_table(self._call("query", (), options))
        assert isinstance(table, pa.Table), "queries of the library are SELECT"
        return table

    def queries(self) -> pa.Table:
        """The queries of the library: name, answers, parameters; all texts.

        >>> import policygraph as pg
        >>> "largest-budgets" in pg.Store("example.store").queries()["name"].to_pylist()
        True
        """
        return self._rows("query", (), {"list": True})

    def show(self, name: str) -> Entity:
        """An entity by name or id: names, relations and budgets with the quotes behind each, which a notebook shows.

        >>> import policygraph as pg
        >>> huawei = pg.Store("example.store").show("화웨이")
        >>> (huawei["label_en"], huawei["types"])
        ('Huawei', ['Company'])
        """
        found = self._call("show", [name], {"format": "json"}).decode().splitlines()
        if len(found) > 1:
            ids = ", ".join(json.loads(line)["id"] for line in found)
            raise ArgumentError(f"`{name}` names {len(found)} entities: give the id of one, {ids}")
        return Entity(json.loads(found[0]))

    def search(self, text: str, *, type: Words = (), limit: int = 10) -> pa.Table:
        """Entities by parts of their names, initial consonants or a country's code: rank (from 1), name, english, type, country, relations (their number), id.

        ``limit=0`` for all.

        >>> import policygraph as pg
        >>> pg.Store("example.store").search("ㅎㅇㅇ", type="Company")["name"].to_pylist()
        ['화웨이']
        """
        return self._rows("search", [text], {"type": type, "limit": limit})

    def path(
        self, a: str, b: str | None = None, *, limit: int = 5, longer: bool = False, by: str | None = None, max_hops: int | None = None,
        directed: bool = False, through_countries: bool = False, pattern: str | None = None, **filters: Unpack[Filters],
    ) -> list[dict[str, Any]]:  # fmt: skip
        """How two entities are connected: for each path its length in hops and its hops, with the claims of each relation.

        ``b`` is not needed with a ``pattern`` such as ``"Company -participatesIn-> Program"``.

        >>> import policygraph as pg
        >>> path = pg.Store("example.store").path("산업안보국", "화웨이", limit=1)[0]
        >>> (path["length"], path["hops"][0]["relations"][0]["claims"][0]["document"])
        (1, 'bulletin-2021-03.txt')
        """
        options = {
            "limit": limit, "longer": longer, "by": by, "max_hops": max_hops, "directed": directed, "through_countries": through_countries,
            "pattern": pattern, "format": "json", **filters,
        }  # fmt: skip
        words = [a] if b is None else [a, b]
        return [json.loads(line) for line in self._call("path", words, options).decode().splitlines()]

    def central(
        self, *measures: str, limit: int = 10, samples: int | None = None, seed: int = 0, seen_from: str | None = None, direction: str | None = None,
        edges: bool = False, annotate: bool = False, **analysis: Unpack[Analysis],
    ) -> pa.Table:  # fmt: skip
        """Entities ranked by the first of the measures (degree by default): rank, name, english, type, country, score or a column for each measure, id.

        ``edges`` ranks relations instead; ``annotate`` also writes the values into the store. ``limit=0`` for all.

        >>> import policygraph as pg
        >>> pg.Store("example.store").central("degree", "pagerank", type="Company", limit=3)["rank"].to_pylist()
        [1, 2, 3]
        """
        options = {
            "limit": limit, "samples": samples, "seed": seed, "seen_from": seen_from, "direction": direction, "edges": edges, "annotate": annotate,
            **analysis,
        }  # fmt: skip
        return self._rows("central", measures, options)

    def communities(
        self, method: str = "leiden", *, resolution: float = 1.0, starts: int = 20, seed: int = 0, members: bool = False, limit: int = 10,
        annotate: bool = False, **analysis: Unpack[Analysis],
    ) -> pa.Table:  # fmt: skip
        """The groups that form: community (from 1), size, density (0 to 1), types, countries, members; with ``members`` a row an entity.

        >>> import policygraph as pg
        >>> pg.Store("example.store").communities(limit=2)["community"].to_pylist()
        [1, 2]
        """
        options = {
            "resolution": resolution, "starts": starts, "seed": seed, "members": members, "limit": limit, "annotate": annotate, **analysis,
        }  # fmt: skip
        return self._rows("communities", [method], options)

    def similar(self, name: str, *, measure: str | None = None, same_type: bool = False, limit: int = 10, **analysis: Unpack[Analysis]) -> pa.Table:
        """What has relations with the same others as an entity: rank, name, english, type, country, score, shared, id.

        >>> import policygraph as pg
        >>> set(pg.Store("example.store").similar("화웨이", same_type=True)["type"].to_pylist())
        {'Company'}
        """
        return self._rows("similar", [name], {"measure": measure, "same_type": same_type, "limit": limit, **analysis})

    def compare(self, countries: Iterable[str], **programmes: Unpack[Programmes]) -> Comparison:
        """Compare the programmes of two or more countries, by names or ISO 3166-1 codes: tables D1 to D17, what stands out, and the limits of it.

        >>> import policygraph as pg
        >>> compared = pg.Store("example.store").compare(["KR", "미국"], language="en")
        >>> [country["name"] for country in compared.countries]
        ['South Korea', 'United States']
        """
        words = [countries] if isinstance(countries, str) else list(countries)
        found = json.loads(self._call("compare", words, {**programmes, "format": "json"}))

        def again(more: Mapping[str, object]) -> bytes:
            return self._call("compare", words, {**programmes, **more})

        return Comparison(found, again)

    def changes(self, countries: Iterable[str], *, by: str = "year", **programmes: Unpack[Programmes]) -> pa.Table:
        """What is new, ended and grown in the programmes of countries from one period (year, quarter, month or document) to the next.

        >>> import policygraph as pg
        >>> "country" in pg.Store("example.store").changes(["KR", "US"], by="quarter").column_names
        True
        """
        words = [countries] if isinstance(countries, str) else list(countries)
        found = json.loads(self._call("compare", words, {**programmes, "by": by, "format": "json"}))
        return rows_table(found[0]["rows"])

    def export(
        self, format: str, output: Path | None = None, *, with_: Words = (), communities: bool = False, triple_terms: bool = False, bom: bool = False,
        **filters: Unpack[Filters],
    ) -> bytes:  # fmt: skip
        """Write the graph in the format of another tool, into a file or folder or, without ``output``, as bytes.

        ``with_`` names centralities that entities get as attributes.

        >>> import policygraph as pg
        >>> pg.Store("example.store").export("graphml", type="Company")[:5]
        b'<?xml'
        """
        options = {
            "format": format, "output": output, "with_": with_, "communities": communities, "triple_terms": triple_terms, "bom": bom, **filters,
        }  # fmt: skip
        return self._call("export", (), options)

    def stats(
        self, *, network: bool = False, blocks: bool = False, random: int | None = None, seed: int | None = None, **analysis: Unpack[Analysis]
    ) -> pa.Table:
        """What the store holds: count, name, what; or, with ``network`` or ``blocks``, figures of its network.

        >>> import policygraph as pg
        >>> pg.Store("example.store").stats().to_pylist()[0]
        {'count': 1, 'name': 'bulletin-2021-03.txt', 'what': 'document'}
        """
        return self._rows("stats", (), {"network": network, "blocks": blocks, "random": random, "seed": seed, **analysis})

    def serve(self, port: int = 0, *, edit: bool = False, **serving: Unpack[Serving]) -> Server:
        """Serve the explorer and the SPARQL endpoint on 127.0.0.1 in a process of its own; ``port=0`` takes a free one.

        >>> import policygraph as pg
        >>> with pg.Store("example.store").serve() as server:
        ...     server.url.startswith("http://127.0.0.1:")
        True
        """
        self._opened()
        options = flags({**self._place, "port": port, "edit": edit, **serving})
        return Server([sys.executable, "-m", "policygraph", "serve", *options])

    def picture(self, *, limit: int = 40, **filters: Unpack[Filters]) -> Picture:
        """A part of the graph as SVG, which a notebook shows: so many entities, those with the most relations, and what ties them.

        >>> import policygraph as pg
        >>> pg.Store("example.store").picture(limit=5).svg[:4]
        '<svg'
        """
        found = json.loads(self.export("node-link", **filters))
        degrees = Counter(end for link in found["links"] for end in (link["source"], link["target"]))
        nodes = sorted(found["nodes"], key=lambda n: (-degrees[n["id"]], n["id"]))[:limit]
        shown = {node["id"] for node in nodes}
        return Picture(nodes, [link for link in found["links"] if link["source"] in shown and link["target"] in shown])

    def to_networkx(self, **filters: Unpack[Filters]) -> networkx.MultiDiGraph[Any]:
        """The graph, or a part of it, for NetworkX; nodes are ids, with the columns of the export as attributes.

        >>> import policygraph as pg
        >>> pg.Store("example.store").to_networkx(type="Company").nodes["https://w3id.org/policygraph/id/huawei"]["label"]
        '화웨이'
        """
        import networkx

        return cast("networkx.MultiDiGraph[Any]", cast(Any, networkx).node_link_graph(json.loads(self.export("node-link", **filters)), edges="links"))

    def to_igraph(self, **filters: Unpack[Filters]) -> igraph.Graph:
        """The graph, or a part of it, for igraph.

        >>> import policygraph as pg
        >>> pg.Store("example.store").to_igraph(type="Company").vcount() > 10
        True
        """
        import igraph

        return igraph.Graph.from_networkx(self.to_networkx(**filters))

    def to_rdflib(self) -> rdflib.Dataset:
        """Everything, with claims and evidence, for rdflib: a named graph a document.

        >>> import policygraph as pg
        >>> len(pg.Store("example.store").to_rdflib()) > 10_000
        True
        """
        import rdflib

        dataset = rdflib.Dataset()
        dataset.parse(data=self.export("nquads"), format="nquads")
        return dataset
