/** Language and colours, kept in the browser. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Country, Overview, Text } from "./api";
import { NO_GROUP, type Theme } from "./colours";
import { words, type Word } from "./words";

export type Language = "ko" | "en";

export interface Settings {
  language: Language;
  theme: Theme;
  overview: Overview;
  /** Asks for the overview again, when the store has changed. */
  reload: () => void;
}

export const SettingsContext = createContext<Settings | null>(null);

/** The settings, and what is said in the language of the reader. */
export function useSettings() {
  const settings = useContext(SettingsContext);
  if (!settings) {
    throw new Error("no settings");
  }
  const { language, overview } = settings;
  const term = (list: { id: string; ko: string; en: string }[], id: string) => {
    const found = list.find((t) => t.id === id);
    return found ? found[language] : id;
  };
  return {
    ...settings,
    t: (word: Word) => words[word][language === "ko" ? 0 : 1],
    text: (text: Text) => (typeof text === "string" ? text : text[language]),
    /** The label of an entity: English where there is one and English is wanted. */
    name: (entity: { label: string; en?: string }) => (language === "en" && entity.en ? entity.en : entity.label),
    type: (id: string) => term(overview.types, id),
    predicate: (id: string) => (id === "budgetOf" ? words.budgetOf[language === "ko" ? 0 : 1] : term(overview.predicates, id)),
    countryColour: (code: string) => overview.countries.find((c) => c.code === code)?.colour ?? NO_GROUP,
    country: (code: string) => overview.countries.find((c) => c.code === code)?.[language] ?? code,
    /** Three digits of a measure. */
    short: (n: number) => new Intl.NumberFormat(language, { maximumSignificantDigits: 3 }).format(n),
    number: (n: number | string) => new Intl.NumberFormat(language, { maximumFractionDigits: 6 }).format(n as number),
  };
}

export function stored(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

export function keep(name: string, value: string) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // A browser that keeps nothing starts anew each time.
  }
}

export function firstLanguage(): Language {
  const kept = stored("language");
  return kept === "ko" || kept === "en" ? kept : navigator.language.startsWith("ko") ? "ko" : "en";
}

export function firstTheme(): Theme {
  const kept = stored("theme");
  return kept === "light" || kept === "dark" ? kept : matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** The countries that have programmes, those with most first. */
export function bestCovered(countries: Country[]): Country[] {
  return countries.filter((c) => c.programmes > 0).sort((a, b) => b.programmes - a.programmes);
}
