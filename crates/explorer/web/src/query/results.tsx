/** Answers: as a table, and as a chart, a graph or a map where they suit. */
import { lazy, Suspense } from "preact/compat";
import { useMemo, useState } from "preact/hooks";
import type { RdfTerm, Solutions } from "../api";
import { download, downloadCsv, Loading, ScrolledTable } from "../parts";
import { entityHref, go, href } from "../route";
import { useSettings } from "../settings";
import type { Word } from "../words";
import { barsOf, Chart } from "./chart";
import { mapOf } from "./places";
import { networkOf, rowsOfTriples } from "./network";
import { numberOf, type Rows } from "./rows";

const WorldMap = lazy(() => import("./map"));
const Network = lazy(() => import("./drawn"));

function rowsOf(answer: Solutions | string): Rows {
  if (typeof answer === "string") {
    return rowsOfTriples(answer);
  }
  const columns = answer.head.vars ?? [];
  return { columns, rows: (answer.results?.bindings ?? []).map((b) => columns.map((c) => b[c])) };
}

export function Results({ of, took, parameters }: { of: Solutions | string; took: number; parameters: URLSearchParams }) {
  const { t, number, overview } = useSettings();
  const rows = useMemo(() => rowsOf(of), [of]);
  const bars = useMemo(() => barsOf(rows), [rows]);
  const network = useMemo(() => networkOf(rows), [rows]);
  const places = useMemo(() => mapOf(rows, overview.countries), [rows]);
  if (typeof of !== "string" && of.boolean !== undefined) {
    return <p class="answer">{t(of.boolean ? "yes" : "no")}</p>;
  }
  const views: Word[] = ["table", ...(bars ? ["chart" as const] : []), ...(network ? ["graph" as const] : []), ...(places ? ["map" as const] : [])];
  const view = views.find((v) => v === parameters.get("view")) ?? "table";
  const choose = (v: Word) => go(href("query", { ...Object.fromEntries(parameters), view: v }), true);
  return (
    <section>
      <div class="tabs" role="group" aria-label={t("view")}>
        {views.map((v) => (
          <button key={v} aria-pressed={v === view} onClick={() => choose(v)}>
            {t(v)}
          </button>
        ))}
        <span class="quiet">
          {number(rows.rows.length)} {t("rows")} · {number(Math.round(took))} ms
        </span>
        <button onClick={() => downloadCsv("query.csv", [rows.columns, ...rows.rows.map((row) => row.map((term) => term?.value ?? ""))])}>{t("download")} CSV</button>
        <button
          onClick={() =>
            typeof of === "string"
              ? download("query.nt", new Blob([of], { type: "application/n-triples" }))
              : download("query.json", new Blob([JSON.stringify(of)], { type: "application/sparql-results+json" }))
          }
        >
          {t("download")} {typeof of === "string" ? "N-Triples" : "JSON"}
        </button>
      </div>
      <Suspense fallback={<Loading />}>
        {view === "chart" && bars ? <Chart of={bars} /> : null}
        {view === "graph" && network ? <Network of={network} /> : null}
        {view === "map" && places ? <WorldMap of={places} /> : null}
        {view === "table" ? <TableOf rows={rows} /> : null}
      </Suspense>
    </section>
  );
}

const SHOWN = 500;

function TableOf({ rows: { columns, rows } }: { rows: Rows }) {
  const { t, number } = useSettings();
  const [shown, setShown] = useState(SHOWN);
  if (rows.length === 0) {
    return <p>{t("noRows")}</p>;
  }
  return (
    <>
      <ScrolledTable
        label={t("results")}
        tall
        heads={columns.map((c) => (
          <th key={c} scope="col">
            {c}
          </th>
        ))}
      >
        {rows.slice(0, shown).map((row, i) => (
          <tr key={i}>
            {row.map((term, j) => (
              <td key={j} class={numberOf(term) === null ? undefined : "number"}>
                {term ? <TermView of={term} /> : null}
              </td>
            ))}
          </tr>
        ))}
      </ScrolledTable>
      {rows.length > shown ? (
        <button onClick={() => setShown(shown + SHOWN)}>
          + {number(rows.length - shown)} {t("more")}
        </button>
      ) : null}
    </>
  );
}

const PREFIXES: [string, string][] = [
  ["https://w3id.org/policygraph/ontology#", "pg:"],
  ["https://w3id.org/policygraph/id/", "id:"],
  ["http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf:"],
  ["http://www.w3.org/2000/01/rdf-schema#", "rdfs:"],
  ["http://www.w3.org/2004/02/skos/core#", "skos:"],
];

function TermView({ of }: { of: RdfTerm }) {
  const { number } = useSettings();
  if (of.type !== "uri") {
    return <bdi lang={of["xml:lang"]}>{numberOf(of) === null ? of.value : number(of.value)}</bdi>;
  }
  const prefix = PREFIXES.find(([iri]) => of.value.startsWith(iri));
  const text = prefix ? prefix[1] + of.value.slice(prefix[0].length) : of.value;
  if (prefix?.[1] === "id:" && !/\/id\/(document|claim-|naming-|activity-|software-|rate-)/.test(of.value)) {
    return <a href={entityHref(of.value)}>{text}</a>;
  }
  return /^https?:/.test(of.value) && !prefix ? (
    <a href={of.value} rel="noreferrer noopener" target="_blank">
      {text}
    </a>
  ) : (
    <span>{text}</span>
  );
}
