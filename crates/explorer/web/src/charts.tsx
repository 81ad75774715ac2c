/** The charts of a comparison, as the report draws them. */
import { useMemo } from "preact/hooks";
import type { Comparison } from "./api";
import { Scroll, Swatch } from "./parts";
import { href } from "./route";
import { useSettings } from "./settings";
import { again } from "./table";

export function Charts({ of, asked }: { of: Comparison; asked: Record<string, string> }) {
  const { t, text, language, countryColour } = useSettings();
  // A mark names its row, which is in a table below. No name in a drawing can look like a mark: quotation marks in names are escaped.
  const to = (table: string, row: string) => href("compare", { ...asked, table, row }).replaceAll("&", "&amp;");
  const charts = useMemo(
    () => of.charts.map((chart) => ({ ...chart, svg: chart.svg.replaceAll(/href="#(D\d+):(\d+)"/g, (_, table: string, row: string) => `href="${to(table, row)}"`) })),
    [of, JSON.stringify(asked)],
  );
  if (charts.length === 0) {
    return null;
  }
  return (
    <section class="card" aria-labelledby="charts" onClick={again}>
      <h2 id="charts">{t("charts")}</h2>
      <ul class="legend">
        {of.countries.map((c) => (
          <li key={c.code}>
            <Swatch colour={countryColour(c.code)} />
            {c[language]}
          </li>
        ))}
      </ul>
      {charts.map((chart) => (
        <figure key={chart.id} class={`drawn ${chart.id}`}>
          <figcaption>
            <h3>{text(chart.title)}</h3>
            <p class="quiet">{text(chart.note)}</p>
          </figcaption>
          <Scroll label={text(chart.title)}>
            <div dangerouslySetInnerHTML={{ __html: chart.svg }} />
          </Scroll>
        </figure>
      ))}
    </section>
  );
}
