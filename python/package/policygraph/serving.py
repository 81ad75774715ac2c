"""A server in a process of its own."""

from __future__ import annotations

import subprocess

from policygraph.errors import PolicygraphError


class Server:
    """A server that runs; it ends with ``stop()`` or with the block of ``with``."""

    def __init__(self, call: list[str]) -> None:
        self._process = subprocess.Popen(call, stderr=subprocess.PIPE, text=True)
        assert self._process.stderr is not None
        said = self._process.stderr.readline()
        if "http://" not in said:
            rest = self._process.communicate()[1]
            raise PolicygraphError((said + rest).strip().removeprefix("error: "))
        self.url: str = "http://" + said.split("http://")[1].split("/")[0] + "/"
        """Address of the explorer; SPARQL is at ``sparql`` below it."""

    def stop(self) -> None:
        """End the server; requests that run are finished."""
        self._process.terminate()
        self._process.communicate()

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def __repr__(self) -> str:
        return f"<Server at {self.url}>"
