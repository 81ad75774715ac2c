"""Files to the tables of their documents."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

import pyarrow as pa
from pyspark import StorageLevel
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from policygraph import policygraph_native as native
from policygraph.errors import ArgumentError
from policygraph.spark.files import Files
from policygraph.spark.tables import Tables, rows_schema

LARGEST_FILE = 256 << 20
LARGEST_TEXT = 8 << 20

_RECORDS = "spark.sql.execution.arrow.maxRecordsPerBatch"
_BYTES = "spark.sql.execution.arrow.maxBytesPerBatch"
_MANIFEST = "array<struct<file:string,url:string,publisher:string,date:string>>"
# What the file system does not give ends no job: `Tables.unread` finds the files of which nothing came.
_PASSED_OVER = {"ignoreMissingFiles": True, "ignoreCorruptFiles": True}
_ARCHIVE = r"\.(zip|tgz|tar\.gz)$"


def documents(
    spark: SparkSession, path: str | os.PathLike[str], manifest: str | os.PathLike[str] | None = None, *, largest: int = LARGEST_FILE
) -> DataFrame:
    """The files below a folder (or one file) that ``build`` would read, with their names and bytes.

    ``manifest`` is a CSV file on the driver with the columns file, url, publisher and date. Files of more than ``largest`` bytes are not loaded, and will
    be among the failures.
    """
    path = os.fspath(path)
    files = Files(spark, path)
    if not files.exists(path):
        raise ArgumentError(f"{path}: no such file or folder")
    root, is_folder = files.whole(path).rstrip("/"), files.is_folder(path)
    source = spark.read.format("binaryFile").options(recursiveFileLookup=True, **_PASSED_OVER).load(root)
    # What the endings let through is looked at by the rule of `build` later.
    ending = "|".join(e.replace(".", r"\.") for e in native.endings())
    listed = source.where(F.lower("path").rlike(rf"\.({ending})$"))
    message = F.concat(F.lit("it has "), (F.col("length") / (1 << 20)).cast("long"), F.lit(f" MB, more than {largest >> 20}"))
    nothing = F.lit(None)
    # The bytes of large files are not asked for, so that they are not loaded.
    small = listed.where(F.col("length") <= largest).select("path", "content", nothing.cast("string").alias("missing"))
    large = listed.where(F.col("length") > largest).select("path", nothing.cast("binary").alias("content"), message.alias("missing"))
    name = F.substring("path", len(root) + 2, 1 << 20) if is_folder else F.lit(root.rsplit("/", 1)[-1])
    inside = F.concat("name", F.lit("/")) if is_folder else F.lit("")
    all_files = small.unionByName(large).withColumn("name", name).withColumn("inside", inside)
    return _described(spark, all_files, None if manifest is None else os.fspath(manifest)).select(
        "name", F.col("path").alias("file"), "inside", "content", "missing", "manifest"
    )


def _described(spark: SparkSession, files: DataFrame, manifest: str | None) -> DataFrame:
    """The files with the rows of the manifest about each: that of its name, or else of its file name; archives, whose files are not known yet, have all."""
    if manifest is None:
        return files.withColumn("manifest", F.lit(None).cast(_MANIFEST))
    try:
        rows = native.manifest(manifest)
    except ValueError as e:
        raise ArgumentError(str(e)) from None
    # Files may have their names in another normal form than the manifest; the rows keep theirs.
    forms = [(form, row) for row in rows for form in {unicodedata.normalize(f, row[0]) for f in ("NFC", "NFD")} | {row[0]}]
    described = spark.createDataFrame(forms, "key string, row struct<file:string,url:string,publisher:string,date:string>")
    by_name = described.select(F.col("key").alias("name"), F.col("row").alias("of_name"))
    by_file = described.select(F.col("key").alias("base"), F.col("row").alias("of_file"))
    whole = described.agg(F.collect_set("row").alias("whole"))
    files = files.withColumn("base", F.substring_index("name", "/", -1))
    files = files.join(by_name, "name", "left").join(by_file, "base", "left").crossJoin(F.broadcast(whole))
    own = F.array_compact(F.array(F.coalesce("of_name", "of_file")))
    return files.withColumn("manifest", F.when(F.lower("name").rlike(_ARCHIVE), F.col("whole")).otherwise(own))


def extract(
    documents: DataFrame,
    *,
    overrides: str | os.PathLike[str] | None = None,
    strict: bool = False,
    keep_copies: bool = False,
    largest_text: int = LARGEST_TEXT,
    known: DataFrame | None = None,
    graphs: bool = True,
    persist: bool = True,
) -> Tables:
    """Read documents into tables, in the workers of Spark, when a table is first asked for.

    ``overrides`` is a file of corrections on the driver (docs/overrides.md); ``strict`` refuses damaged characters; ``keep_copies`` keeps documents whose
    bytes another one has. A text of more than ``largest_text`` bytes is a failure, for reading it takes a thousand times its size. ``known`` (see
    :func:`policygraph.spark.known`) are documents that are written already: those that did not change are not read again. Without ``graphs`` there
    are facts only, which takes half the time: no quads, sections, claims, triples and values, so they cannot be written. What is read is kept while Spark runs (``persist``), so that several tables do not read again.
    """
    corrections = _corrections(overrides)
    spark = documents.sparkSession
    if spark.conf.get(_BYTES, None) is None:
        # This version of Spark counts files only: not so many at a time.
        spark.conf.set(_RECORDS, "16")
    files = _with_known(documents, known)
    rows = files.mapInArrow(partial(_read, overrides=corrections, strict=strict, largest_text=largest_text, facts_only=not graphs), rows_schema())
    if persist:
        rows = rows.persist(StorageLevel.MEMORY_AND_DISK)
    return Tables(rows, keep_copies, known, graphs=graphs, files=documents.select("name", "file"))


def _corrections(overrides: str | os.PathLike[str] | None) -> tuple[str, str] | None:
    if overrides is None:
        return None
    name = os.fspath(overrides)
    try:
        with open(name, encoding="utf-8") as file:
            corrections = (name, file.read())
        native.reader_version(corrections)
    except OSError as e:
        raise ArgumentError(f"{name}: cannot be read: {e.strerror}") from e
    except ValueError as e:
        raise ArgumentError(str(e)) from None
    return corrections


def _with_known(files: DataFrame, known: DataFrame | None) -> DataFrame:
    """The files with what is known of the document of each, or of those in it: names, digests, versions."""
    if known is None:
        return files.withColumn("known", F.lit(None).cast("array<struct<document:string,digest:string,program_version:string>>"))
    # The file of a document is the document, or an archive that is a part of its name.
    parts = F.split("document", "/")
    ends = F.sequence(F.lit(1), F.size(parts))
    prefixes = F.transform(ends, lambda end: F.array_join(F.slice(parts, 1, end), "/"))
    of_files = known.select(F.explode(prefixes).alias("name"), F.struct("document", "digest", "program_version").alias("state"))
    of_files = of_files.join(files.select("name").distinct(), "name", "left_semi").groupBy("name").agg(F.collect_list("state").alias("known"))
    return files.join(of_files, "name", "left")


def _read(
    batches: Iterable[pa.RecordBatch], overrides: tuple[str, str] | None, strict: bool, largest_text: int, facts_only: bool
) -> Iterator[pa.RecordBatch]:
    """What a worker does: files to rows."""
    # Spark runs a worker a core.
    os.environ.setdefault("RAYON_NUM_THREADS", "1")
    for table in native.Documents(_files(batches), overrides, strict, largest_text, facts_only):
        yield from pa.RecordBatchReader.from_stream(table)


def _files(batches: Iterable[pa.RecordBatch]) -> Iterator[tuple[Any, ...]]:
    for batch in batches:
        for row in batch.to_pylist():
            manifest = [(r["file"], r["url"], r["publisher"], r["date"]) for r in row["manifest"] or ()]
            known = [(r["document"], r["digest"], r["program_version"]) for r in row["known"] or ()]
            yield row["name"], row["file"], row["inside"], row["content"], row["missing"], manifest, known
