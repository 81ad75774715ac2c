"""A part of the graph as a picture that needs no script."""

from __future__ import annotations

import math
from html import escape
from typing import Any

_SIZE = 720
_COLOURS = ("#4e79a7", "#f28e2b", "#59a14f", "#e15759", "#76b7b2", "#edc948", "#b07aa1", "#9c755f")


class Picture:
    """Entities on a circle, those of a type beside each other, and their relations as lines; ``svg`` is the picture."""

    def __init__(self, nodes: list[dict[str, Any]], links: list[dict[str, Any]]) -> None:
        kinds = sorted({node["type"] for node in nodes})
        nodes = sorted(nodes, key=lambda n: (n["type"], n["label"]))
        places: dict[str, tuple[float, float, float]] = {}
        for number, node in enumerate(nodes):
            turn = 2 * math.pi * number / max(len(nodes), 1)
            places[node["id"]] = (math.cos(turn), math.sin(turn), turn)
        radius = _SIZE / 2 - 170
        lines: list[str] = []
        for link in links:
            (ax, ay, _), (bx, by, _) = places[link["source"]], places[link["target"]]
            ends = f'x1="{ax * radius:.1f}" y1="{ay * radius:.1f}" x2="{bx * radius:.1f}" y2="{by * radius:.1f}"'
            lines.append(f'<line {ends} stroke="#bbb"><title>{escape(link["predicate"])}</title></line>')
        for node in nodes:
            x, y, turn = places[node["id"]]
            # Labels on the left are turned so that they can be read.
            left = math.pi / 2 < turn < 3 * math.pi / 2
            angle = math.degrees(turn) + (180 if left else 0)
            colour = _COLOURS[kinds.index(node["type"]) % len(_COLOURS)]
            lines.append(f'<circle cx="{x * radius:.1f}" cy="{y * radius:.1f}" r="5" fill="{colour}"><title>{escape(node["type"])}</title></circle>')
            place = f"translate({x * (radius + 9):.1f} {y * (radius + 9):.1f}) rotate({angle:.1f})"
            anchor = "end" if left else "start"
            lines.append(f'<text transform="{place}" text-anchor="{anchor}" dominant-baseline="central">{escape(node["label"])}</text>')
        half = _SIZE // 2
        head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-half} {-half} {_SIZE} {_SIZE}" width="{_SIZE}" font-family="sans-serif" font-size="11">'
        self.svg: str = head + "".join(lines) + "</svg>"

    def _repr_html_(self) -> str:
        return self.svg
