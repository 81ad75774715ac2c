/** What sizes and colours of nodes are made of. */
import louvain from "graphology-communities-louvain";
import betweenness from "graphology-metrics/centrality/betweenness";
import Graph from "graphology";
import { useMemo } from "preact/hooks";
import type { GraphEdge, GraphNode } from "../api";
import { groupColour, NO_GROUP, typeColour } from "../colours";
import { useSettings } from "../settings";
import type { GraphState } from "./state";

/** Nodes times edges up to which betweenness takes less than a second or so. */
const BETWEENNESS = 3_000_000;

export const tooLarge = (nodes: GraphNode[], edges: GraphEdge[]) => nodes.length * edges.length > BETWEENNESS;

/** What sizes are made of, by node. */
export function measures(nodes: GraphNode[], edges: GraphEdge[], by: GraphState["size"]): Map<string, number> {
  const degree = new Map<string, number>();
  for (const e of edges) {
    degree.set(e.source, (degree.get(e.source) ?? 0) + 1);
    degree.set(e.target, (degree.get(e.target) ?? 0) + 1);
  }
  if (by === "pagerank") {
    return new Map(nodes.map((n) => [n.id, n.rank]));
  }
  if (by === "betweenness" && !tooLarge(nodes, edges)) {
    return new Map(Object.entries(betweenness(simple(nodes, edges))));
  }
  return degree;
}

function simple(nodes: GraphNode[], edges: GraphEdge[]): Graph {
  const graph = new Graph({ type: "undirected" });
  nodes.forEach((n) => graph.addNode(n.id));
  edges.forEach((e) => (e.source === e.target ? undefined : graph.mergeEdge(e.source, e.target)));
  return graph;
}

/** A group of nodes that share a colour. */
export interface Group {
  id: string;
  label: string;
  colour: string;
  count: number;
}
export interface Groups {
  /** The id of the group of a node. */
  of: (node: string) => string;
  colour: (node: string) => string;
  /** The largest first. */
  all: Group[];
}

/** The groups of nodes by type, country or community. */
export function useGroups(nodes: GraphNode[], edges: GraphEdge[], by: GraphState["colour"]): Groups {
  const { theme, type, country, countryColour, t, language } = useSettings();
  return useMemo(() => {
    const group = new Map<string, string>();
    if (by === "community") {
      // A fixed source of chance, so that the same picture has the same communities.
      let seed = 42;
      const rng = () => (seed = (seed * 1664525 + 1013904223) % 4294967296) / 4294967296;
      const found = edges.length > 0 ? louvain(simple(nodes, edges), { rng }) : {};
      nodes.forEach((n) => group.set(n.id, String((found as Record<string, number>)[n.id] ?? 0)));
    } else {
      nodes.forEach((n) => group.set(n.id, by === "type" ? n.type : n.countries.length === 1 ? (n.countries[0] ?? "") : NO_COUNTRY));
    }
    const sizes = new Map<string, number>();
    for (const g of group.values()) {
      sizes.set(g, (sizes.get(g) ?? 0) + 1);
    }
    const ranked = [...sizes].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([g]) => g);
    const colour = (g: string) =>
      by === "type" ? typeColour(g, theme) : by === "community" ? groupColour(ranked.indexOf(g)) : g === NO_COUNTRY ? NO_GROUP : countryColour(g);
    const label = (g: string, i: number) =>
      by === "type" ? type(g) : by === "community" ? `${t("community").split(" ")[0]} ${i + 1}` : g === NO_COUNTRY ? t("noCountry") : country(g);
    const of = (id: string) => group.get(id) ?? "";
    const all = ranked.map((g, i) => ({ id: g, colour: colour(g), label: label(g, i), count: sizes.get(g) ?? 0 }));
    return { of, colour: (id: string) => colour(of(id)), all };
  }, [nodes, edges, by, theme, language]);
}

/** The group of who belongs to no country, or to several. */
const NO_COUNTRY = "-";
