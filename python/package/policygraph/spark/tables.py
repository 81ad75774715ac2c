"""The tables of documents, as data frames."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import pyarrow as pa
from pyspark.sql import Column, DataFrame, Window
from pyspark.sql import functions as F
from pyspark.sql.pandas.types import from_arrow_schema
from pyspark.sql.types import ArrayType, StringType, StructField, StructType

from policygraph import policygraph_native as native
from policygraph.errors import ArgumentError

TABLES = (
    "documents", "sections", "entities", "mentions", "relations", "budgets", "observations", "tags", "claims", "triples", "values",
)  # fmt: skip
"""Names of the tables, beside ``failures`` and ``quads``."""

IDS = {
    "entities": ("id",),
    "mentions": ("entity",),
    "relations": ("s", "o"),
    "budgets": ("subject",),
    "tags": ("subject", "concept"),
    "claims": ("subject", "object"),
    "triples": ("subject", "object"),
}
"""Columns with the ids of entities; those of objects of triples are terms of N-Triples."""

OF_GRAPHS = ("sections", "claims", "triples", "values")
"""Tables that are made of the graphs of documents."""

QUAD = r"^<([^>]*)> (<[^>]*>) (.*) (<[^>]*>) \.$"
"""A line of N-Quads: subject, predicate, object, graph. The greedy object ends before the last IRI."""


@lru_cache(1)
def rows_schema() -> StructType:
    """Of what is made of documents: a row a document, with its tables as lists."""
    return from_arrow_schema(pa.table(native.no_documents()).schema)


def schema(table: str) -> StructType:
    """Of a table."""
    if table == "failures":
        return StructType([StructField(name, StringType()) for name in ("document", "kind", "message")])
    rows = rows_schema()[table].dataType if table in TABLES else None
    if not isinstance(rows, ArrayType) or not isinstance(rows.elementType, StructType):
        raise ArgumentError(f"there is no table {table!r}: the tables are {', '.join(TABLES)}, failures")
    return StructType([StructField("document", StringType()), *rows.elementType.fields])


def bucket(document: Column, buckets: int) -> Column:
    """The bucket of a document: the CRC-32 of its name in UTF-8, modulo their number, with leading zeros."""
    width = len(str(buckets - 1))
    return F.lpad((F.crc32(F.encode(document, "UTF-8")) % buckets).cast("string"), max(width, 2), "0")


@dataclass(frozen=True)
class Tables:
    """The tables of documents that are read when they are asked for: ``tables["relations"]``.

    ``rows`` has a row a document. A document whose bytes another one has is left out, as ``build`` does: the first by the order of names counts, after
    those that are ``known``.
    """

    rows: DataFrame
    keep_copies: bool = False
    known: DataFrame | None = None
    """Documents that are written already: document, digest, program_version."""
    ids: DataFrame | None = None
    """Ids of entities that are replaced: old, new."""
    graphs: bool = True
    """Whether graphs were made."""
    files: DataFrame | None = None
    """The files that were to be read: name, file."""

    def __getitem__(self, table: str) -> DataFrame:
        if table == "failures":
            return self.kept.unionByName(self.unread, allowMissingColumns=True).where("state = 'failed'").select("document", "kind", "message")
        columns = schema(table).names[1:]
        if table in OF_GRAPHS:
            self.need_graphs(table)
        rows = self.kept.where("state = 'read'").select("document", F.inline(table))
        return replaced(rows.select("document", *columns), table, self.ids)

    def __iter__(self) -> Iterator[str]:
        return iter((*TABLES, "failures"))

    @property
    def failures(self) -> DataFrame:
        """What could not be read: document, kind, message."""
        return self["failures"]

    @property
    def quads(self) -> DataFrame:
        """The graphs of the documents: document, and a line of N-Quads a row."""
        self.need_graphs("quads")
        return replaced_quads(lines(self.kept, "document"), self.ids)

    @property
    def unread(self) -> DataFrame:
        """Rows for the files of which there is none, because the file system did not give their bytes."""
        if self.files is None:
            return self.rows.limit(0)
        missing = self.files.join(self.rows.select("file").distinct(), "file", "left_anti")
        message = F.concat("file", F.lit(": cannot be read: there is no permission, or it is damaged"))
        return missing.select(
            F.col("name").alias("document"), "file", F.lit("failed").alias("state"), F.lit("document").alias("kind"), message.alias("message")
        )

    def need_graphs(self, what: str) -> None:
        if not self.graphs:
            raise ArgumentError(f"{what}: was not made: leave out graphs=False")

    @property
    def kept(self) -> DataFrame:
        """The rows without those that are left out."""
        return self.rows.join(self.left_out, ["document", "file"], "left_anti")

    @cached_property
    def left_out(self) -> DataFrame:
        """Documents that are left out, with the file in which they are: those that were read under another form of their name, and copies."""
        # What could not be taken out of archives has no digest.
        given = self.rows.where("digest IS NOT NULL").select("document", "file", "digest", "state")
        by_name = Window.partitionBy("document").orderBy("file")
        numbered = given.withColumn("form", F.row_number().over(by_name))
        again = numbered.where("form > 1").select("document", "file")
        if self.keep_copies:
            return again
        first = numbered.where("form = 1").withColumn("is_known", F.lit(False))
        if self.known is not None:
            names = self.known.select("document", F.lit(True).alias("is_written"))
            first = first.join(names, "document", "left").withColumn("is_known", F.coalesce("is_written", F.lit(False)))
            # A written document that changed and cannot be read any more stays as it was.
            first = first.where("NOT (is_known AND state = 'failed')")
        candidates = first.select("document", "file", "digest", "is_known")
        if self.known is not None:
            others = self.known.join(given, "document", "left_anti")
            candidates = candidates.unionByName(others.select("document", F.lit(None).cast("string").alias("file"), "digest", F.lit(True).alias("is_known")))
        by_digest = Window.partitionBy("digest").orderBy(F.desc("is_known"), "document")
        copies = candidates.withColumn("copy", F.row_number().over(by_digest)).where("copy > 1 AND NOT is_known")
        return again.unionByName(copies.select("document", "file"))

    def of(self, rows: DataFrame, known: DataFrame | None) -> Tables:
        """The same of other rows."""
        return replace(self, rows=rows, known=known)


def replaced(rows: DataFrame, table: str, ids: DataFrame | None) -> DataFrame:
    """The rows of a table with other ids."""
    if ids is None:
        return rows
    names = rows.columns
    for column in IDS.get(table, ()):
        term = table == "triples" and column == "object"
        rows = _looked_up(rows, column, ids, (lambda iri: F.concat(F.lit("<"), iri, F.lit(">"))) if term else (lambda iri: iri))
    rows = rows.select(names)
    return rows.distinct() if table == "triples" else rows


def replaced_quads(quads: DataFrame, ids: DataFrame | None) -> DataFrame:
    """Lines of N-Quads with other ids."""
    if ids is None:
        return quads
    others = [name for name in quads.columns if name != "value"]
    for number, part in enumerate(("subject", "predicate", "object", "graph"), start=1):
        quads = quads.withColumn(part, F.regexp_extract("value", QUAD, number))
    quads = _looked_up(quads, "subject", ids, lambda iri: iri)
    quads = _looked_up(quads, "object", ids, lambda iri: F.concat(F.lit("<"), iri, F.lit(">")))
    value = F.concat(F.lit("<"), F.col("subject"), F.lit("> "), F.concat_ws(" ", "predicate", "object", "graph"), F.lit(" ."))
    return quads.select(*others, value.alias("value")).distinct()


def lines(rows: DataFrame, key: str) -> DataFrame:
    """The lines of compressed graphs (the column quads), with another column."""

    def unpack(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            for row in batch.to_pylist():
                values = gzip.decompress(row["quads"]).decode().splitlines()
                yield pa.RecordBatch.from_pydict({key: [row[key]] * len(values), "value": values})

    return rows.where("quads IS NOT NULL").select(key, "quads").mapInArrow(unpack, f"{key} string, value string")


def _looked_up(rows: DataFrame, column: str, ids: DataFrame, term: Callable[[Column], Column]) -> DataFrame:
    new = ids.select(term(F.col("old")).alias(column), term(F.col("new")).alias("_new"))
    return rows.join(new, column, "left").withColumn(column, F.coalesce("_new", column)).drop("_new")
