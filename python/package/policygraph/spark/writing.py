"""Tables in a folder: written, brought up to date, read again.

    FOLDER/_tables.json                         the layout of the folder
    FOLDER/NAME/bucket=07/part-….parquet        a table; the bucket is a hash of the document
    FOLDER/failures/part-….parquet
    FOLDER/quads/bucket=07/part-….txt.gz        N-Quads: the graphs of documents
    FOLDER/default|inferred|base/part-….txt.gz  direct triples, each once; what follows; registry and ontology

What is new is put together in ``FOLDER/.next`` and then takes the place of what is there, folder by folder. The file ``.next/_complete`` says what
takes which place: with it, the next run ends what a killed one began; without it, ``.next`` is deleted.
"""

from __future__ import annotations

import gzip
import json
import logging
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import StringType, StructType

from policygraph import policygraph_native as native
from policygraph.errors import ArgumentError
from policygraph.spark import tables as t
from policygraph.spark.files import Files
from policygraph.spark.inference import inferences
from policygraph.spark.tables import TABLES, Tables, bucket, lines, replaced, replaced_quads, rows_schema, schema

BUCKETS = 64
FORMAT = 1

_log = logging.getLogger("policygraph.spark")

_LAYOUT = "_tables.json"
_NEXT = ".next"
_COMPLETE = "_complete"
_SEPARATOR = {"lineSep": "\n"}
# Graphs are compressed by the workers that made them, each a member of a gzip file. The writer of Spark puts a separator behind each: an empty member.
_MEMBERS = {"lineSep": gzip.compress(b"", mtime=0).decode("latin-1"), "encoding": "ISO-8859-1"}
_LEVEL = 3
_MEMBER = 1 << 20
# Tables that are written side by side.
_JOBS = 4


@dataclass(frozen=True)
class Written:
    """What a run wrote."""

    documents: int
    """Documents that were read and written."""
    unchanged: int
    duplicates: int
    failed: int
    facts: int
    """Entities, relations, budgets, tags and observations of the documents that were read."""


@dataclass
class _Folder:
    """A folder of tables that is brought up to date."""

    spark: SparkSession
    path: str
    buckets: int
    files: Files
    kept: int = field(default=0)

    def at(self, *names: str) -> str:
        return "/".join((self.path, *names))

    def next(self, *names: str) -> str:
        return self.at(_NEXT, *names)

    def keep(self, frame: DataFrame) -> DataFrame:
        """Stores a data frame until the run ends: unlike what Spark keeps, it outlives an executor."""
        self.kept += 1
        path = self.next("kept", str(self.kept))
        frame.write.parquet(path)
        return self.spark.read.schema(frame.schema).parquet(path)

    def has(self, name: str) -> bool:
        return bool(self.files.names(self.at(name)))

    def table(self, name: str) -> DataFrame:
        """What is written of a table, with the buckets."""
        return _stored(self.spark, self.at(name), schema(name), self.files)

    def quads(self) -> DataFrame:
        """What is written of the graphs: a line a row, with the buckets."""
        return self.spark.read.options(**_SEPARATOR).schema("value string, bucket string").text(self.at("quads"))


def _stored(spark: SparkSession, path: str, columns: StructType, files: Files) -> DataFrame:
    bucketed = StructType(columns.fields).add("bucket", StringType())
    if not files.names(path):
        return spark.createDataFrame([], bucketed)
    return spark.read.schema(bucketed).parquet(path)


def _open(spark: SparkSession, path: str, buckets: int | None) -> _Folder:
    """A folder for writing, after a killed run was ended or taken back; it is made if there is none."""
    path = path.rstrip("/")
    files = Files(spark, path)
    there = [name for name in files.names(path) if name not in (_LAYOUT + ".part", _NEXT)]
    if there and _LAYOUT not in there:
        raise ArgumentError(f"{path}: is no folder of tables: give one, or a folder that does not exist yet")
    if there:
        layout = json.loads(files.read(f"{path}/{_LAYOUT}"))
        if layout["format"] != FORMAT:
            raise ArgumentError(f"{path}: has format {layout['format']}, not {FORMAT}: write the documents into a new folder")
        if buckets not in (None, layout["buckets"]):
            raise ArgumentError(f"{path}: has {layout['buckets']} buckets, not {buckets}: leave the number out, or write the documents into a new folder")
        buckets = int(layout["buckets"])
    elif buckets is not None and buckets < 1:
        raise ArgumentError("buckets is 1 or more")
    folder = _Folder(spark, path, buckets or BUCKETS, files)
    if files.exists(folder.next(_COMPLETE)):
        _swap(folder)
    files.delete(folder.next())
    if not there:
        files.write(folder.at(_LAYOUT), json.dumps({"format": FORMAT, "buckets": folder.buckets}))
    return folder


def known(spark: SparkSession, folder: str) -> DataFrame | None:
    """The documents of a folder, for ``extract(…, known=…)``: document, digest, program_version; ``None`` if there is no folder."""
    files = Files(spark, folder)
    if not files.exists(f"{folder}/{_LAYOUT}"):
        return None
    return _open(spark, folder, None).table("documents").select("document", "digest", "program_version")


def read(spark: SparkSession, folder: str) -> dict[str, DataFrame]:
    """The tables of a folder by name, failures too."""
    path = folder.rstrip("/")
    files = Files(spark, path)
    if not files.exists(f"{path}/{_LAYOUT}"):
        raise ArgumentError(f"{path}: is no folder of tables: make one with policygraph.spark.write")
    return {name: _stored(spark, f"{path}/{name}", schema(name), files).drop("bucket") for name in (*TABLES, "failures")}


def write(tables: Tables, folder: str, *, buckets: int | None = None, inference: bool = True) -> Written:
    """Write tables into a folder, each partitioned by a hash of the document, and the graphs of the documents as N-Quads.

    A folder that has tables keeps those of other documents; the documents that were read are added or replaced, and only their buckets are written again.
    A document that cannot be read any more stays as it was, with its failure. ``buckets`` is the number of parts (64), for a new folder; each has
    its documents in one or a few files. A run that is killed is ended or taken back by the next.
    """
    tables.need_graphs("tables for a folder")
    target = _open(tables.rows.sparkSession, folder, buckets)
    spark = target.spark
    _log.info("reading documents")
    tables.rows.write.option("compression", "zstd").parquet(target.next("rows"))
    rows = spark.read.schema(rows_schema()).parquet(target.next("rows"))
    rows = rows.unionByName(tables.of(rows, None).unread, allowMissingColumns=True)
    written = target.table("documents").select("document", "digest", "program_version")
    given = tables.of(rows, written)
    left_out = target.keep(given.left_out)
    copies = left_out.count()
    if copies:
        _refuse_namesakes(rows, left_out)
        rows = rows.join(left_out, ["document", "file"], "left_anti")
    # Nothing is left out any more.
    given = Tables(rows, keep_copies=True, ids=tables.ids)
    states = target.keep(rows.select("document", "state", "graph", bucket(F.col("document"), target.buckets).alias("bucket")))
    done = states.where("state = 'read'")
    affected = _values(done, "bucket")

    def frame(name: str) -> DataFrame:
        columns = schema(name).names[1:]
        own = rows.where("state = 'read'").select("document", F.inline(name)).select("document", *columns)
        new = _bucketed(replaced(own, name, given.ids), target)
        return new.unionByName(_others(target.table(name), done, affected)) if target.has(name) else new

    graphs = _bucketed(rows.where("quads IS NOT NULL").select("document", "quads"), target)
    members = graphs.select("bucket", "quads") if given.ids is None else _compressed(replaced_quads(lines(graphs, "bucket"), given.ids))
    if target.has("quads"):
        members = members.unionByName(_compressed(_other_quads(target.quads(), done, affected)))
    failures = rows.where("state = 'failed'").select("document", "kind", "message")
    if target.has("failures"):
        failures = failures.unionByName(target.table("failures").drop("bucket").join(states, "document", "left_anti"))
    if affected or not target.has("documents") or target.has("inferred") != inference:
        _stage(target, frame, members, affected, failures, inference)
    else:
        failures.coalesce(1).write.parquet(target.next("failures"))
        _complete(target, ["failures"], [])
    facts = rows.select(sum((F.size(name) for name in ("entities", "relations", "budgets", "tags", "observations")), F.lit(0)).alias("facts"))
    counted = {row["state"]: row["count"] for row in states.groupBy("state").count().collect()}
    counted_facts = (facts.agg(F.sum("facts")).first() or [0])[0] or 0
    _swap(target)
    return Written(counted.get("read", 0), counted.get("unchanged", 0), copies, counted.get("failed", 0), int(counted_facts))


def _refuse_namesakes(rows: DataFrame, left_out: DataFrame) -> None:
    """Fails where two files with different bytes have one name."""
    given = rows.groupBy("document").agg(F.collect_set("digest").alias("digests"), F.collect_set("file").alias("files"))
    found = given.where("size(digests) > 1").first()
    if found is not None:
        both = " and ".join(sorted(found["files"])[:2])
        raise ArgumentError(f"{both} have the same name, by which documents are told apart: rename one")


def remove(spark: SparkSession, folder: str, names: Iterable[str], *, inference: bool = True) -> int:
    """Remove documents from a folder; gives how many it had. Only their buckets are written again."""
    target = _open(spark, folder, None)
    wanted = spark.createDataFrame([(name, native.document_graph(name)) for name in names], "document string, graph string")
    of_documents, of_failures = target.table("documents"), target.table("failures").drop("bucket")
    gone = target.keep(of_documents.join(F.broadcast(wanted), "document").select("document", "graph", "bucket"))
    affected = _values(gone, "bucket")
    count = gone.count()
    _stage(
        target,
        lambda name: _others(target.table(name), gone, affected),
        _compressed(_other_quads(target.quads(), gone, affected)),
        affected,
        of_failures.join(wanted, "document", "left_anti"),
        inference,
    )
    _swap(target)
    return count


def write_merged(spark: SparkSession, folder: str, ids_by: Callable[[Callable[[DataFrame], DataFrame]], DataFrame], *, inference: bool = True) -> None:
    """Writes all tables of a folder again with other ids."""
    target = _open(spark, folder, None)
    ids = target.keep(ids_by(target.keep))
    affected = _values(target.table("documents"), "bucket")
    _stage(
        target,
        lambda name: replaced(target.table(name), name, ids),
        _compressed(replaced_quads(target.quads(), ids)),
        affected,
        target.table("failures").drop("bucket"),
        inference,
    )
    _swap(target)


def _values(frame: DataFrame, column: str) -> list[str]:
    return sorted(row[0] for row in frame.select(column).distinct().collect())


def _bucketed(frame: DataFrame, target: _Folder) -> DataFrame:
    return frame.withColumn("bucket", bucket(F.col("document"), target.buckets))


def _others(old: DataFrame, gone: DataFrame, affected: list[str]) -> DataFrame:
    """What the affected buckets of a table have of other documents."""
    return old.where(F.col("bucket").isin(affected)).join(gone.select("document"), "document", "left_anti")


def _other_quads(old: DataFrame, gone: DataFrame, affected: list[str]) -> DataFrame:
    """The lines that the affected buckets have of other graphs."""
    lines = old.where(F.col("bucket").isin(affected)).withColumn("graph", F.regexp_extract("value", t.QUAD, 4))
    graphs = gone.select(F.concat(F.lit("<"), "graph", F.lit(">")).alias("graph"))
    return lines.join(graphs, "graph", "left_anti").select("value", "bucket")


def _compressed(quads: DataFrame) -> DataFrame:
    """Lines (bucket, value) as members of gzip files (bucket, quads)."""

    def pack(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for bucket, values in groupby(((row["bucket"], row["value"]) for batch in batches for row in batch.to_pylist()), lambda row: row[0]):
            waiting: list[str] = []
            size = 0
            for _, value in values:
                waiting.append(value + "\n")
                size += len(value)
                if size >= _MEMBER:
                    yield _member(bucket, waiting)
                    waiting, size = [], 0
            if waiting:
                yield _member(bucket, waiting)

    return quads.select("bucket", "value").repartition("bucket").sortWithinPartitions("bucket").mapInArrow(pack, "bucket string, quads binary")


def _member(bucket: str, values: list[str]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict({"bucket": [bucket], "quads": [gzip.compress("".join(values).encode(), _LEVEL)]})


def _stage(
    target: _Folder, frame: Callable[[str], DataFrame], members: DataFrame, affected: list[str], failures: DataFrame, inference: bool
) -> None:
    """Puts together what takes the place of what is there, and marks it as complete."""
    spark, files = target.spark, target.files

    def write_table(name: str) -> None:
        parts = frame(name).repartition("bucket").sortWithinPartitions("bucket", "document")
        parts.write.partitionBy("bucket").option("compression", "zstd").parquet(target.next(name))

    def write_graphs() -> None:
        parts = members.repartition("bucket").select(F.col("quads").cast("string"), "bucket")
        parts.write.partitionBy("bucket").options(**_MEMBERS).text(target.next("quads"))

    _log.info("writing tables and graphs")
    # Each is a job of its own, and planning takes as long as writing where documents are few.
    with ThreadPoolExecutor(_JOBS) as jobs:
        graphs = jobs.submit(write_graphs)
        for written in [jobs.submit(write_table, name) for name in TABLES]:
            written.result()
        graphs.result()
    for part in (target.next("quads", name) for name in files.names(target.next("quads"))):
        for name in (n for n in files.names(part) if n.endswith(".txt")):
            files.replace(f"{part}/{name}.gz", f"{part}/{name}")
    failures.coalesce(1).write.parquet(target.next("failures"))
    _log.info("writing the default graph")
    triples = _stored(spark, target.next("triples"), schema("triples"), files)
    if target.has("triples"):
        triples = triples.unionByName(target.table("triples").where(~F.col("bucket").isin(affected)))
    triples = triples.select("subject", "predicate", "object")
    direct = triples.distinct()
    line = F.concat(F.lit("<"), "subject", F.lit("> <"), "predicate", F.lit("> "), "object", F.lit(" ."))
    _write_lines(direct.select(line.alias("value")), target.next("default"))
    if inference:
        _log.info("inferring")
        graph = F.lit(f"> <{native.inferred_graph()}> .")
        line = F.concat(F.lit("<"), "subject", F.lit("> <"), "predicate", F.lit("> <"), "object", graph)
        _write_lines(inferences(triples, target.keep).select(line.alias("value")), target.next("inferred"))
    base = [(line,) for line in native.base_quads().decode().splitlines()]
    _write_lines(spark.createDataFrame(base, "value string").coalesce(1), target.next("base"))
    replace: list[str] = ["failures", "default", "base"]
    delete: list[str] = []
    (replace if inference else delete).append("inferred")
    for name in (*TABLES, "quads"):
        there = files.names(target.next(name))
        for part in (f"bucket={b}" for b in affected):
            (replace if part in there else delete).append(f"{name}/{part}")
    _complete(target, replace, delete)


def _complete(target: _Folder, replace: list[str], delete: list[str]) -> None:
    target.files.write(target.next(_COMPLETE), json.dumps({"replace": replace, "delete": delete}))


def _write_lines(lines: DataFrame, path: str) -> None:
    lines.write.options(**_SEPARATOR).option("compression", "gzip").text(path)


def _swap(target: _Folder) -> None:
    """Puts what is complete in its place. Killed at any point, it is ended by the next call."""
    _log.info("putting all in its place")
    plan: dict[str, Any] = json.loads(target.files.read(target.next(_COMPLETE)))
    for part in plan["delete"]:
        target.files.delete(target.at(part))
    for part in plan["replace"]:
        target.files.replace(target.at(part), target.next(part))
    # A table without rows has its folder all the same.
    for name in TABLES:
        target.files.make(target.at(name))
    target.files.delete(target.next())
