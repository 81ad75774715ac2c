"""Answers that a notebook shows."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING, Any, cast

import pyarrow as pa

if TYPE_CHECKING:
    import rdflib

_XSD = "http://www.w3.org/2001/XMLSchema#"


class Turtle(str):
    """Triples as Turtle."""

    def to_rdflib(self) -> rdflib.Graph:
        """The triples for rdflib."""
        import rdflib

        return rdflib.Graph().parse(data=str(self), format="turtle")


def rows_table(rows: list[dict[str, Any]]) -> pa.Table:
    """Rows of a command as a table; a column of numbers and texts is one of texts."""
    return pa.table({name: _values([row.get(name) for row in rows]) for name in (rows[0] if rows else {})})


def _values(values: list[Any]) -> pa.Array[Any]:
    kinds: set[type[Any]] = {type(v) for v in values if v is not None}
    if kinds == {int, float}:
        return pa.array(values, pa.float64())
    return cast("pa.Array[Any]", pa.array(values if len(kinds) < 2 else [None if v is None else str(v) for v in values]))


def solutions_table(answer: bytes) -> pa.Table | bool | Turtle:
    """The answer to a query as it is printed in JSON, or in Turtle."""
    try:
        found = json.loads(answer)
    except ValueError:
        return Turtle(answer.decode())
    if "boolean" in found:
        return bool(found["boolean"])
    names: list[str] = found["head"]["vars"]
    rows = found["results"]["bindings"]
    return pa.table({name: _column([row.get(name) for row in rows]) for name in names})


def _column(terms: list[dict[str, str] | None]) -> pa.Array[Any]:
    """Numbers where all are numbers, else texts."""
    kinds = {t.get("datatype", "").removeprefix(_XSD) for t in terms if t is not None}
    if kinds == {"integer"}:
        return pa.array([None if t is None else int(t["value"]) for t in terms], pa.int64())
    if kinds == {"decimal"}:
        return pa.array([None if t is None else Decimal(t["value"]) for t in terms])
    if kinds and kinds <= {"integer", "decimal", "double", "float"}:
        return pa.array([None if t is None else float(t["value"]) for t in terms], pa.float64())
    return pa.array([None if t is None else t["value"] for t in terms], pa.string())


def _quotes(claims: list[dict[str, Any]]) -> str:
    shown = [c for c in claims if c["quote"]][:2]
    return "".join(f"<br><q>{escape(c['quote'])}</q> <small>{escape(_place(c))}</small>" for c in shown)


def _place(claim: Mapping[str, Any]) -> str:
    """Where a claim stands: document, lines and page."""
    lines = claim["lines"]
    place: Mapping[str, Any] = claim.get("place") or {}
    page = place.get("page")
    return f"{claim['document']}:{lines[0] if lines else ''}" + (f", p. {page}" if page else "")


class Entity(dict[str, Any]):
    """An entity as ``policygraph show --format json`` prints it: id, label, label_en, types, names, countries, mentions, relations, budgets."""

    def _repr_html_(self) -> str:
        english = f" ({escape(self['label_en'])})" if self.get("label_en") else ""
        names = " · ".join(escape(n) for n in self["names"])
        rows: list[str] = []
        for fact in self["relations"]:
            out, other = fact["s"] == self["id"], escape(fact["other"])
            relation = f"{escape(fact['p'])} → {other}" if out else f"{other} {escape(fact['p'])} →"
            rows.append(f"<li>{relation}{_quotes(fact['claims'])}</li>")
        for budget in self["budgets"]:
            rows.append(f"<li>{escape(str(budget['amount']))} {escape(budget['currency'])} ({escape(budget['surface'])}){_quotes(budget['claims'])}</li>")
        kinds = ", ".join(escape(t) for t in self["types"])
        return f"<div><b>{escape(self['label'])}</b>{english}<br><small>{kinds} · {escape(self['id'])}</small><br>{names}<ul>{''.join(rows)}</ul></div>"


class Comparison:
    """How the programmes of countries hang together: ``tables`` D1 to D17, what stands out, and the limits of what is known."""

    def __init__(self, found: dict[str, Any], again: Callable[[Mapping[str, object]], bytes]) -> None:
        self._found = found
        self._again = again
        self.countries: list[dict[str, str]] = found["countries"]
        self.highlights: list[dict[str, Any]] = found["highlights"]
        self.limits: list[str] = found["limits"]
        self.tables: dict[str, pa.Table] = {t["table"]: rows_table(t["rows"]) for t in found["tables"]}
        """By their ids; the last column has the ids of the claims behind each row."""

    def titles(self) -> dict[str, str]:
        """What each table tells."""
        return {t["table"]: t["title"] for t in self._found["tables"]}

    def to_pandas(self) -> dict[str, Any]:
        """The tables as data frames of pandas, by their ids."""
        return {name: cast(Any, table).to_pandas() for name, table in self.tables.items()}

    def explain(self, table: str, row: int) -> dict[str, Any]:
        """A row of a table, counted from 1, with the quotes behind it."""
        found: dict[str, Any] = json.loads(self._again({"explain": f"{table}:{row}", "format": "json"}))
        return found

    def report(self, path: str | os.PathLike[str]) -> None:
        """Write a report that opens in a browser without a network."""
        self._again({"report": path})

    def _repr_html_(self) -> str:
        points = "".join(f"<li>{escape(h['text'])}</li>" for h in self.highlights)
        # The links between each two countries, as a matrix.
        links: dict[tuple[str, str], Any] = {}
        for row in self.tables["D4"].to_pylist():
            # The first row of a pair is that of all layers.
            links.setdefault((row["country_a"], row["country_b"]), row["linkage"])
        names = [c["name"] for c in self.countries]
        head = "".join(f"<th>{escape(c['name'])}</th>" for c in self.countries)
        body = "".join(
            f"<tr><th>{escape(c['name'])}</th>" + "".join(f"<td>{_cell(links, c['name'], other)}</td>" for other in names) + "</tr>" for c in self.countries
        )
        return f"<div><ul>{points}</ul><table><tr><th></th>{head}</tr>{body}</table></div>"


def _cell(links: Mapping[tuple[str, str], Any], a: str, b: str) -> str:
    value = links.get((a, b), links.get((b, a)))
    return "" if value is None else f"{value:.3g}"
