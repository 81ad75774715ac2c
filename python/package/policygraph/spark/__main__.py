"""``spark-submit …/policygraph/spark/__main__.py`` and ``python -m policygraph.spark``."""

from __future__ import annotations

import argparse
import logging
import os
import sys

from pyspark.sql import SparkSession

from policygraph import policygraph_native as native
from policygraph import spark as pgs
from policygraph.errors import PolicygraphError
from policygraph.spark.reading import LARGEST_FILE, LARGEST_TEXT
from policygraph.spark.writing import BUCKETS

EXAMPLES = """examples:
  python -m policygraph.spark releases/ graph/
  spark-submit --master yarn $(python -c 'import policygraph.spark as s; print(s.__path__[0])')/__main__.py hdfs:///releases hdfs:///graph
  python -m policygraph.spark new/ graph/ --overrides own.csv
  python -m policygraph.spark --remove 2019/a.hwp --remove 2019/b.hwp graph/
  python -m policygraph.spark --same-as pairs.csv graph/

exit codes: 0 done; 1 done, but documents could not be read; 2 could not do it
"""


def parser() -> argparse.ArgumentParser:
    """The options, with the names that `policygraph build` has for them."""
    options = argparse.ArgumentParser(
        prog="python -m policygraph.spark",
        description="Read an archive of documents into a folder of tables and N-Quads with Apache Spark.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    options.add_argument("input", nargs="?", help="folder with documents and archives, or one file, on any file system of Spark")
    options.add_argument("output", help="folder of the tables; documents are added to one that is there")
    options.add_argument("--manifest", metavar="FILE", help="CSV file with the columns file, url, publisher and date, for metadata that the files lack")
    options.add_argument("--overrides", metavar="FILE", help="CSV file with corrections, in the columns action,name,value")
    options.add_argument("--strict", action="store_true", help="refuse a file with a damaged character instead of reading the rest")
    options.add_argument("--keep-copies", action="store_true", help="also keep a document whose bytes another one has")
    options.add_argument("--no-inference", action="store_true", help="do not write inferred triples")
    options.add_argument("--again", action="store_true", help="read documents again that did not change")
    options.add_argument("--buckets", type=int, metavar="N", help=f"number of parts of each table of a new folder (default {BUCKETS})")
    options.add_argument("--largest-file", type=int, metavar="BYTES", default=LARGEST_FILE, help="larger files are failures (default %(default)s)")
    options.add_argument("--largest-text", type=int, metavar="BYTES", default=LARGEST_TEXT, help="documents with longer texts are failures (default %(default)s)")
    options.add_argument("--remove", action="append", metavar="NAME", help="remove this document from the output instead of reading; can be repeated")
    options.add_argument("--same-as", metavar="FILE", help="CSV file with pairs of ids (two columns, with a heading) that are the same; applied to the whole output")
    options.add_argument("-q", "--quiet", action="store_true", help="print no progress and no summary on standard error")
    return options


def main(arguments: list[str] | None = None) -> int:
    """Runs the command; gives the exit code."""
    args = parser().parse_args(arguments)
    if args.input is None and not (args.remove or args.same_as):
        parser().error("give INPUT and OUTPUT; without INPUT, --remove or --same-as")
    logging.basicConfig(format="%(message)s", stream=sys.stderr)
    logging.getLogger("policygraph.spark").setLevel(logging.WARNING if args.quiet else logging.INFO)
    # Workers of this machine are of this Python.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    spark = SparkSession.builder.appName(f"policygraph {native.reader_version(None)}").getOrCreate()
    try:
        return _run(spark, args)
    except (PolicygraphError, OSError) as e:
        print(f"error: {e}", file=sys.stderr)
        return 2
    finally:
        spark.stop()


def _run(spark: SparkSession, args: argparse.Namespace) -> int:
    def say(line: str) -> None:
        if not args.quiet:
            print(line, file=sys.stderr)

    code = 0
    if args.input is not None:
        known = None if args.again else pgs.known(spark, args.output)
        documents = pgs.documents(spark, args.input, args.manifest, largest=args.largest_file)
        tables = pgs.extract(
            documents,
            overrides=args.overrides,
            strict=args.strict,
            keep_copies=args.keep_copies,
            largest_text=args.largest_text,
            known=known,
            persist=False,
        )
        written = pgs.write(tables, args.output, buckets=args.buckets, inference=not args.no_inference)
        say(
            f"{written.documents} documents written, {written.unchanged} unchanged, {written.duplicates} duplicates, {written.failed} failed, "
            f"{written.facts} facts → {args.output}"
        )
        if written.failed:
            code = 1
            print(f"error: {written.failed} documents could not be read; the others are written. The first:", file=sys.stderr)
            for row in pgs.read(spark, args.output)["failures"].orderBy("document").limit(20).collect():
                print(f"  {row['message'].splitlines()[0]}", file=sys.stderr)
    if args.remove:
        count = pgs.remove(spark, args.output, args.remove, inference=not args.no_inference)
        say(f"{count} of {len(args.remove)} documents removed from {args.output}")
        code = code if count == len(args.remove) else 1
    if args.same_as is not None:
        pgs.merge_folder(spark, args.output, spark.read.option("header", "true").csv(args.same_as))
        say(f"entities merged in {args.output}")
    return code


if __name__ == "__main__":
    sys.exit(main())
