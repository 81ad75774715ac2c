/** What the documents brought that were added last. */
import type { News, Outline } from "./api";
import { get } from "./api";
import { HowToAdd } from "./empty";
import { useLoaded } from "./loaded";
import { Confidence, EntityLink, Load } from "./parts";
import { href } from "./route";
import { useSettings } from "./settings";

/** Documents with those that were added last first; those of one time, or whose time is not known, by date of issue. */
export function newestFirst(outlines: Outline[]): Outline[] {
  const key = (o: Outline) => [o.added ?? "", o.issued ?? ""];
  const order = (a: string, b: string) => (a < b ? 1 : a > b ? -1 : 0);
  return [...outlines].sort((a, b) => order(key(a)[0] ?? "", key(b)[0] ?? "") || order(key(a)[1] ?? "", key(b)[1] ?? ""));
}

export default function NewPage() {
  const { t, overview } = useSettings();
  const news = useLoaded(`${overview.documents.length} ${overview.entities} ${overview.relations}`, (signal) => get<News[]>("new", {}, signal));
  return (
    <>
      <h1>{t("whatIsNew")}</h1>
      {overview.documents.length === 0 ? <HowToAdd /> : <p class="quiet">{t("whatIsNewHint")}</p>}
      <Load of={news}>{(list) => list.map((one) => <Document key={one.document} of={one} />)}</Load>
    </>
  );
}

function Document({ of }: { of: News }) {
  const { t, number, language, predicate } = useSettings();
  const time = of.added ? new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(new Date(of.added)) : null;
  return (
    <section class="card news">
      <h2>
        <a href={href("documents", { document: of.document })}>
          <bdi>{of.document}</bdi>
        </a>
      </h2>
      <p class="quiet">
        {[of.issued ? `${t("issued")} ${of.issued}` : null, time ? `${t("added")} ${time}` : null].filter(Boolean).join(" · ")}
      </p>
      <p>
        <b>{number(of.entities)}</b> {t("newEntities")} · <b>{number(of.relations)}</b> {t("newRelations")}
      </p>
      <div class="cards">
        <ul class="plain-list">
          {of.names.map((entity) => (
            <li key={entity.id}>
              <EntityLink of={entity} />
            </li>
          ))}
        </ul>
        <ul class="plain-list">
          {of.facts.map((fact) => (
            <li key={`${fact.source}${fact.predicate}${fact.target}`}>
              <span>
                <EntityLink of={fact.subject} kind={false} /> <span class="predicate">{predicate(fact.predicate)} →</span> <EntityLink of={fact.object} kind={false} />
              </span>
              <span class="count">
                <Confidence of={fact.confidence} />
              </span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
