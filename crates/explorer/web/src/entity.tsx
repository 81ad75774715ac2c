/** An entity: names, relations by predicate, budgets, time line, the words behind each. */
import { useState } from "preact/hooks";
import type { Budget, EntityPage, RelationGroup } from "./api";
import { get } from "./api";
import { EditEntity, FactButtons } from "./editing";
import { useLoaded } from "./loaded";
import { Confidence, EntityLink, Kind, Load, ScrolledTable, StatusTag, YearsText } from "./parts";
import { QuotesWindow, type Proof } from "./quotes";
import { graphHref, href, long } from "./route";
import { useSettings } from "./settings";
import { relationOf, Timeline, useSentence } from "./timeline";

export function EntityPageView({ id }: { id: string }) {
  const page = useLoaded(id, (signal) => get<EntityPage>("entity", { id: long(id) }, signal));
  return <Load of={page}>{(entity) => <Details key={entity.id} of={entity} />}</Load>;
}

function Details({ of }: { of: EntityPage }) {
  const { t, name, overview, number } = useSettings();
  const [proof, setProof] = useState<Proof | null>(null);
  const others = of.names.filter((n) => n !== name(of));
  return (
    <article class="details">
      <h1>
        <bdi>{name(of)}</bdi>
      </h1>
      <p>
        <Kind of={of} />
      </p>
      <p class="actions">
        <a class="button" href={graphHref(of.id)}>
          {t("showGraph")}
        </a>
        <a class="button" href={`id/${of.id.split("/id/")[1] ?? ""}`}>
          {t("rdf")}
        </a>
      </p>
      {others.length > 0 ? (
        <p>
          {t("otherNames")}:{" "}
          {others.map((n, i) => (
            <>
              {i > 0 ? ", " : ""}
              <bdi>{n}</bdi>
            </>
          ))}
        </p>
      ) : null}
      {of.budgets.length > 0 ? <Budgets of={of} list={of.budgets} prove={setProof} /> : null}
      <Timeline of={of} prove={setProof} />
      {of.relations.map((group) => (
        <Group key={`${group.predicate}${group.forward}`} of={of} group={group} prove={setProof} />
      ))}
      <section>
        <h2>{t("mentions")}</h2>
        <ul class="plain-list">
          {of.mentions.map((m) => (
            <li key={m.document}>
              <a href={href("documents", { document: m.document, line: String(m.lines[0] ?? 1) })}>
                <bdi>{m.document}</bdi>
              </a>
              <span class="quiet">
                {" "}
                {t("lines")} {m.lines.slice(0, 40).join(", ")}
                {m.lines.length > 40 ? ` … (${number(m.lines.length)})` : ""}
              </span>
            </li>
          ))}
        </ul>
        {of.namings.length > 1 ? (
          <details>
            <summary>{t("whyNames")}</summary>
            <ul>
              {of.namings.map((n) => (
                <li key={n.name + n.document}>
                  <bdi>{n.name}</bdi> — {n.reason}
                  {n.of ? <bdi> ({n.of})</bdi> : null},{" "}
                  <span class="quiet">
                    <bdi>{n.document}</bdi>:{n.line}
                  </span>
                </li>
              ))}
            </ul>
          </details>
        ) : null}
      </section>
      {overview.edit ? <EditEntity of={of} /> : null}
      {proof ? <QuotesWindow proof={proof} close={() => setProof(null)} /> : null}
    </article>
  );
}

function Group({ of, group, prove }: { of: EntityPage; group: RelationGroup; prove: (p: Proof) => void }) {
  const { t, predicate, overview, name, number } = useSettings();
  const sentence = useSentence(of);
  const [all, setAll] = useState(false);
  const rows = all ? group.rows : group.rows.slice(0, 12);
  return (
    <section>
      <h2>
        {predicate(group.predicate)} <span class="quiet">{group.forward ? "→" : "←"} {t(group.forward ? "outbound" : "inbound")}</span>
      </h2>
      <ul class="relations">
        {rows.map((row) => (
          <li key={row.other.id}>
            <EntityLink of={row.other} />
            <span class="facts">
              <YearsText of={row.years} />
              <StatusTag of={row.status} />
              <Confidence of={row.confidence} />
              <button
                class="small"
                aria-label={`${t("evidence")}: ${name(row.other)}`}
                onClick={() => prove({ title: sentence(group, row), relation: relationOf(of, group, row) })}
              >
                {t("evidence")} {row.statements > 1 ? number(row.statements) : ""}
              </button>
              {overview.edit ? <FactButtons fact={relationOf(of, group, row)} title={sentence(group, row)} /> : null}
            </span>
          </li>
        ))}
      </ul>
      {rows.length < group.rows.length ? (
        <button onClick={() => setAll(true)}>
          + {number(group.rows.length - rows.length)} {t("more")}
        </button>
      ) : null}
      {all && group.more > 0 ? (
        <p class="quiet">
          + {number(group.more)} {t("more")}
        </p>
      ) : null}
    </section>
  );
}

function Budgets({ of, list, prove }: { of: EntityPage; list: Budget[]; prove: (p: Proof) => void }) {
  const { t, overview, name } = useSettings();
  return (
    <section>
      <h2>{t("budgets")}</h2>
      <ScrolledTable
        label={t("budgets")}
        heads={
          <>
            <th scope="col" class="number">
              {t("amount")}
            </th>
            <th scope="col">{t("period")}</th>
            <th scope="col">{t("evidence")}</th>
          </>
        }
      >
        {list.map((b) => (
          <tr key={b.id}>
            <td class="number">
              <Amount of={b} /> {b.part ? <span class="status">{t("part")}</span> : null}
            </td>
            <td>
              <bdi>{b.period}</bdi>
            </td>
            <td>
              <button class="small" onClick={() => prove({ title: `${name(of)}: ${b.surface}`, budget: b.id })}>
                <bdi>{b.surface}</bdi>
              </button>
              {overview.edit ? <FactButtons fact={{ s: of.id, p: "budgetOf", o: b.surface }} title={`${name(of)}: ${b.surface}`} /> : null}
            </td>
          </tr>
        ))}
      </ScrolledTable>
    </section>
  );
}

/** An amount in words, with the exact one as its hint. */
function Amount({ of }: { of: Budget }) {
  const { text, number } = useSettings();
  const exact = `${number(of.amount)} ${of.currency}`;
  return of.read === null ? <span>{exact}</span> : <span title={exact}>{text(of.read)}</span>;
}
