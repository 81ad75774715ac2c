/** Bars of a column of names and a column of numbers. */
import { useSettings } from "../settings";
import { numberOf, type Rows } from "./rows";

interface Bars {
  name: string;
  measure: string;
  bars: { label: string; value: number }[];
  /** How many were left out. */
  more: number;
}

const SHOWN = 40;

/** What a chart would show; nothing where no column has numbers, or none has names. */
export function barsOf({ columns, rows }: Rows): Bars | null {
  const numbers = columns.map((_, i) => rows.length > 0 && rows.every((row) => row[i] === undefined || numberOf(row[i]) !== null) && rows.some((row) => row[i]));
  const measure = numbers.lastIndexOf(true);
  const names = columns.map((_, i) => i).filter((i) => !numbers[i] && rows.some((row) => row[i] && row[i].type !== "bnode"));
  if (measure < 0 || names.length === 0 || rows.length < 2) {
    return null;
  }
  const label = (row: Rows["rows"][0]) =>
    names
      .map((i) => row[i]?.value.split(/[#/]/).at(-1) ?? "")
      .filter(Boolean)
      .join(" · ");
  return {
    name: names.map((i) => columns[i]).join(" · "),
    measure: columns[measure] ?? "",
    bars: rows.slice(0, SHOWN).map((row) => ({ label: label(row), value: numberOf(row[measure]) ?? 0 })),
    more: Math.max(0, rows.length - SHOWN),
  };
}

export function Chart({ of }: { of: Bars }) {
  const { number, t } = useSettings();
  const most = Math.max(...of.bars.map((b) => Math.abs(b.value)), 1e-12);
  return (
    <figure class="chart">
      <figcaption>
        {of.measure} ({of.name})
      </figcaption>
      <ol>
        {of.bars.map((bar, i) => (
          <li key={i}>
            <span class="label">
              <bdi>{bar.label}</bdi>
            </span>
            <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
              <rect width={(100 * Math.abs(bar.value)) / most} height="10" class={bar.value < 0 ? "bar below" : "bar"} />
            </svg>
            <span class="number">{number(bar.value)}</span>
          </li>
        ))}
      </ol>
      {of.more > 0 ? (
        <p class="quiet">
          + {number(of.more)} {t("more")}
        </p>
      ) : null}
    </figure>
  );
}
