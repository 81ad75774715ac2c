/** Countries side by side: what stands out in a comparison, its charts, and its tables, each row with the words behind it. */
import { useMemo, useState } from "preact/hooks";
import type { Comparison, Highlight, Table } from "./api";
import { address, get } from "./api";
import { Charts } from "./charts";
import { HowToAdd } from "./empty";
import { useLoaded } from "./loaded";
import { Load, ScrolledTable, Swatch } from "./parts";
import { QuotesWindow, type Proof } from "./quotes";
import { go, href } from "./route";
import { bestCovered, useSettings } from "./settings";
import { again, Sure, TableView, value } from "./table";

/** Stands in the address for no country, since an address without countries means the best covered. */
const NONE = "none";

export default function ComparePage({ parameters }: { parameters: URLSearchParams }) {
  const { t, overview, language } = useSettings();
  const covered = bestCovered(overview.countries);
  const chosen = parameters.get("country")?.split(",").filter((c) => c !== NONE) ?? covered.slice(0, 4).map((c) => c.code);
  const [topic, setTopic] = useState(parameters.get("topic") ?? "");
  const [since, setSince] = useState(parameters.get("since") ?? "");
  const [until, setUntil] = useState(parameters.get("until") ?? "");
  const candidates = [...covered, ...overview.countries.filter((c) => c.programmes === 0 && chosen.includes(c.code))];
  const asked = { country: chosen.join(","), topic: parameters.get("topic") ?? "", since: parameters.get("since") ?? "", until: parameters.get("until") ?? "" };
  const ask = (changed: Record<string, string>) => go(href("compare", { ...Object.fromEntries(parameters), row: "", ...changed }));
  const toggle = (code: string) => ask({ country: (chosen.includes(code) ? chosen.filter((c) => c !== code) : [...chosen, code]).join(",") || NONE });
  return (
    <>
      <h1>{t("compare")}</h1>
      <fieldset class="chips">
        <legend>{t("countries")}</legend>
        {candidates.map((c) => (
          <label key={c.code} class="chip">
            <input type="checkbox" checked={chosen.includes(c.code)} onChange={() => toggle(c.code)} />
            <Swatch colour={c.colour} />
            {c[language]} <span class="quiet">{c.programmes}</span>
          </label>
        ))}
      </fieldset>
      <form
        class="inline"
        onSubmit={(e) => {
          e.preventDefault();
          ask({ country: chosen.join(",") || NONE, topic, since, until });
        }}
      >
        <label>
          {t("topic")} <input value={topic} onInput={(e) => setTopic(e.currentTarget.value)} />
        </label>
        <label>
          {t("since")} <input type="number" class="year" value={since} onInput={(e) => setSince(e.currentTarget.value)} />
        </label>
        <label>
          {t("until")} <input type="number" class="year" value={until} onInput={(e) => setUntil(e.currentTarget.value)} />
        </label>
        <button class="main">{t("compare")}</button>
      </form>
      {overview.documents.length === 0 ? <HowToAdd /> : chosen.length < 2 ? <p class="quiet">{t("pickCountries")}</p> : <Compared key={JSON.stringify(asked)} asked={asked} parameters={parameters} />}
    </>
  );
}

type Asked = Record<"country" | "topic" | "since" | "until", string>;

function Compared({ asked, parameters }: { asked: Asked; parameters: URLSearchParams }) {
  const { t } = useSettings();
  const comparison = useLoaded(JSON.stringify(asked), (signal) => get<Comparison>("compare", asked, signal));
  return (
    <Load of={comparison}>
      {(value) => (
        <>
          <p>
            <a class="button" href={address("report", asked)} target="_blank" rel="noopener">
              {t("report")} ↗
            </a>
          </p>
          <Tables of={value} asked={asked} parameters={parameters} />
        </>
      )}
    </Load>
  );
}

function Tables({ of, asked, parameters }: { of: Comparison; asked: Asked; parameters: URLSearchParams }) {
  const { t, text } = useSettings();
  const [proof, setProof] = useState<Proof | null>(null);
  const shown = of.tables.find((table) => table.id === parameters.get("table")) ?? of.tables.find((table) => table.name === "country-links") ?? of.tables[0];
  const links = of.tables.find((table) => table.name === "country-links");
  const row = Number(parameters.get("row") ?? 0);
  return (
    <>
      <StandsOut all={of.highlights} parameters={parameters} prove={setProof} />
      {links ? <Matrix of={of} table={links} /> : null}
      <Charts of={of} asked={asked} />
      <nav class="tabs" aria-label={t("tables")}>
        {of.tables.map((table) => (
          <a
            key={table.id}
            href={href("compare", { ...Object.fromEntries(parameters), table: table.id, row: "" })}
            aria-current={table === shown ? "true" : undefined}
          >
            <span class="quiet">{table.id}</span> {text(table.title)}
          </a>
        ))}
      </nav>
      {shown ? <TableView key={`${shown.id}:${row}`} of={shown} marked={row - 1} prove={setProof} /> : null}
      <details>
        <summary>{t("limits")}</summary>
        <ul>
          {of.limits.map((limit) => (
            <li key={text(limit)}>{text(limit)}</li>
          ))}
        </ul>
      </details>
      {proof ? <QuotesWindow proof={proof} close={() => setProof(null)} /> : null}
    </>
  );
}

/** What stands out, each sentence with its quotes and the table that it comes from. */
function StandsOut({ all, parameters, prove }: { all: Highlight[]; parameters: URLSearchParams; prove: (p: Proof) => void }) {
  const { t, text, number, short } = useSettings();
  if (all.length === 0) {
    return null;
  }
  return (
    <section class="card stands-out" aria-labelledby="stands-out" onClick={again}>
      <h2 id="stands-out">{t("standsOut")}</h2>
      <ol>
        {all.map((one) => (
          <li key={`${one.table}:${one.row}`}>
            <bdi>{text(one.text)}</bdi> <Sure words={one.chance} numbers={one.q === null ? [] : [`q = ${short(one.q)}`]} />{" "}
            <a href={href("compare", { ...Object.fromEntries(parameters), table: one.table, row: String(one.row) })}>
              {one.table}:{one.row}
            </a>{" "}
            {one.of > 0 ? (
              <button class="small" aria-label={`${t("evidence")}: ${one.table}:${one.row}`} onClick={() => prove({ title: text(one.text), claims: one.claims, of: one.of })}>
                {t("evidence")} {number(one.of)}
              </button>
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Countries by countries: the strength of what ties their programmes, all layers together or one. */
function Matrix({ of, table }: { of: Comparison; table: Table }) {
  const { t, text, language, short, countryColour } = useSettings();
  const at = (id: string) => table.columns.findIndex((c) => c.id === id);
  const [a, b, layer, linkage] = [at("country_a"), at("country_b"), at("layer"), at("linkage")];
  const layers = useMemo(() => [...new Set(table.rows.map((r) => text(r.cells[layer] as never)))], [table, language]);
  const [chosen, setChosen] = useState(0);
  const rows = table.rows.filter((r) => text(r.cells[layer] as never) === layers[chosen]);
  const names = of.countries;
  const cell = (x: string, y: string) =>
    rows.find((r) => {
      const pair = [text(r.cells[a] as never), text(r.cells[b] as never)];
      return pair.includes(x) && pair.includes(y);
    });
  const most = Math.max(...rows.map((r) => value(r.cells[linkage] ?? null) ?? 0), 1e-9);
  // Both countries of a row are told by name or code.
  const keys = (c: { code: string; ko: string; en: string }) => [c.code, c.ko, c.en];
  const pair = (x: (typeof names)[0], y: (typeof names)[0]) => keys(x).flatMap((i) => keys(y).map((j) => cell(i, j))).find(Boolean);
  return (
    <section class="card">
      <h2>{t("linkage")}</h2>
      <p>
        <label>
          {t("layer")}{" "}
          <select value={chosen} onChange={(e) => setChosen(Number(e.currentTarget.value))}>
            {layers.map((name, i) => (
              <option key={name} value={i}>
                {name}
              </option>
            ))}
          </select>
        </label>{" "}
        <span class="quiet">{t("linkageHint")}</span>
      </p>
      <ScrolledTable
        label={t("linkage")}
        kind="matrix"
        heads={
          <>
            <td />
            {names.map((c) => (
              <th key={c.code} scope="col">
                {c[language]}
              </th>
            ))}
          </>
        }
      >
        {names.map((x) => (
          <tr key={x.code}>
            <th scope="row">
              <Swatch colour={countryColour(x.code)} />
              {x[language]}
            </th>
            {names.map((y) => {
              const row = x === y ? undefined : pair(x, y);
              const strength = row ? value(row.cells[linkage] ?? null) : null;
              return (
                <td key={y.code} class={strength === null ? "none" : `heat heat-${Math.round((4 * strength) / most)}`}>
                  {strength === null ? (
                    "–"
                  ) : (
                    <a href={href("graph", { id: `country-${x.code.toLowerCase()} country-${y.code.toLowerCase()}` })}>
                      {short(strength)}
                      {row?.significant ? <span title={row.sure ? text(row.sure) : undefined}>*</span> : null}
                    </a>
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </ScrolledTable>
    </section>
  );
}
