/** Where the reader is: a page and its parameters, in the part of the address behind `#`, so that a view can be shared. */
import { useEffect, useState } from "preact/hooks";

export interface Route {
  page: string;
  parameters: URLSearchParams;
}

const BASE = "https://w3id.org/policygraph/id/";

/** An IRI of the store as it is written in an address. */
export function short(iri: string): string {
  return iri.startsWith(BASE) ? iri.slice(BASE.length) : iri;
}

/** The IRI of what stands in an address. */
export function long(id: string): string {
  return id.includes("://") ? id : BASE + id;
}

export function parse(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  return { page: path || "home", parameters: new URLSearchParams(query) };
}

export function href(page: string, parameters: Record<string, string | undefined> = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value) {
      query.set(name, value);
    }
  }
  const text = query.toString();
  return `#/${page}${text ? `?${text}` : ""}`;
}

export const entityHref = (iri: string) => href("entity", { id: short(iri) });
export const graphHref = (iri: string) => href("graph", { id: short(iri) });
export const sectionHref = (iri: string, claim?: string) => href("documents", { section: short(iri), claim });

export function go(to: string, replace = false) {
  if (replace) {
    history.replaceState(null, "", to);
    dispatchEvent(new HashChangeEvent("hashchange"));
  } else {
    location.hash = to;
  }
}

export function useRoute(): Route {
  const [route, setRoute] = useState(() => parse(location.hash));
  useEffect(() => {
    const changed = () => setRoute(parse(location.hash));
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, []);
  return route;
}
