"""Files and folders wherever Hadoop's file systems reach: a disk, HDFS, object stores."""

from __future__ import annotations

from typing import Any, cast

from pyspark.sql import SparkSession


class Files:
    """The file system of a path."""

    def __init__(self, spark: SparkSession, path: str) -> None:
        session = cast(Any, spark)
        self._path: Any = session._jvm.org.apache.hadoop.fs.Path
        self._system: Any = self._path(path).getFileSystem(session._jsc.hadoopConfiguration())

    def whole(self, path: str) -> str:
        """The path with its scheme, as Spark names the files below it; it must exist."""
        return str(self._system.getFileStatus(self._path(path)).getPath().toString())

    def exists(self, path: str) -> bool:
        return bool(self._system.exists(self._path(path)))

    def is_folder(self, path: str) -> bool:
        return self.exists(path) and bool(self._system.getFileStatus(self._path(path)).isDirectory())

    def names(self, path: str) -> list[str]:
        """What is in a folder, in order; nothing if there is none."""
        if not self.exists(path):
            return []
        return sorted(status.getPath().getName() for status in self._system.listStatus(self._path(path)))

    def make(self, path: str) -> None:
        """Makes a folder if there is none."""
        self._system.mkdirs(self._path(path))

    def delete(self, path: str) -> None:
        self._system.delete(self._path(path), True)

    def replace(self, path: str, by: str) -> None:
        """Puts a folder in the place of another one. If it is gone, it was put there before."""
        if not self.exists(by):
            return
        self.delete(path)
        self.make(path.rsplit("/", 1)[0])
        if not self._system.rename(self._path(by), self._path(path)):
            raise OSError(f"{by}: cannot be renamed to {path}")

    def read(self, path: str) -> str:
        stream = self._system.open(self._path(path))
        try:
            return bytes(stream.readAllBytes()).decode()
        finally:
            stream.close()

    def write(self, path: str, text: str) -> None:
        """Writes a small file, whole or not at all."""
        part = self._path(path + ".part")
        stream = self._system.create(part, True)
        try:
            stream.write(bytearray(text.encode()))
        finally:
            stream.close()
        self._system.delete(self._path(path), False)
        if not self._system.rename(part, self._path(path)):
            raise OSError(f"{path}: cannot be written")
