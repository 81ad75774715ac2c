"""Entities of different documents that are the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from policygraph import policygraph_native as native
from policygraph.errors import PolicygraphError
from policygraph.spark.tables import Tables

ROUNDS = 50
"""A chain of n pairs takes about log2(n) rounds."""


def merge(tables: Tables, same_as: DataFrame, *, rounds: int = ROUNDS) -> Tables:
    """The tables with one id for entities that are the same: ``same_as`` has pairs of ids, its first two columns.

    Pairs are chained. An id of the registry stays, or else the first of the ids in the order of their text. Set a checkpoint folder of Spark before, so that
    the rounds outlive an executor.
    """
    return replace(tables, ids=components(same_as, checkpointed, rounds=rounds))


def checkpointed(frame: DataFrame) -> DataFrame:
    """A data frame without its history: in the checkpoint folder of Spark, or with its executors if there is none."""
    folder = frame.sparkSession.sparkContext.getCheckpointDir()
    return frame.localCheckpoint() if folder is None else frame.checkpoint()


def components(same_as: DataFrame, keep: Callable[[DataFrame], DataFrame] = checkpointed, *, rounds: int = ROUNDS) -> DataFrame:
    """The id (``new``) of each connected component for its others (``old``).

    The algorithm is that of alternating large and small stars (Kiveris and others, Connected Components in MapReduce and Beyond, 2014). ``keep`` stores a
    data frame and gives it back without its history; an error is raised after so many ``rounds``.
    """
    left, right = same_as.columns[:2]
    pairs = same_as.select(F.col(left).alias("a"), F.col(right).alias("b")).where("a IS NOT NULL AND b IS NOT NULL AND a != b")
    edges = keep(_ranked(pairs).distinct())
    before = None
    for _ in range(rounds):
        edges = keep(_small_star(_large_star(edges)))
        # No round makes an edge of the same two larger, so edges that add up to the same are the same.
        after = edges.agg(F.count("a"), F.sum(F.xxhash64("a", "b").cast("decimal(38,0)"))).first()
        if after == before:
            return edges.select(F.substring("a", 2, 1 << 20).alias("old"), F.substring("b", 2, 1 << 20).alias("new"))
        before = after
    raise PolicygraphError(f"the pairs were not joined after {rounds} rounds: allow more with rounds=")


def _ranked(pairs: DataFrame) -> DataFrame:
    """Ids with a letter before them that puts those of the registry first."""
    spark = pairs.sparkSession
    registry = F.broadcast(spark.createDataFrame([(id,) for id in native.registry_ids()], "id string"))
    for column in ("a", "b"):
        ids = registry.select(F.col("id").alias(column), F.lit(True).alias("registered"))
        ranked = pairs.join(ids, column, "left").withColumn(column, F.concat(F.when(F.col("registered"), "a").otherwise("b"), F.col(column)))
        pairs = ranked.select("a", "b")
    return pairs


def _large_star(edges: DataFrame) -> DataFrame:
    """Points the larger neighbours of each node to the smallest of them and itself."""
    both = edges.unionByName(edges.select(F.col("b").alias("a"), F.col("a").alias("b"))).distinct()
    least = both.groupBy("a").agg(F.min("b").alias("least")).withColumn("least", F.least("a", "least"))
    return both.join(least, "a").where("b > a").select(F.col("b").alias("a"), F.col("least").alias("b")).distinct()


def _small_star(edges: DataFrame) -> DataFrame:
    """Points the smaller neighbours of each node, and itself, to the smallest of them."""
    down = edges.select(F.greatest("a", "b").alias("a"), F.least("a", "b").alias("b")).distinct()
    least = down.groupBy("a").agg(F.min("b").alias("least"))
    others = down.join(least, "a").where("b != least").select(F.col("b").alias("a"), F.col("least").alias("b"))
    return others.unionByName(least.select("a", F.col("least").alias("b"))).distinct()


def merge_folder(spark: SparkSession, folder: str, same_as: DataFrame, *, rounds: int = ROUNDS) -> None:
    """As :func:`merge`, of the tables of a folder, all of which are written again."""
    from policygraph.spark.writing import write_merged

    write_merged(spark, folder, lambda keep: components(same_as, keep, rounds=rounds))
