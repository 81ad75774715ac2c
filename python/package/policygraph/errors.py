"""What can go wrong. Messages are those of the command line."""

from typing import NoReturn


class PolicygraphError(Exception):
    """The root of all exceptions of the package."""


class ArgumentError(PolicygraphError, ValueError):
    """An argument does not fit."""


class StoreError(PolicygraphError):
    """There is no store, or it is damaged, closed or of another format."""


class LockedError(StoreError):
    """Another process, or another call, writes to the store."""


class QueryError(PolicygraphError, ValueError):
    """A query is wrong."""


class DocumentError(PolicygraphError, ValueError):
    """A document is of no format that is read, or damaged."""


class NotFoundError(PolicygraphError, LookupError):
    """What was asked for is not in the graph."""


class BrokenError(PolicygraphError, RuntimeError):
    """The program broke: a bug, to be reported."""


_KINDS: dict[str, type[PolicygraphError]] = {
    "usage": ArgumentError,
    "store": StoreError,
    "locked": LockedError,
    "query": QueryError,
    "document": DocumentError,
    "incomplete": NotFoundError,
    "broken": BrokenError,
}


def error(kind: str, message: str) -> PolicygraphError:
    """The exception of a kind of error of the module in Rust."""
    return _KINDS.get(kind, PolicygraphError)(message.strip().removeprefix("error: "))


def fail(kind: str, message: str) -> NoReturn:
    """Raise the exception of a kind of error."""
    if kind == "interrupted":
        raise KeyboardInterrupt
    raise error(kind, message)
