/** What the graph page shows, as it stands in the address. */
import { long, short } from "../route";

export interface GraphState {
  /** How many of the most central entities. */
  top: number;
  /** Entities that are expanded. */
  ids: string[];
  hidden: string[];
  from: string;
  to: string;
  longer: boolean;
  /** Paths through countries as readily as through anything else. */
  throughCountries: boolean;
  /** Countries as nodes too. */
  countryNodes: boolean;
  /** Groups of the legend that are left out. */
  off: string[];
  types: string[];
  predicates: string[];
  countries: string[];
  topics: string[];
  statuses: string[];
  since: string;
  until: string;
  confidence: string;
  size: "degree" | "pagerank" | "betweenness";
  colour: "type" | "country" | "community";
  selected: string;
}

const list = (text: string | null, separator = ",") => (text ? text.split(separator).filter(Boolean) : []);
const SIZES = ["degree", "pagerank", "betweenness"] as const;
const COLOURS = ["type", "country", "community"] as const;

/** How many of the most central are shown where the reader does not say: those who name entities want these alone. */
function normalTop(s: { ids: string[]; from: string; to: string }): number {
  return s.ids.length > 0 || (s.from && s.to) ? 0 : 120;
}

export function read(p: URLSearchParams): GraphState {
  const ids = list(p.get("id"), " ").map(long);
  const [from, to] = [p.get("from"), p.get("to")].map((id) => (id ? long(id) : ""));
  const chosen = p.get("top");
  return {
    top: chosen === null ? normalTop({ ids, from: from ?? "", to: to ?? "" }) : Math.max(0, Math.min(10_000, Number(chosen) || 0)),
    ids,
    hidden: list(p.get("hidden"), " ").map(long),
    from: from ?? "",
    to: to ?? "",
    longer: p.get("longer") === "true",
    throughCountries: p.get("through-countries") === "true",
    countryNodes: p.get("country-nodes") === "true",
    off: list(p.get("off")),
    types: list(p.get("types")),
    predicates: list(p.get("predicates")),
    countries: list(p.get("countries")),
    topics: list(p.get("topics"), " ").map(long),
    statuses: list(p.get("statuses")),
    since: p.get("since") ?? "",
    until: p.get("until") ?? "",
    confidence: p.get("confidence") ?? "",
    size: SIZES.find((s) => s === p.get("size")) ?? "degree",
    colour: COLOURS.find((c) => c === p.get("colour")) ?? "country",
    selected: p.get("selected") ? long(p.get("selected") ?? "") : "",
  };
}

export function written(s: GraphState): Record<string, string> {
  const ids = (all: string[]) => all.map(short).join(" ");
  return {
    top: s.top === normalTop(s) ? "" : String(s.top),
    id: ids(s.ids),
    hidden: ids(s.hidden),
    from: s.from && short(s.from),
    to: s.to && short(s.to),
    longer: s.longer ? "true" : "",
    "through-countries": s.throughCountries ? "true" : "",
    "country-nodes": s.countryNodes ? "true" : "",
    off: s.off.join(),
    types: s.types.join(),
    predicates: s.predicates.join(),
    countries: s.countries.join(),
    topics: ids(s.topics),
    statuses: s.statuses.join(),
    since: s.since,
    until: s.until,
    confidence: s.confidence,
    size: s.size === "degree" ? "" : s.size,
    colour: s.colour === "country" ? "" : s.colour,
    selected: s.selected && short(s.selected),
  };
}

/** A changed state. The number of the most central stays what the reader gave, or what is normal. */
export function changed(p: URLSearchParams, change: Partial<GraphState>): GraphState {
  const next = { ...read(p), ...change };
  return change.top === undefined && p.get("top") === null ? { ...next, top: normalTop(next) } : next;
}

/** What the server is asked for. */
export function asked(s: GraphState): Record<string, string | number | boolean> {
  return {
    top: s.top,
    id: s.ids.join(" "),
    neighbours: Math.min(400, 40 * Math.max(1, s.ids.length)),
    // A path has both ends.
    from: s.to ? s.from : "",
    to: s.from ? s.to : "",
    longer: s.longer,
    through_countries: s.throughCountries,
    country_nodes: s.countryNodes,
    types: s.types.join(),
    predicates: s.predicates.join(),
    countries: s.countries.join(),
    topics: s.topics.join(" "),
    statuses: s.statuses.join(),
    since: s.since,
    until: s.until,
    confidence: s.confidence,
  };
}
