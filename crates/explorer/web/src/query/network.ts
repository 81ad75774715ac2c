/** Which rows are ties between things. */
import type { RdfTerm } from "../api";
import type { Rows } from "./rows";

export interface Ties {
  nodes: { id: string; label: string }[];
  edges: { source: string; target: string; label: string }[];
}

const LARGEST = 3000;

/** The triples of an answer in N-Triples as rows. */
export function rowsOfTriples(text: string): Rows {
  const rows: Rows["rows"] = [];
  const line = /^(<[^>]*>|_:\S+) (<[^>]*>) (.*) \.$/;
  for (const one of text.split("\n")) {
    const match = line.exec(one);
    if (match) {
      rows.push([term(match[1] ?? ""), term(match[2] ?? ""), term(match[3] ?? "")]);
    }
  }
  return { columns: ["subject", "predicate", "object"], rows };
}

function term(text: string): RdfTerm {
  if (text.startsWith("<")) {
    return { type: "uri", value: text.slice(1, -1) };
  }
  const literal = /^("(?:[^"\\]|\\.)*")(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?$/.exec(text);
  if (!literal) {
    return { type: "bnode", value: text };
  }
  // The escapes of N-Triples are those of JSON, but for those of eight digits.
  const json = (literal[1] ?? '""').replace(/\\U([0-9A-Fa-f]{8})/g, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16))).replaceAll("\\'", "'");
  return { type: "literal", value: JSON.parse(json) as string, "xml:lang": literal[2], datatype: literal[3] };
}

/** Ties between the first two columns that are things, or else names; nothing where there are not two. */
export function networkOf({ columns, rows }: Rows): Ties | null {
  const all = columns.map((_, i) => i);
  const filled = (i: number) => rows.some((row) => row[i]);
  const things = all.filter((i) => filled(i) && rows.every((row) => !row[i] || (row[i].type === "uri" && !row[i].value.includes("#"))));
  const names = all.filter((i) => filled(i) && rows.every((row) => !row[i] || (row[i].type === "literal" && (row[i]["xml:lang"] !== undefined || !row[i].datatype))));
  const triples = columns.join() === "subject,predicate,object" ? [0, 2] : null;
  const pair = triples ?? (things.length >= 2 ? things : names.length >= 2 ? names : null);
  if (!pair || rows.length === 0 || rows.length > LARGEST) {
    return null;
  }
  const [from = 0, to = 1] = pair;
  const label = all.find((i) => i !== from && i !== to && /predicate|relation|property|^p$/i.test(columns[i] ?? ""));
  const nodes = new Map<string, string>();
  const edges: Ties["edges"] = [];
  const last = (value: string) => value.split(/[#/]/).at(-1) || value;
  for (const row of rows) {
    const [a, b] = [row[from], row[to]];
    if (!a || !b || b.type !== a.type) {
      continue;
    }
    for (const t of [a, b]) {
      nodes.set(t.value, t.type === "uri" ? last(t.value) : t.value);
    }
    edges.push({ source: a.value, target: b.value, label: label === undefined ? "" : last(row[label]?.value ?? "") });
  }
  return edges.length === 0 ? null : { nodes: [...nodes].map(([id, name]) => ({ id, label: name })), edges };
}
