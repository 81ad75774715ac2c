/** The corrections that the next build honours. */
import type { Correction } from "./api";
import { correct, get } from "./api";
import { useLoaded } from "./loaded";
import { Load, ScrolledTable } from "./parts";
import { entityHref, long } from "./route";
import { useSettings } from "./settings";

export default function CorrectionsPage() {
  const { t } = useSettings();
  const all = useLoaded("corrections", (signal) => get<Correction[]>("corrections", {}, signal));
  return (
    <>
      <h1>{t("corrections")}</h1>
      <p class="quiet">{t("pending")}</p>
      <Load of={all}>
        {(rows) =>
          rows.length === 0 ? (
            <p>{t("noCorrections")}</p>
          ) : (
            <ScrolledTable
              label={t("corrections")}
              heads={
                <>
                  <th scope="col">{t("action")}</th>
                  <th scope="col">{t("names")}</th>
                  <th scope="col">{t("value")}</th>
                  <th scope="col">{t("predicates")}</th>
                  <th scope="col">
                    <span class="told">{t("undo")}</span>
                  </th>
                </>
              }
            >
              {rows.map((row) => (
                <tr key={JSON.stringify(row)}>
                  <td>{row.action}</td>
                  <td>
                    <Meant of={row.name} />
                  </td>
                  <td>
                    <Meant of={row.value} />
                  </td>
                  <td>
                    {row.predicate}
                    {row.correction ? ` → ${row.correction}` : ""}
                  </td>
                  <td>
                    <button class="small" onClick={() => correct(row, "DELETE").then(all.again)}>
                      {t("undo")}
                    </button>
                  </td>
                </tr>
              ))}
            </ScrolledTable>
          )
        }
      </Load>
    </>
  );
}

/** A name, or an id that leads to its entity. */
function Meant({ of }: { of: string }) {
  return /^[a-z]+(-[a-z0-9]+)+$/.test(of) ? <a href={entityHref(long(of))}>{of}</a> : <bdi>{of}</bdi>;
}
