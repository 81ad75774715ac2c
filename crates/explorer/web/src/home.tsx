/** What the store holds, and ways into it. */
import type { Entity, Found, Picture } from "./api";
import { get } from "./api";
import { HowToAdd } from "./empty";
import { AddFiles } from "./files";
import { FirstVisit } from "./hint";
import { useLoaded } from "./loaded";
import { Dot, EntityLink, Kind, Load, Swatch } from "./parts";
import { entityHref, go, href } from "./route";
import { SearchField } from "./search";
import { bestCovered, useSettings } from "./settings";

export function Home() {
  const { t, overview, number, language } = useSettings();
  const central = useLoaded("central", (signal) => get<Picture>("graph", { top: 12 }, signal));
  const countries = bestCovered(overview.countries);
  return (
    <div class="home">
      <h1>{t("title")}</h1>
      <FirstVisit />
      <SearchField
        label={t("search")}
        placeholder={t("searchHint")}
        choose={(e) => go(entityHref(e.id))}
        all={(q) => go(href("search", { q }))}
      />
      <p class="counts">
        <b>{number(overview.entities)}</b> {t("entities")} · <b>{number(overview.relations)}</b> {t("relations")} · <b>{number(overview.documents.length)}</b>{" "}
        <a href={href("documents")}>{t("documents")}</a>
        {overview.years ? ` · ${overview.years[0]}–${overview.years[1]}` : ""}
      </p>
      {overview.documents.length > 0 ? (
        <p>
          <a href={href("new")}>{t("whatIsNew")}</a>
        </p>
      ) : (
        <HowToAdd />
      )}
      {overview.edit ? <AddFiles /> : null}
      <div class="cards">
        <section class="card">
          <h2>{t("types")}</h2>
          <ul class="plain-list">
            {overview.types
              .filter((type) => type.count > 0)
              .sort((a, b) => b.count - a.count)
              .map((type) => (
                <li key={type.id}>
                  <a href={href("graph", { top: "150", types: type.id })}>
                    <Dot type={type.id} />
                    {type[language]}
                  </a>
                  <span class="count">{number(type.count)}</span>
                </li>
              ))}
          </ul>
        </section>
        <section class="card">
          <h2>{t("countries")}</h2>
          <ul class="plain-list">
            {countries.slice(0, 14).map((c) => (
              <li key={c.code}>
                <a href={href("entity", { id: `country-${c.code.toLowerCase()}` })}>
                  <Swatch colour={c.colour} />
                  {c[language]}
                </a>
                <span class="count">{number(c.count)}</span>
              </li>
            ))}
          </ul>
          {countries.length > 1 ? (
            <p>
              <a href={href("compare")}>
                {t("compare")}: {countries.slice(0, 4).map((c) => c[language]).join(", ")}
              </a>
            </p>
          ) : null}
        </section>
        <section class="card">
          <h2>{t("central")}</h2>
          <Load of={central}>
            {(picture) => (
              <ul class="plain-list">
                {picture.nodes.map((node) => (
                  <li key={node.id}>
                    <EntityLink of={node} />
                    <span class="count">{number(node.degree)}</span>
                  </li>
                ))}
              </ul>
            )}
          </Load>
          <p>
            <a href={href("graph")}>{t("showGraph")}</a>
          </p>
        </section>
      </div>
    </div>
  );
}

export function SearchPage({ text }: { text: string }) {
  const { t, number } = useSettings();
  const found = useLoaded(text, (signal) => get<Found[]>("search", { q: text, limit: 200 }, signal));
  return (
    <>
      <h1>
        “<bdi>{text}</bdi>”
      </h1>
      <Load of={found}>
        {(list) =>
          list.length === 0 ? (
            <p>{t("nothing")}</p>
          ) : (
            <>
              <p class="quiet">
                {number(list.length)} {t("results")}
              </p>
              <ul class="plain-list hits">
                {list.map((entity) => (
                  <Hit key={entity.id} of={entity} name={entity.name} />
                ))}
              </ul>
            </>
          )
        }
      </Load>
    </>
  );
}

function Hit({ of, name }: { of: Entity; name?: string }) {
  const settings = useSettings();
  return (
    <li>
      <a href={entityHref(of.id)}>
        <bdi>{settings.name(of)}</bdi>
      </a>
      {name ? <bdi class="quiet"> {name}</bdi> : null}
      <Kind of={of} />
      <span class="count">
        {settings.number(of.degree)} {settings.t("relations")}
      </span>
    </li>
  );
}
