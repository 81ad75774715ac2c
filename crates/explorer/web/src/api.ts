/** What the server answers. Places in text count UTF-16 code units. */

export interface Entity {
  id: string;
  label: string;
  en?: string;
  type: string;
  countries: string[];
  degree: number;
}
export interface Found extends Entity {
  name?: string;
}
export interface Term {
  id: string;
  ko: string;
  en: string;
  count: number;
  actor?: boolean;
}
export interface Country {
  code: string;
  numeric: string | null;
  ko: string;
  en: string;
  /** As in the report, `#rrggbb`. */
  colour: string;
  count: number;
  programmes: number;
}
export interface Overview {
  version: string;
  edit: boolean;
  /** The largest file that is taken, in bytes. */
  largest_file: number;
  entities: number;
  relations: number;
  documents: string[];
  types: Term[];
  predicates: Term[];
  statuses: string[];
  countries: Country[];
  years: [number, number] | null;
}
export type Years = [number, number] | null;
export interface Relation {
  other: Entity;
  confidence: number;
  statements: number;
  status: string | null;
  years: Years;
}
export interface RelationGroup {
  predicate: string;
  forward: boolean;
  rows: Relation[];
  more: number;
}
export interface Budget {
  id: string;
  amount: string;
  read: Text | null;
  currency: string;
  period: string;
  surface: string;
  role: string;
  part: boolean;
}
export interface EntityPage extends Entity {
  names: string[];
  namings: { name: string; reason: string; of: string | null; document: string; line: number }[];
  relations: RelationGroup[];
  budgets: Budget[];
  mentions: { document: string; lines: number[] }[];
}
export interface Place {
  id: string;
  title: string;
  publisher: string | null;
  issued: string | null;
  sources: string[];
}
/** Where in a file, each counted from 1. */
export interface FilePlace {
  page: number | null;
  division: "page" | "slide" | "sheet";
  paragraph: number | null;
  table: number | null;
  cell: [number, number] | null;
  /** The name of a cell of a sheet: B6. */
  sheet_cell: string | null;
  /** Whether the words were recognized in a picture. */
  recognized: boolean;
}
export interface Quote {
  id: string;
  quote: string;
  before: string;
  after: string;
  document: string;
  lines: number[];
  confidence: number;
  status: string;
  rule: string;
  origin: string;
  section: Place | null;
  place: FilePlace | null;
}
export interface GraphNode extends Entity {
  rank: number;
}
export interface GraphEdge {
  source: string;
  target: string;
  predicate: string;
  confidence: number;
  statements: number;
  status: string | null;
  years: Years;
}
export interface Picture {
  nodes: GraphNode[];
  edges: GraphEdge[];
  /** How many entities, and how many relations between those shown, the limits left out. */
  more: number;
  moreEdges: number;
  paths: string[][];
}
export interface Outline {
  name: string;
  issued: string | null;
  /** When a build last put it into the store, in ISO 8601; nothing where that was not kept. */
  added: string | null;
  sections: { id: string; depth: number; path: string; title: string; country: string | null; line: number }[];
}
/** What a document brought that no other states. */
export interface News {
  document: string;
  issued: string | null;
  /** As in `Outline`. */
  added: string | null;
  entities: number;
  relations: number;
  names: Entity[];
  facts: (GraphEdge & { subject: Entity; object: Entity })[];
}
export type Thing = Entity | { id: string; label: string };
export interface ClaimPlace {
  id: string;
  start: number;
  end: number;
  subject: Thing;
  property: string;
  object: Thing;
  confidence: number;
  status: string;
  rule: string;
  /** Where in its file. */
  file: FilePlace | null;
}
export interface SectionPage extends Place {
  document: string;
  text: string;
  line: number;
  mentions: { start: number; end: number; entity: Entity }[];
  claims: ClaimPlace[];
}
export type Text = string | { ko: string; en: string };
export type Cell = null | number | Text | { amount: string; read: Text | null };
export interface Column {
  id: string;
  title: Text;
  role: "dimension" | "measure" | "remark";
}
export interface Table {
  id: string;
  name: string;
  title: Text;
  note: Text;
  columns: Column[];
  /** The places of the columns with the numbers behind `sure`. */
  certainty: number[];
  rows: { cells: Cell[]; claims: string[]; of: number; sure: Text | null; significant: boolean }[];
}
/** A sentence on what stands out, with the row that it rests on. */
export interface Highlight {
  text: Text;
  chance: Text | null;
  /** The number behind what chance says. */
  q: number | null;
  table: string;
  row: number;
  claims: string[];
  of: number;
}
/** A chart with the words of both languages in it, of which the style sheet hides one. */
export interface Chart {
  id: string;
  title: Text;
  note: Text;
  svg: string;
}
export interface Comparison {
  highlights: Highlight[];
  charts: Chart[];
  countries: { code: string; ko: string; en: string }[];
  limits: Text[];
  tables: Table[];
}
export interface NamedQuery {
  name: string;
  ko: string;
  en: string;
  parameters: { name: string; kind: string; default: string | null; description: string }[];
}
export interface Library {
  queries: NamedQuery[];
  prefixes: Record<string, string>;
}
export interface Correction {
  action: string;
  name: string;
  value: string;
  predicate: string;
  correction: string;
}

type Parameters = Record<string, string | number | boolean | undefined>;

async function answered<T>(response: Response): Promise<T> {
  if (response.ok) {
    return (await response.json()) as T;
  }
  const body = await response.text();
  let message = body;
  try {
    message = (JSON.parse(body) as { error: string }).error;
  } catch {
    // Errors of the server itself are plain text.
  }
  throw new Error(message || `${response.status} ${response.statusText}`);
}

/** Asks the server; parameters without a value are left out. */
export async function get<T>(path: string, parameters: Parameters = {}, signal?: AbortSignal): Promise<T> {
  return answered(await fetch(address(path, parameters), { signal }));
}

export function address(path: string, parameters: Parameters): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== "" && value !== false) {
      query.set(name, String(value));
    }
  }
  return `explorer/${path}?${query}`;
}

/** Adds a correction, or takes one back; gives all that there are then. */
export async function correct(row: Correction, method: "POST" | "DELETE" = "POST"): Promise<Correction[]> {
  const headers = { "content-type": "application/json" };
  return answered(await fetch("explorer/corrections", { method, headers, body: JSON.stringify(row) }));
}

/** What became of a document in a file. */
export interface DocumentRead {
  document?: string;
  state: "stored" | "unchanged" | "duplicate" | "failed";
  title?: string;
  read?: { pages: number; tables: number; entities: number; relations: number; budgets: number; observations: number };
  notes?: string[];
  same_as?: string;
  error?: string;
}

/** Sends a file; `sent` is told the part that has gone. `fetch` does not tell of what is sent. */
export function addFile(file: File, sent: (part: number) => void): Promise<DocumentRead[]> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", address("files", { name: file.name }));
    request.upload.onprogress = (e) => sent(e.total > 0 ? e.loaded / e.total : 1);
    request.upload.onload = () => sent(1);
    request.onerror = () => reject(new Error("network"));
    request.onload = () => answered<DocumentRead[]>(new Response(request.responseText, { status: request.status || 500 })).then(resolve, reject);
    request.send(file);
  });
}

export interface RdfTerm {
  type: "uri" | "literal" | "bnode";
  value: string;
  datatype?: string;
  "xml:lang"?: string;
}
export interface Solutions {
  head: { vars?: string[] };
  boolean?: boolean;
  results?: { bindings: Record<string, RdfTerm>[] };
}

/** Asks the endpoint: solutions as JSON, or triples as N-Triples. */
export async function sparql(query: string, inferred: boolean, signal?: AbortSignal): Promise<Solutions | string> {
  const response = await fetch("sparql", {
    method: "POST",
    headers: { accept: "application/sparql-results+json, application/n-triples;q=0.9" },
    body: new URLSearchParams(inferred ? { query, inferred: "true" } : { query }),
    signal,
  });
  if (!response.ok) {
    throw new Error(await response.text());
  }
  const json = response.headers.get("content-type")?.includes("json");
  return json ? ((await response.json()) as Solutions) : response.text();
}
