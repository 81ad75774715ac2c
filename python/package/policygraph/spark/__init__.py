"""Archives of any size with Apache Spark (``pip install 'policygraph[spark]'``).

Workers read documents with the same code as ``policygraph build``, and the tables together hold what one store would:

>>> from policygraph import spark as pgs                                                     # doctest: +SKIP
>>> tables = pgs.extract(pgs.documents(spark, "hdfs:///releases"))                            # doctest: +SKIP
>>> tables["relations"].groupBy("p").count().show()                                           # doctest: +SKIP
>>> pgs.write(tables, "hdfs:///graph")                                                        # doctest: +SKIP

``spark-submit`` and ``python -m policygraph.spark INPUT OUTPUT`` do the same. docs/spark.md says how identity, copies, re-runs and failures work.
"""

from policygraph.spark.inference import inferences
from policygraph.spark.merging import components, merge, merge_folder
from policygraph.spark.reading import documents, extract
from policygraph.spark.tables import TABLES, Tables
from policygraph.spark.writing import Written, known, read, remove, write

__all__ = [
    "TABLES",
    "Tables",
    "Written",
    "components",
    "documents",
    "extract",
    "inferences",
    "known",
    "merge",
    "merge_folder",
    "read",
    "remove",
    "write",
]
