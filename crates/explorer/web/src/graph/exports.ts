/** What is seen, as files. */
import { toBlob } from "@sigma/export-image";
import { write } from "graphology-gexf/browser";
import type Sigma from "sigma";
import { download } from "../parts";
import type { GraphEdge, GraphNode } from "../api";
import Graph from "graphology";

export async function png(sigma: Sigma, background: string) {
  download("graph.png", await toBlob(sigma, { format: "png", backgroundColor: background }));
}

/** Text without the characters that XML cannot hold. */
const held = (text: string) => text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "");
const escape = (text: string) => held(text).replace(/[<>&"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** The picture as it is, in vectors, with the labels of `labelled`. */
export function svg(sigma: Sigma, labelled: Map<string, "start" | "end">, background: string, ink: string, line: string): string {
  const graph = sigma.getGraph();
  const { width, height } = sigma.getDimensions();
  const at = new Map<string, { x: number; y: number; size: number; colour: string; label: string }>();
  graph.forEachNode((id, attributes) => {
    const shown = sigma.getNodeDisplayData(id);
    const place = sigma.graphToViewport({ x: attributes.x, y: attributes.y });
    at.set(id, { ...place, size: sigma.scaleSize(attributes.size), colour: shown?.color ?? attributes.color, label: attributes.label ?? "" });
  });
  const fixed = (n: number) => n.toFixed(1);
  const edges = graph.mapEdges((_, attributes, source, target) => {
    const [a, b] = [at.get(source), at.get(target)];
    if (!a || !b) {
      return "";
    }
    const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
    const end = { x: b.x - ((b.x - a.x) * b.size) / length, y: b.y - ((b.y - a.y) * b.size) / length };
    return `<line x1="${fixed(a.x)}" y1="${fixed(a.y)}" x2="${fixed(end.x)}" y2="${fixed(end.y)}" stroke-width="${fixed(sigma.scaleSize(attributes.size))}" marker-end="url(#tip)"><title>${escape(attributes.label ?? "")}</title></line>`;
  });
  const nodes = [...at].map(([id, n]) => {
    const anchor = labelled.get(id);
    const away = anchor === "end" ? -n.size - 3 : n.size + 3;
    const text = anchor ? `<text x="${fixed(n.x + away)}" y="${fixed(n.y + 4)}" text-anchor="${anchor}">${escape(n.label)}</text>` : "";
    return `<circle cx="${fixed(n.x)}" cy="${fixed(n.y)}" r="${fixed(n.size)}" fill="${n.colour}"><title>${escape(n.label)}</title></circle>${text}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${fixed(width)} ${fixed(height)}" width="${fixed(width)}" height="${fixed(height)}">
<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="5" markerHeight="5" orient="auto"><path d="M0 0 8 4 0 8z" fill="${line}"/></marker></defs>
<rect width="100%" height="100%" fill="${background}"/>
<g stroke="${line}" stroke-linecap="round">${edges.join("\n")}</g>
<g font-family="system-ui, 'Noto Sans KR', sans-serif" font-size="13" fill="${ink}">${nodes.join("\n")}</g>
</svg>`;
}

/** The part of the graph with its values, for Gephi; places and colours are those of the picture. */
export function gexf(sigma: Sigma, nodes: GraphNode[], edges: GraphEdge[]): string {
  const graph = new Graph({ type: "directed", multi: true });
  const picture = sigma.getGraph();
  for (const node of nodes) {
    const drawn = picture.hasNode(node.id) ? picture.getNodeAttributes(node.id) : {};
    graph.addNode(node.id, { ...node, label: held(node.label), en: held(node.en ?? ""), drawn });
  }
  for (const edge of edges) {
    graph.addDirectedEdge(edge.source, edge.target, edge);
  }
  return write(graph, {
    formatNode: (_, a) => ({
      label: a.label,
      viz: { color: a.drawn.color, x: a.drawn.x, y: a.drawn.y, size: a.drawn.size },
      attributes: { label_en: a.en, type: a.type, country: a.countries.join(" "), degree: a.degree, pagerank: a.rank },
    }),
    formatEdge: (_, a) => ({
      label: a.predicate,
      weight: a.statements || 1,
      attributes: { predicate: a.predicate, confidence: a.confidence, first_year: a.years?.[0] ?? "", last_year: a.years?.[1] ?? "" },
    }),
  });
}
