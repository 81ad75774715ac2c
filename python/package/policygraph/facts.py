"""The facts of documents, as Arrow tables."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from typing import Any, Literal, TypeAlias, cast, overload

import pyarrow as pa

from policygraph import policygraph_native as native
from policygraph.errors import ArgumentError, DocumentError, PolicygraphError, error, fail

Source: TypeAlias = "str | bytes | os.PathLike[str]"
"""A text (str), the bytes of a file of any format that is read, or the path of a file."""


class Facts:
    """The facts of one document.

    Each table has a row a fact, with the quote, the lines of the text (from 1) and the page of the file (null where it has none).

    >>> import policygraph as pg
    >>> facts = pg.extract("과학기술정보통신부는 ‘디지털 뉴딜’에 3조 원을 투자한다.", name="a.txt")
    >>> facts.budgets.column("currency").to_pylist()
    ['KRW']
    """

    def __init__(self, found: native.Facts) -> None:
        self._found = found

    @property
    def name(self) -> str:
        """Name of the document."""
        return self._found.name

    @property
    def notes(self) -> list[str]:
        """What was odd in the document."""
        return self._found.notes

    @property
    def entities(self) -> pa.Table:
        """id, type, label, label_en, country (ISO 3166-1), names, quote, lines, page."""
        return _table(self._found.entities())

    @property
    def relations(self) -> pa.Table:
        """s, p, o (ids of entities and the predicate), quote, lines, page, confidence (0 to 1), status, origin, rule, valid_from, valid_to."""
        return _table(self._found.relations())

    @property
    def budgets(self) -> pa.Table:
        """id, subject, amount (decimal, in whole units of the currency), currency (ISO 4217), period, surface, quote, lines, page, confidence, status."""
        return _table(self._found.budgets())

    @property
    def observations(self) -> pa.Table:
        """Values of statistical tables: title, area, item, measure, period, value (decimal), unit, source, quote, lines, page."""
        return _table(self._found.observations())

    def tables(self) -> dict[str, pa.Table]:
        """All four tables by name."""
        return {"entities": self.entities, "relations": self.relations, "budgets": self.budgets, "observations": self.observations}

    def to_pandas(self) -> dict[str, Any]:
        """The tables as data frames of pandas, by name."""
        return {name: cast(Any, table).to_pandas() for name, table in self.tables().items()}

    def to_polars(self) -> dict[str, Any]:
        """The tables as data frames of Polars, by name; nothing is copied."""
        import polars

        return {name: cast(Any, polars).from_arrow(table) for name, table in self.tables().items()}

    def to_json_lines(self) -> str:
        """The facts as ``policygraph extract`` prints them: one JSON object a line."""
        return self._found.lines()

    def __repr__(self) -> str:
        counts = ", ".join(f"{table.num_rows} {name}" for name, table in self.tables().items())
        return f"<Facts of {self.name}: {counts}>"


def _table(found: native.Table) -> pa.Table:
    return pa.table(found)


def _read(source: Source, name: str | None) -> tuple[str, bytes]:
    if isinstance(source, str):
        return name or "text", source.encode()
    if isinstance(source, (bytes, bytearray, memoryview)):
        return name or "bytes", bytes(source)
    if isinstance(source, os.PathLike):
        path = os.fspath(source)
        try:
            with open(path, "rb") as file:
                return name or os.path.basename(path), file.read()
        except OSError as e:
            raise DocumentError(f"{path}: cannot be read: {e.strerror}") from e
    raise ArgumentError(f"a document is a text (str), bytes or a path (os.PathLike), not {type(source).__name__}")


def extract(source: Source, *, name: str | None = None) -> Facts:
    """Read the facts of a text, of the bytes of a file, or of a file (a ``pathlib.Path``).

    ``name`` is that of the document; by default that of the file.

    >>> import policygraph as pg
    >>> pg.extract("환경부는 예산을 늘렸다.").entities.column("type").to_pylist()
    ['Country', 'GovernmentAgency']
    """
    found, wrong = native.extract(*_read(source, name))
    if found is None:
        fail(*(wrong or ("broken", "")))
    return Facts(found)


@overload
def extract_many(sources: Iterable[Source | tuple[str, Source]], *, threads: int | None = None, errors: Literal["raise"] = "raise") -> Iterator[Facts]: ...
@overload
def extract_many(
    sources: Iterable[Source | tuple[str, Source]], *, threads: int | None = None, errors: Literal["return"]
) -> Iterator[Facts | PolicygraphError]: ...
def extract_many(
    sources: Iterable[Source | tuple[str, Source]], *, threads: int | None = None, errors: Literal["raise", "return"] = "raise"
) -> Iterator[Facts | PolicygraphError]:
    """Read many documents on all cores (or so many ``threads``) and give their facts in the order of the documents.

    ``sources`` are texts, bytes or paths, or pairs of a name and one of these; they are taken a few at a time, so that memory stays small. With
    ``errors="return"`` what cannot be read gives its exception in its place.

    >>> import policygraph as pg
    >>> [facts.name for facts in pg.extract_many([("a", "환경부"), ("b", "외교부")])]
    ['a', 'b']
    """
    if errors not in ("raise", "return"):
        raise ArgumentError(f"errors is 'raise' or 'return', not {errors!r}")
    if threads is not None and threads < 1:
        raise ArgumentError("threads is 1 or more")
    unreadable: dict[int, PolicygraphError] = {}

    def named() -> Iterator[tuple[str, bytes]]:
        for number, source in enumerate(sources):
            try:
                yield _read(source[1], source[0]) if isinstance(source, tuple) else _read(source, None)
            except DocumentError as e:
                # It keeps its place: those before it are given first.
                unreadable[number] = e
                yield "", b""

    def read() -> Iterator[Facts | PolicygraphError]:
        for number, (found, wrong) in enumerate(native.Extraction(named(), threads or 0)):
            if number in unreadable:
                failed = unreadable.pop(number)
            elif found is not None:
                yield Facts(found)
                continue
            else:
                failed = error(*(wrong or ("broken", "")))
            if errors == "raise":
                raise failed
            yield failed

    return read()


def evaluate(facts: Facts, gold: str | os.PathLike[str]) -> pa.Table:
    """Score facts against gold annotations of the same text, a file as docs/annotation.md describes it.

    A row for entities, relations and budgets and for each type: row, gold, found, predicted, right, precision, recall, f1.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "facts.jsonl")
        with open(path, "w", encoding="utf-8") as file:
            file.write(facts.to_json_lines())
        kind, out, said = native.call(["evaluate", f"--gold={os.fspath(gold)}", "--format=json", "--", path])
    if kind != "done":
        fail(kind, said)
    return pa.Table.from_pylist([json.loads(line) for line in out.decode().splitlines()])
