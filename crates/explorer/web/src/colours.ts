/** Colours of types: those of Okabe and Ito, which people tell apart who see colours otherwise, and tints of them; as in the exports. */
export type Theme = "light" | "dark";

const TYPES: Record<string, string> = {
  Country: "#3b4754",
  Place: "#767676",
  GovernmentAgency: "#0072b2",
  InternationalOrganization: "#66aad1",
  Company: "#d55e00",
  ResearchOrganization: "#56b4e9",
  Association: "#e59e66",
  MediaOrganization: "#9a9a9a",
  Person: "#cc79a7",
  Program: "#009e73",
  Legislation: "#66c5ab",
  Document: "#aab4bd",
  Product: "#e69f00",
  Technology: "#c9b800",
};

export function typeColour(type: string, theme: Theme): string {
  if (type === "Country" && theme === "dark") {
    return "#e6edf3";
  }
  return TYPES[type] ?? "#888888";
}

const GROUPS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7a5fb5", "#8c564b", "#66c5ab", "#c9b800", "#b5527a", "#5f8f3e"];

/** Of what belongs to no group. */
export const NO_GROUP = "#9a9a9a";

/** A colour of a group by its rank; small groups behind the last share one. */
export function groupColour(rank: number): string {
  return GROUPS[rank] ?? NO_GROUP;
}
