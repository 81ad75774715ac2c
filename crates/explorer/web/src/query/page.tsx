/** Questions in SPARQL, with the library and the prefixes at hand. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Library, NamedQuery, Solutions } from "../api";
import { get, sparql } from "../api";
import { useLoaded } from "../loaded";
import { Load } from "../parts";
import { go, href } from "../route";
import { useSettings } from "../settings";
import { Results } from "./results";

const FIRST = `SELECT ?programme ?country WHERE {
  ?p a pg:Program ; skos:prefLabel ?programme ; pg:countryCode ?country .
  FILTER(LANG(?programme) = "ko")
}
ORDER BY ?country ?programme
LIMIT 100`;

export default function QueryPage({ parameters }: { parameters: URLSearchParams }) {
  const { t } = useSettings();
  const asked = parameters.get("q");
  const [text, setText] = useState(asked ?? FIRST);
  const [inferred, setInferred] = useState(parameters.get("inferred") === "true");
  const [answer, setAnswer] = useState<{ value?: Solutions | string; error?: string; took?: number; running: boolean }>({ running: false });
  const running = useRef<AbortController | null>(null);
  const library = useLoaded("library", (signal) => get<Library>("queries", {}, signal));
  const field = useRef<HTMLTextAreaElement>(null);

  const run = (query: string) => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setAnswer({ running: true });
    const started = performance.now();
    sparql(query, inferred, controller.signal).then(
      (value) => setAnswer({ value, took: performance.now() - started, running: false }),
      (e: Error) => setAnswer({ error: controller.signal.aborted ? undefined : e.message, running: false }),
    );
    go(href("query", { q: query, inferred: inferred ? "true" : undefined, view: parameters.get("view") ?? undefined }), true);
  };
  useEffect(() => {
    if (asked) {
      run(asked);
    }
    return () => running.current?.abort();
  }, []);
  const load = (query: string) => {
    setText(query);
    run(query);
    field.current?.scrollIntoView({ block: "nearest" });
  };
  const insert = (piece: string) => {
    const area = field.current;
    if (area) {
      area.setRangeText(piece, area.selectionStart, area.selectionEnd, "end");
      setText(area.value);
      area.focus();
    }
  };
  return (
    <>
      <h1>{t("query")}</h1>
      <div class="query">
        <div>
          <form
            onSubmit={(e) => {
              e.preventDefault();
              run(text);
            }}
          >
            <label for="sparql">{t("editor")}</label>
            <textarea
              id="sparql"
              ref={field}
              spellcheck={false}
              rows={Math.min(24, Math.max(8, text.split("\n").length + 1))}
              aria-describedby="sparql-hint"
              value={text}
              onInput={(e) => setText(e.currentTarget.value)}
              onKeyDown={(e) => {
                if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) {
                  e.preventDefault();
                  // What stands there now: the state may be a moment behind.
                  run(e.currentTarget.value);
                }
              }}
            />
            <p id="sparql-hint" class="quiet">
              {t("editorHint")}
            </p>
            <p class="actions">
              {answer.running ? (
                <button type="button" onClick={() => running.current?.abort()}>
                  {t("stop")}
                </button>
              ) : (
                <button class="main">{t("run")}</button>
              )}
              <label>
                <input type="checkbox" checked={inferred} onChange={(e) => setInferred(e.currentTarget.checked)} /> {t("inferred")}
              </label>
              <a href={`yasgui#query=${encodeURIComponent(text)}`}>{t("yasgui")}</a>
            </p>
          </form>
          <div role="status">{answer.running ? t("running") : ""}</div>
          {answer.error ? (
            <pre class="error" role="alert">
              {answer.error}
            </pre>
          ) : null}
          {answer.value !== undefined ? <Results of={answer.value} took={answer.took ?? 0} parameters={parameters} /> : null}
        </div>
        <Load of={library}>{(value) => <Shelf of={value} load={load} insert={insert} />}</Load>
      </div>
    </>
  );
}

function Shelf({ of, load, insert }: { of: Library; load: (q: string) => void; insert: (s: string) => void }) {
  const { t, language } = useSettings();
  const [wanted, setWanted] = useState("");
  const key = wanted.toLowerCase();
  const queries = of.queries.filter((q) => !key || `${q.name} ${q.ko} ${q.en}`.toLowerCase().includes(key));
  return (
    <aside class="shelf">
      <h2>{t("library")}</h2>
      <label>
        <span class="told">{t("findQuery")}</span>
        <input type="search" placeholder={t("findQuery")} value={wanted} onInput={(e) => setWanted(e.currentTarget.value)} />
      </label>
      <ul class="plain-list queries" tabIndex={0} aria-label={t("library")}>
        {queries.map((q) => (
          <li key={q.name}>
            <Named of={q} title={q[language]} load={load} />
          </li>
        ))}
      </ul>
      <details>
        <summary>{t("prefixes")}</summary>
        <ul class="plain-list">
          {Object.entries(of.prefixes).map(([prefix, iri]) => (
            <li key={prefix}>
              <button class="plain" onClick={() => insert(`${prefix}:`)} title={iri}>
                <code>{prefix}:</code>
              </button>{" "}
              <span class="quiet iri">{iri}</span>
            </li>
          ))}
        </ul>
      </details>
    </aside>
  );
}

/** A query of the library, with fields for its parameters. */
function Named({ of, title, load }: { of: NamedQuery; title: string; load: (q: string) => void }) {
  const { t } = useSettings();
  const [open, setOpen] = useState(false);
  const [values, setValues] = useState<Record<string, string>>({});
  const [error, setError] = useState("");
  const fill = () =>
    get<{ text: string }>("query", { name: of.name, values: JSON.stringify(values) }).then(
      (answer) => {
        setError("");
        load(answer.text);
      },
      (e: Error) => setError(e.message),
    );
  const needs = of.parameters.length > 0;
  return (
    <>
      <button class="plain" title={of.name} aria-expanded={needs ? open : undefined} onClick={() => (needs ? setOpen(!open) : void fill())}>
        {title}
      </button>
      {open ? (
        <form
          class="form"
          onSubmit={(e) => {
            e.preventDefault();
            void fill();
          }}
        >
          {of.parameters.map((p) => (
            <label key={p.name} title={p.description}>
              {p.name} <span class="quiet">{p.description}</span>
              <input
                value={values[p.name] ?? ""}
                placeholder={p.default ?? ""}
                required={p.default === null}
                onInput={(e) => setValues({ ...values, [p.name]: e.currentTarget.value })}
              />
            </label>
          ))}
          <button class="main">{t("run")}</button>
        </form>
      ) : null}
      {error ? (
        <p class="error" role="alert">
          {error}
        </p>
      ) : null}
    </>
  );
}
