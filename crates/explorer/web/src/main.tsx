/** The explorer. */
import { render } from "preact";
import { lazy, Suspense } from "preact/compat";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Overview } from "./api";
import { get } from "./api";
import type { Theme } from "./colours";
import { EntityPageView } from "./entity";
import { Home, SearchPage } from "./home";
import { Keys } from "./keys";
import { Loading } from "./parts";
import { entityHref, go, href, useRoute, type Route } from "./route";
import { SearchField } from "./search";
import { firstLanguage, firstTheme, keep, SettingsContext, useSettings, type Language } from "./settings";
import "./style.css";
import type { Word } from "./words";
import { words } from "./words";

// What most visits do not need is loaded when it is.
const GraphPage = lazy(() => import("./graph/page"));
const QueryPage = lazy(() => import("./query/page"));
const ComparePage = lazy(() => import("./compare"));
const DocumentsPage = lazy(() => import("./documents"));
const NewPage = lazy(() => import("./new"));
const CorrectionsPage = lazy(() => import("./corrections"));

function Page({ route }: { route: Route }) {
  const { t } = useSettings();
  switch (route.page) {
    case "home":
      return <Home />;
    case "search":
      return <SearchPage text={route.parameters.get("q") ?? ""} />;
    case "entity":
      return <EntityPageView id={route.parameters.get("id") ?? ""} />;
    case "graph":
      return <GraphPage parameters={route.parameters} />;
    case "query":
      return <QueryPage parameters={route.parameters} />;
    case "compare":
      return <ComparePage parameters={route.parameters} />;
    case "documents":
      return <DocumentsPage parameters={route.parameters} />;
    case "new":
      return <NewPage />;
    case "corrections":
      return <CorrectionsPage />;
    default:
      return <h1>{t("notFound")}</h1>;
  }
}

const TABS: [string, Word][] = [
  ["graph", "graph"],
  ["query", "query"],
  ["compare", "compare"],
  ["documents", "documents"],
  ["new", "whatIsNew"],
];

function Frame({ setLanguage, setTheme }: { setLanguage: (l: Language) => void; setTheme: (t: Theme) => void }) {
  const { t, language, theme, overview } = useSettings();
  const route = useRoute();
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  // With the page itself: what is pressed next must not lose its field again.
  useLayoutEffect(() => {
    // Who moves by keyboard goes on in the new page.
    if (first.current) {
      first.current = false;
    } else {
      main.current?.focus();
    }
  }, [route.page]);
  const tabs = overview.edit ? [...TABS, ["corrections", "corrections"] as [string, Word]] : TABS;
  return (
    <>
      <a class="skip" href={location.hash || "#/"} onClick={(e) => (e.preventDefault(), main.current?.focus())}>
        {t("skip")}
      </a>
      <header class="top">
        <a class="brand" href="#/" aria-label={`policygraph, ${t("explore")}`}>
          policygraph
        </a>
        <nav aria-label={t("explore")}>
          {tabs.map(([page, word]) => (
            <a key={page} href={href(page)} aria-current={route.page === page ? "page" : undefined}>
              {t(word)}
            </a>
          ))}
        </nav>
        {route.page === "home" ? <span class="space" /> : (
          <SearchField label={t("search")} choose={(e) => go(entityHref(e.id))} all={(q) => go(href("search", { q }))} />
        )}
        <div class="switches">
          <button class="plain" lang={language === "ko" ? "en" : "ko"} aria-label={t("languageLabel")} onClick={() => setLanguage(language === "ko" ? "en" : "ko")}>
            {t("language")}
          </button>
          <button class="plain" aria-label={t(theme === "dark" ? "light" : "dark")} title={t(theme === "dark" ? "light" : "dark")} onClick={() => setTheme(theme === "dark" ? "light" : "dark")}>
            <span aria-hidden="true">{theme === "dark" ? "☀" : "☾"}</span>
          </button>
          <Keys />
        </div>
      </header>
      <main ref={main} tabIndex={-1} class={`page-${route.page}`}>
        <Suspense fallback={<Loading />}>
          <Page route={route} />
        </Suspense>
      </main>
    </>
  );
}

function App() {
  const [language, setLanguage] = useState(firstLanguage);
  const [theme, setTheme] = useState(firstTheme);
  const [overview, setOverview] = useState<Overview | null>(null);
  const [error, setError] = useState<string | null>(null);
  const say = (word: Word) => words[word][language === "ko" ? 0 : 1];
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = `policygraph · ${say("title")}`;
    keep("language", language);
  }, [language]);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  const load = () => {
    setError(null);
    get<Overview>("overview").then(setOverview, (e: Error) => setError(e.message));
  };
  useEffect(load, []);
  if (error !== null) {
    return (
      <main class="error" role="alert">
        <h1>policygraph</h1>
        <p>
          {say("failed")}: {error}
        </p>
        <button onClick={load}>{say("again")}</button>
      </main>
    );
  }
  if (!overview) {
    return (
      <main>
        <h1 class="brand">policygraph</h1>
        <p role="status">{say("loading")}</p>
      </main>
    );
  }
  const choose = (t: Theme) => {
    keep("theme", t);
    setTheme(t);
  };
  return (
    <SettingsContext.Provider value={{ language, theme, overview, reload: load }}>
      <Frame setLanguage={setLanguage} setTheme={choose} />
    </SettingsContext.Provider>
  );
}

render(<App />, document.getElementById("app")!);
