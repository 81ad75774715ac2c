/** What is let into the picture. */
import { useEffect, useState } from "preact/hooks";
import type { Entity, EntityPage } from "../api";
import { get } from "../api";
import { Dot } from "../parts";
import { short } from "../route";
import { SearchField } from "../search";
import { useSettings } from "../settings";
import type { GraphState } from "./state";

type Change = (changed: Partial<GraphState>) => void;

function toggled(list: string[], item: string): string[] {
  return list.includes(item) ? list.filter((i) => i !== item) : [...list, item];
}

function Checks({ legend, items, chosen, change, dots }: { legend: string; items: { id: string; label: string; count?: number }[]; chosen: string[]; change: (list: string[]) => void; dots?: boolean }) {
  const { number } = useSettings();
  return (
    <details open={chosen.length > 0}>
      <summary>
        {legend}
        {chosen.length > 0 ? ` (${number(chosen.length)})` : ""}
      </summary>
      <fieldset class="checks">
        <legend class="told">{legend}</legend>
        {items.map((item) => (
          <label key={item.id}>
            <input type="checkbox" checked={chosen.includes(item.id)} onChange={() => change(toggled(chosen, item.id))} />
            {dots ? <Dot type={item.id} /> : null}
            {item.label}
            {item.count === undefined ? null : <span class="count">{number(item.count)}</span>}
          </label>
        ))}
      </fieldset>
    </details>
  );
}

/** A number that counts when the reader has finished typing it. */
function NumberField({ label, value, change, ...rest }: { label: string; value: string; change: (v: string) => void; min?: number; max?: number; step?: number }) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  return (
    <label class="field">
      {label}
      <input type="number" {...rest} value={text} onInput={(e) => setText(e.currentTarget.value)} onChange={(e) => change(e.currentTarget.value)} />
    </label>
  );
}

export function Filters({ state, change }: { state: GraphState; change: Change }) {
  const { t, overview, language } = useSettings();
  const counted = (list: { id: string; ko: string; en: string; count: number }[]) =>
    list.filter((i) => i.count > 0).map((i) => ({ id: i.id, label: i[language], count: i.count }));
  const countries = [...overview.countries].sort((a, b) => b.count - a.count).map((c) => ({ id: c.code, label: c[language], count: c.count }));
  const statuses = overview.statuses.filter((s) => s === "stated" || s === "planned" || s === "possible").map((s) => ({ id: s, label: t(s as "stated") }));
  const none = { types: [], predicates: [], countries: [], topics: [], statuses: [], since: "", until: "", confidence: "" };
  return (
    <section class="filters" aria-label={t("filters")}>
      <h2>{t("filters")}</h2>
      <Checks legend={t("types")} items={counted(overview.types)} chosen={state.types} change={(types) => change({ types })} dots />
      <Checks legend={t("predicates")} items={counted(overview.predicates)} chosen={state.predicates} change={(predicates) => change({ predicates })} />
      <Checks legend={t("countries")} items={countries} chosen={state.countries} change={(list) => change({ countries: list })} />
      <Checks legend={t("statuses")} items={statuses} chosen={state.statuses} change={(list) => change({ statuses: list })} />
      <SearchField label={t("topics")} shown types="Technology" choose={(e) => change({ topics: toggled(state.topics, e.id) })} />
      <ul class="plain-list">
        {state.topics.map((topic) => (
          <li key={topic}>
            <Name of={topic} />{" "}
            <button class="small" aria-label={`${t("reset")}: ${short(topic)}`} onClick={() => change({ topics: toggled(state.topics, topic) })}>
              ✕
            </button>
          </li>
        ))}
      </ul>
      <div class="pair">
        <NumberField label={t("since")} value={state.since} change={(since) => change({ since })} min={1900} max={2100} />
        <NumberField label={t("until")} value={state.until} change={(until) => change({ until })} min={1900} max={2100} />
      </div>
      <label class="field">
        {t("leastConfidence")} {state.confidence || "0"}
        <input type="range" min="0" max="1" step="0.05" value={state.confidence || "0"} onChange={(e) => change({ confidence: e.currentTarget.value === "0" ? "" : e.currentTarget.value })} />
      </label>
      <NumberField label={t("top")} value={String(state.top)} change={(top) => change({ top: Number(top) || 0 })} min={0} max={10000} />
      <button onClick={() => change(none)}>{t("reset")}</button>
    </section>
  );
}

/** The name of an entity that is known by its IRI only. */
export function Name({ of }: { of: string }) {
  const { name } = useSettings();
  const [entity, setEntity] = useState<Entity | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    setEntity(null);
    get<EntityPage>("entity", { id: of }, controller.signal).then(setEntity, () => undefined);
    return () => controller.abort();
  }, [of]);
  return <bdi>{entity ? name(entity) : short(of)}</bdi>;
}

/** Both ends of paths. */
export function PathEnds({ state, change, names }: { state: GraphState; change: Change; names: Map<string, string> }) {
  const { t } = useSettings();
  const end = (which: "from" | "to") => names.get(state[which]) ?? (state[which] ? short(state[which]) : "");
  return (
    <section aria-label={t("path")}>
      <h2>{t("path")}</h2>
      <SearchField label={t("pathFrom")} shown value={end("from")} choose={(e) => change({ from: e.id })} />
      <SearchField label={t("pathTo")} shown value={end("to")} choose={(e) => change({ to: e.id })} />
      <p class="actions">
        <label>
          <input type="checkbox" checked={state.longer} onChange={(e) => change({ longer: e.currentTarget.checked })} /> {t("longer")}
        </label>
        <label title={t("throughCountriesHint")}>
          <input type="checkbox" checked={state.throughCountries} onChange={(e) => change({ throughCountries: e.currentTarget.checked })} /> {t("throughCountries")}
        </label>
        {state.from || state.to ? <button onClick={() => change({ from: "", to: "" })}>{t("reset")}</button> : null}
      </p>
    </section>
  );
}
