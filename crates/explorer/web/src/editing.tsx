/** Corrections by who reads. They go into the overrides file of the store, which the next build honours. */
import { useId, useState } from "preact/hooks";
import type { Correction, Entity, EntityPage } from "./api";
import { correct } from "./api";
import { Window } from "./parts";
import { short } from "./route";
import { SearchField } from "./search";
import { useSettings } from "./settings";

/** A relation by IRIs, or a budget by its entity and the words of its amount. */
export interface Fact {
  s: string;
  p: string;
  o: string;
}

function row(action: string, fact: Fact, correction = ""): Correction {
  return { action, name: short(fact.s), value: fact.p === "budgetOf" ? fact.o : short(fact.o), predicate: fact.p, correction };
}

export function FactButtons({ fact, title }: { fact: Fact; title: string }) {
  const { t } = useSettings();
  const [said, setSaid] = useState<string | null>(null);
  const [correcting, setCorrecting] = useState(false);
  const send = (correction: Correction) =>
    correct(correction).then(
      () => setSaid(correction.action),
      (e: Error) => setSaid(e.message),
    );
  const actions = fact.p === "budgetOf" ? (["confirm", "reject"] as const) : (["confirm", "correct", "reject"] as const);
  return (
    <span class="verdict" role="group" aria-label={title}>
      {actions.map((action) => (
        <button
          key={action}
          class="small"
          aria-pressed={said === action}
          onClick={() => (action === "correct" ? setCorrecting(true) : send(row(action, fact)))}
        >
          {t(action)}
        </button>
      ))}
      <span role="status" class="quiet">
        {said === null ? "" : said === "confirm" || said === "reject" || said === "correct" ? "✓" : said}
      </span>
      {correcting ? (
        <CorrectRelation
          fact={fact}
          title={title}
          close={() => setCorrecting(false)}
          save={(correction) => {
            setCorrecting(false);
            void send(row("correct", fact, correction));
          }}
        />
      ) : null}
    </span>
  );
}

function CorrectRelation({ fact, title, close, save }: { fact: Fact; title: string; close: () => void; save: (correction: string) => void }) {
  const { t, overview, language } = useSettings();
  const [predicate, setPredicate] = useState(fact.p);
  const [turned, setTurned] = useState(false);
  return (
    <Window title={title} close={close}>
      <form
        class="form"
        onSubmit={(e) => {
          e.preventDefault();
          save((turned ? "^" : "") + predicate);
        }}
      >
        <label>
          {t("rightPredicate")}{" "}
          <select value={predicate} onChange={(e) => setPredicate(e.currentTarget.value)}>
            {overview.predicates.map((p) => (
              <option key={p.id} value={p.id}>
                {p[language]}
              </option>
            ))}
          </select>
        </label>
        <label>
          <input type="checkbox" checked={turned} onChange={(e) => setTurned(e.currentTarget.checked)} /> {t("turned")}
        </label>
        <p>
          <button class="main">{t("save")}</button>{" "}
          <button type="button" onClick={close}>
            {t("cancel")}
          </button>
        </p>
      </form>
    </Window>
  );
}

/** Name, type and identity of an entity. */
export function EditEntity({ of }: { of: EntityPage }) {
  const { t, overview, language, name } = useSettings();
  const form = useId();
  const [action, setAction] = useState("rename");
  const [label, setLabel] = useState(of.label);
  const [type, setType] = useState(of.type);
  const [other, setOther] = useState<Entity | null>(null);
  const [said, setSaid] = useState("");
  const value = action === "rename" ? label : action === "retype" ? type : (other?.label ?? "");
  return (
    <details class="card">
      <summary>{t("editEntity")}</summary>
      {/* The field of search is a form of its own, so that this one holds nothing and is named by what belongs to it. */}
      <form
        id={form}
        onSubmit={(e) => {
          e.preventDefault();
          correct({ action, name: of.label, value, predicate: "", correction: "" }).then(
            () => setSaid(t("pending")),
            (error: Error) => setSaid(error.message),
          );
        }}
      />
      <div class="form">
        <label>
          {t("action")}{" "}
          <select value={action} onChange={(e) => setAction(e.currentTarget.value)}>
            <option value="rename">{t("rename")}</option>
            <option value="retype">{t("retype")}</option>
            <option value="same-as">{t("sameAs")}</option>
            <option value="different-from">{t("differentFrom")}</option>
          </select>
        </label>
        {action === "rename" ? (
          <label>
            {t("value")} <input form={form} value={label} onInput={(e) => setLabel(e.currentTarget.value)} />
          </label>
        ) : action === "retype" ? (
          <label>
            {t("type")}{" "}
            <select value={type} onChange={(e) => setType(e.currentTarget.value)}>
              {overview.types.map((k) => (
                <option key={k.id} value={k.id}>
                  {k[language]}
                </option>
              ))}
            </select>
          </label>
        ) : (
          <SearchField label={t("search")} shown value={other ? name(other) : ""} choose={setOther} />
        )}
        <p>
          <button class="main" form={form} disabled={value === ""}>
            {t("save")}
          </button>{" "}
          <span role="status">{said}</span>
        </p>
      </div>
    </details>
  );
}
