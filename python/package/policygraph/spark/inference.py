"""What follows from the ontology, as joins: the rules are those of the program (``inference_rules``)."""

from __future__ import annotations

from collections.abc import Callable

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from policygraph import policygraph_native as native
from policygraph.errors import PolicygraphError

TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
ROUNDS = 64
"""Each round doubles the length of the transitive chains that are closed, so more are not needed."""


def inferences(triples: DataFrame, keep: Callable[[DataFrame], DataFrame]) -> DataFrame:
    """The triples that follow from stated ones (subject, predicate, object as a term of N-Triples) and are not stated: subject, predicate, object as IRIs.

    ``keep`` stores a data frame and gives it back without its history.
    """
    spark = triples.sparkSession
    properties, classes, transitive = native.inference_rules()
    by_property = F.broadcast(spark.createDataFrame(properties, "predicate string, conclusion string, swapped boolean"))
    by_class = F.broadcast(spark.createDataFrame(classes, "object string, above string"))
    premises = sorted({premise for premise, *_ in properties} | set(transitive) | {TYPE})
    iris = triples.where(F.col("predicate").isin(premises) & F.col("object").startswith("<"))
    iris = iris.select("subject", "predicate", F.expr("substring(object, 2, length(object) - 2)").alias("object"))
    stated = new = keep(iris.distinct())
    every = stated
    inferred = stated.limit(0)
    for _ in range(ROUNDS):
        turned = F.col("swapped")
        followed = new.join(by_property, "predicate").select(
            F.when(turned, F.col("object")).otherwise(F.col("subject")).alias("subject"),
            F.col("conclusion").alias("predicate"),
            F.when(turned, F.col("subject")).otherwise(F.col("object")).alias("object"),
        )
        climbed = new.where(F.col("predicate") == TYPE).join(by_class, "object").select("subject", "predicate", F.col("above").alias("object"))
        late = new.where(F.col("predicate").isin(transitive))
        whole = every.where(F.col("predicate").isin(transitive))
        chained = _chained(late, whole).unionByName(_chained(whole, late))
        candidates = followed.unionByName(climbed).unionByName(chained).distinct()
        new = keep(candidates.join(every, ["subject", "predicate", "object"], "left_anti"))
        if new.isEmpty():
            return inferred
        every, inferred = every.unionByName(new), inferred.unionByName(new)
    raise PolicygraphError(f"the ontology was not closed after {ROUNDS} rounds: please report it")


def _chained(first: DataFrame, second: DataFrame) -> DataFrame:
    """Triples whose object is the subject of another one of the same property, joined."""
    then = second.select(F.col("subject").alias("object"), "predicate", F.col("object").alias("end"))
    return first.join(then, ["object", "predicate"]).select("subject", "predicate", F.col("end").alias("object"))
