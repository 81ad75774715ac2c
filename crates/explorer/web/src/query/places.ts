/** Which rows are about countries. */
import type { Country } from "../api";
import { numberOf, type Rows } from "./rows";

export interface Places {
  measure: string;
  /** Of each country by its numeric code of ISO 3166-1. */
  values: Map<string, number>;
}

/** Values by country; nothing where no column names countries. */
export function mapOf({ columns, rows }: Rows, countries: Country[]): Places | null {
  const numeric = new Map<string, string>();
  for (const c of countries) {
    if (c.numeric) {
      for (const key of [c.code, c.ko, c.en, `https://w3id.org/policygraph/id/country-${c.code.toLowerCase()}`]) {
        numeric.set(key, c.numeric);
      }
    }
  }
  const isCountry = (i: number) => {
    const filled = rows.filter((row) => row[i]);
    return filled.length > 0 && filled.filter((row) => numeric.has(row[i]?.value ?? "")).length > filled.length / 2;
  };
  const column = columns.findIndex((_, i) => isCountry(i));
  if (column < 0) {
    return null;
  }
  const measure = columns.findLastIndex((_, i) => i !== column && rows.some((row) => numberOf(row[i]) !== null));
  const values = new Map<string, number>();
  for (const row of rows) {
    const country = numeric.get(row[column]?.value ?? "");
    if (country) {
      // Without numbers rows are counted.
      values.set(country, (values.get(country) ?? 0) + (measure < 0 ? 1 : (numberOf(row[measure]) ?? 0)));
    }
  }
  return { measure: columns[measure] ?? "", values };
}
