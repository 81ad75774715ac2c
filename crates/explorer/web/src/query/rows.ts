/** An answer as rows of terms. */
import type { RdfTerm } from "../api";

export interface Rows {
  columns: string[];
  rows: (RdfTerm | undefined)[][];
}

const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMBERS = new Set(["integer", "decimal", "double", "float", "int", "long", "short", "nonNegativeInteger"].map((n) => XSD + n));

/** The number that a term is. */
export function numberOf(term: RdfTerm | undefined): number | null {
  return term?.type === "literal" && term.datatype && NUMBERS.has(term.datatype) ? Number(term.value) : null;
}
