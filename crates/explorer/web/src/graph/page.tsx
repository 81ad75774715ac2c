/** The graph: a picture, what is let into it, and the same as a list. */
import louvain from "graphology-communities-louvain";
import betweenness from "graphology-metrics/centrality/betweenness";
import Graph from "graphology";
import { useMemo, useRef, useState } from "preact/hooks";
import type { GraphEdge, GraphNode, Picture } from "../api";
import { get } from "../api";
import { groupColour, typeColour } from "../colours";
import { useLoaded } from "../loaded";
import { Confidence, download, Kind, Load, YearsText } from "../parts";
import { QuotesWindow, type Proof } from "../quotes";
import { entityHref, go, href } from "../route";
import { useSettings } from "../settings";
import { Drawing, type DrawnEdge, type DrawnNode, type Handle } from "./drawing";
import { Filters, PathEnds } from "./filters";
import { asked, changed, read, written, type GraphState } from "./state";

export default function GraphPage({ parameters }: { parameters: URLSearchParams }) {
  const { t } = useSettings();
  const state = read(parameters);
  const change = (part: Partial<GraphState>) => go(href("graph", written(changed(parameters, part))));
  const key = JSON.stringify(asked(state));
  const picture = useLoaded(key, (signal) => get<Picture>("graph", asked(state), signal));
  const names = new Map(picture.value?.nodes.map((n) => [n.id, n.label]));
  return (
    <div class="graph-page">
      <h1 class="told">{t("graph")}</h1>
      <details class="side" open={innerWidth > 900}>
        <summary>{t("filters")}</summary>
        <PathEnds state={state} change={change} names={names} />
        <Filters state={state} change={change} />
      </details>
      <Load of={picture}>{(value) => <View of={value} state={state} change={change} />}</Load>
    </div>
  );
}

/** Nodes times edges up to which betweenness takes less than a second or so. */
const BETWEENNESS = 3_000_000;

const tooLarge = (nodes: GraphNode[], edges: GraphEdge[]) => nodes.length * edges.length > BETWEENNESS;

/** What sizes are made of, by node. */
function measures(nodes: GraphNode[], edges: GraphEdge[], by: GraphState["size"]): Map<string, number> {
  const degree = new Map<string, number>();
  for (const e of edges) {
    degree.set(e.source, (degree.get(e.source) ?? 0) + 1);
    degree.set(e.target, (degree.get(e.target) ?? 0) + 1);
  }
  if (by === "pagerank") {
    return new Map(nodes.map((n) => [n.id, n.rank]));
  }
  if (by === "betweenness" && !tooLarge(nodes, edges)) {
    return new Map(Object.entries(betweenness(simple(nodes, edges))));
  }
  return degree;
}

function simple(nodes: GraphNode[], edges: GraphEdge[]): Graph {
  const graph = new Graph({ type: "undirected" });
  nodes.forEach((n) => graph.addNode(n.id));
  edges.forEach((e) => (e.source === e.target ? undefined : graph.mergeEdge(e.source, e.target)));
  return graph;
}

/** Colours of nodes, and what they stand for, the largest groups first. */
function useColours(nodes: GraphNode[], edges: GraphEdge[], by: GraphState["colour"]) {
  const { theme, type, country, t, number } = useSettings();
  return useMemo(() => {
    const group = new Map<string, string>();
    if (by === "community") {
      // A fixed source of chance, so that the same picture has the same communities.
      let seed = 42;
      const rng = () => (seed = (seed * 1664525 + 1013904223) % 4294967296) / 4294967296;
      const found = edges.length > 0 ? louvain(simple(nodes, edges), { rng }) : {};
      nodes.forEach((n) => group.set(n.id, String((found as Record<string, number>)[n.id] ?? 0)));
    } else {
      nodes.forEach((n) => group.set(n.id, by === "type" ? n.type : n.countries.length === 1 ? (n.countries[0] ?? "") : ""));
    }
    const sizes = new Map<string, number>();
    for (const g of group.values()) {
      sizes.set(g, (sizes.get(g) ?? 0) + 1);
    }
    const ranked = [...sizes].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([g]) => g);
    const named = ranked.filter((g) => g !== "");
    const colour = (g: string) => (by === "type" ? typeColour(g, theme) : g === "" ? "#9a9a9a" : groupColour(named.indexOf(g)));
    const label = (g: string, i: number) => (by === "type" ? type(g) : by === "country" ? (g ? country(g) : "—") : `${t("community").split(" ")[0]} ${i + 1}`);
    return {
      of: (id: string) => colour(group.get(id) ?? ""),
      legend: ranked.slice(0, 14).map((g, i) => ({ colour: colour(g), label: `${label(g, i)} ${number(sizes.get(g) ?? 0)}` })),
    };
  }, [nodes, edges, by, theme, type]);
}

function View({ of, state, change }: { of: Picture; state: GraphState; change: (c: Partial<GraphState>) => void }) {
  const { t, name, predicate, number, language } = useSettings();
  const handle = useRef<Handle>(null);
  const [proof, setProof] = useState<Proof | null>(null);
  const [said, setSaid] = useState("");
  const hidden = new Set(state.hidden);
  const nodes = useMemo(() => of.nodes.filter((n) => !hidden.has(n.id)), [of, state.hidden.join(" ")]);
  const edges = useMemo(() => of.edges.filter((e) => !hidden.has(e.source) && !hidden.has(e.target)), [nodes]);
  const sizes = useMemo(() => measures(nodes, edges, state.size), [nodes, edges, state.size]);
  const colours = useColours(nodes, edges, state.colour);
  const onPath = useMemo(() => {
    const steps = of.paths.flatMap((path) => path.slice(1).map((id, i) => [path[i], id].sort().join(" ")));
    return new Set(steps);
  }, [of]);
  const drawnNodes = useMemo<DrawnNode[]>(() => {
    const most = Math.max(...sizes.values(), 1e-12);
    const scale = nodes.length > 1000 ? 0.5 : nodes.length > 300 ? 0.75 : 1;
    return nodes.map((n) => ({ id: n.id, label: name(n), size: scale * (4 + 14 * Math.sqrt((sizes.get(n.id) ?? 0) / most)), colour: colours.of(n.id) }));
  }, [nodes, sizes, colours, language]);
  const drawnEdges = useMemo<DrawnEdge[]>(
    () =>
      edges.map((e) => {
        const strong = onPath.has([e.source, e.target].sort().join(" "));
        return { source: e.source, target: e.target, label: predicate(e.predicate), size: strong ? 3 : Math.min(4, 1.4 + Math.log2(Math.max(1, e.statements)) / 2), strong };
      }),
    [edges, onPath, language],
  );
  const selected = nodes.find((n) => n.id === state.selected);
  const expand = (id: string) => change({ ids: state.ids.includes(id) ? state.ids.filter((i) => i !== id) : [...state.ids, id], top: state.top, selected: id });
  const style = () => getComputedStyle(document.documentElement);
  const colour = (variable: string) => style().getPropertyValue(variable).trim();
  const save = async (format: "png" | "svg" | "gexf") => {
    const sigma = handle.current?.sigma();
    if (!sigma) {
      return;
    }
    const files = await import("./exports");
    if (format === "png") {
      await files.png(sigma, colour("--back"));
    } else if (format === "svg") {
      download("graph.svg", new Blob([files.svg(sigma, colour("--back"), colour("--ink"), colour("--line"))], { type: "image/svg+xml" }));
    } else {
      download("graph.gexf", new Blob([files.gexf(sigma, nodes, edges)], { type: "application/gexf+xml" }));
    }
  };
  return (
    <div class="graph-view">
      <div class="toolbar" role="toolbar" aria-label={t("view")}>
        <label>
          {t("size")}{" "}
          <select value={state.size} onChange={(e) => change({ size: e.currentTarget.value as GraphState["size"] })}>
            <option value="degree">{t("degree")}</option>
            <option value="pagerank">{t("pagerank")}</option>
            <option value="betweenness">{t("betweenness")}</option>
          </select>
        </label>
        <label>
          {t("colour")}{" "}
          <select value={state.colour} onChange={(e) => change({ colour: e.currentTarget.value as GraphState["colour"] })}>
            <option value="type">{t("type")}</option>
            <option value="country">{t("country")}</option>
            <option value="community">{t("community")}</option>
          </select>
        </label>
        <span class="group">
          <button aria-label={t("zoomIn")} title={t("zoomIn")} onClick={() => handle.current?.zoom(1.5)}>
            +
          </button>
          <button aria-label={t("zoomOut")} title={t("zoomOut")} onClick={() => handle.current?.zoom(1 / 1.5)}>
            −
          </button>
          <button onClick={() => handle.current?.fit()}>{t("fit")}</button>
        </span>
        <span class="group" role="group" aria-label={t("exportAs")}>
          <button onClick={() => void save("png")}>PNG</button>
          <button onClick={() => void save("svg")}>SVG</button>
          <button onClick={() => void save("gexf")}>GEXF</button>
        </span>
        <button
          onClick={() =>
            navigator.clipboard.writeText(location.href).then(
              () => setSaid(t("copied")),
              () => setSaid(location.href),
            )
          }
        >
          {t("copyLink")}
        </button>
        <span role="status">{said}</span>
        {state.hidden.length > 0 ? <button onClick={() => change({ hidden: [] })}>{t("hidden")}</button> : null}
      </div>
      <p class="quiet counts" role="status">
        {number(nodes.length)} {t("entities")}, {number(edges.length)} {t("relations")}
        {of.more > 0 ? ` · ${number(of.more)} ${t("entitiesLeftOut")}` : ""}
        {of.moreEdges > 0 ? ` · ${number(of.moreEdges)} ${t("relationsLeftOut")}` : ""}
        {state.size === "betweenness" && tooLarge(nodes, edges) ? ` · ${t("tooLargeForBetweenness")}` : ""}
        {state.from && state.to && of.paths.length === 0 ? ` · ${t("noPath")}` : ""}
      </p>
      <Drawing
        nodes={drawnNodes}
        edges={drawnEdges}
        selected={selected?.id}
        choose={(id) => change({ selected: id ?? "" })}
        expand={expand}
        label={t("pictureLabel")}
        handle={handle}
      />
      <ul class="legend" aria-label={t("colour")}>
        {colours.legend.map((entry) => (
          <li key={entry.label}>
            <svg class="dot" viewBox="0 0 10 10" aria-hidden="true">
              <circle cx="5" cy="5" r="5" fill={entry.colour} />
            </svg>
            {entry.label}
          </li>
        ))}
      </ul>
      <div class="beside">
        {selected ? (
          <Selected of={selected} edges={edges} nodes={nodes} state={state} change={change} expand={expand} prove={setProof} />
        ) : (
          <p class="quiet">{t("selectHint")}</p>
        )}
        {of.paths.length > 0 ? <PathList of={of} prove={setProof} /> : null}
        <NodeList nodes={nodes} sizes={sizes} state={state} change={change} expand={expand} focus={(id) => handle.current?.focus(id)} />
      </div>
      {proof ? <QuotesWindow proof={proof} close={() => setProof(null)} /> : null}
    </div>
  );
}

/** The names of nodes by their ids, and what proves a tie. */
function useTies(nodes: GraphNode[]) {
  const { name, predicate } = useSettings();
  const by = new Map(nodes.map((n) => [n.id, n]));
  const label = (id: string) => {
    const node = by.get(id);
    return node ? name(node) : id;
  };
  const proof = (e: GraphEdge): Proof => ({
    title: `${label(e.source)} — ${predicate(e.predicate)} → ${label(e.target)}`,
    relation: { s: e.source, p: e.predicate, o: e.target },
  });
  return { label, proof };
}

type Acts = { state: GraphState; change: (c: Partial<GraphState>) => void; expand: (id: string) => void };

function Selected({ of, edges, nodes, state, change, expand, prove }: { of: GraphNode; edges: GraphEdge[]; nodes: GraphNode[]; prove: (p: Proof) => void } & Acts) {
  const { t, name, predicate } = useSettings();
  const { label, proof } = useTies(nodes);
  const ties = edges.filter((e) => e.source === of.id || e.target === of.id);
  const [shown, setShown] = useState(LISTED);
  return (
    <section class="card" aria-label={t("selected")}>
      <h2>
        <bdi>{name(of)}</bdi>
      </h2>
      <p>
        <Kind of={of} />
      </p>
      <p class="actions">
        <a class="button" href={entityHref(of.id)}>
          {t("openPage")}
        </a>
        <button onClick={() => expand(of.id)}>{t(state.ids.includes(of.id) ? "collapse" : "expand")}</button>
        <button onClick={() => change({ hidden: [...state.hidden, of.id], selected: "" })}>{t("hide")}</button>
        <button onClick={() => change({ from: of.id })}>{t("pathFrom")}</button>
        <button onClick={() => change({ to: of.id })}>{t("pathTo")}</button>
      </p>
      <ul class="plain-list ties">
        {ties.slice(0, shown).map((e) => (
          <li key={`${e.source}${e.predicate}${e.target}`}>
            <button class="plain" onClick={() => prove(proof(e))}>
              {e.source === of.id ? (
                <>
                  {predicate(e.predicate)} → <bdi>{label(e.target)}</bdi>
                </>
              ) : (
                <>
                  <bdi>{label(e.source)}</bdi> {predicate(e.predicate)} →
                </>
              )}
            </button>{" "}
            <YearsText of={e.years} /> <Confidence of={e.confidence} />
          </li>
        ))}
      </ul>
      {ties.length > shown ? <More left={ties.length - shown} show={() => setShown(shown + LISTED)} /> : null}
    </section>
  );
}

function PathList({ of, prove }: { of: Picture; prove: (p: Proof) => void }) {
  const { t, predicate } = useSettings();
  const { label, proof } = useTies(of.nodes);
  const tie = (a: string, b: string) => of.edges.find((e) => (e.source === a && e.target === b) || (e.source === b && e.target === a));
  return (
    <section class="card" aria-label={t("paths")}>
      <h2>{t("paths")}</h2>
      <ol class="paths">
        {of.paths.map((path) => (
          <li key={path.join()}>
            {path.map((id, i) => {
              const before = path[i - 1];
              const edge = before === undefined ? undefined : tie(before, id);
              return (
                <>
                  {edge ? (
                    <button class="small" onClick={() => prove(proof(edge))}>
                      {edge.source === id ? "← " : ""}
                      {predicate(edge.predicate)}
                      {edge.source === id ? "" : " →"}
                    </button>
                  ) : null}{" "}
                  <a href={entityHref(id)}>
                    <bdi>{label(id)}</bdi>
                  </a>{" "}
                </>
              );
            })}
          </li>
        ))}
      </ol>
    </section>
  );
}

const LISTED = 100;

function NodeList({ nodes, sizes, state, change, expand, focus }: { nodes: GraphNode[]; sizes: Map<string, number>; focus: (id: string) => void } & Acts) {
  const { t, name, number } = useSettings();
  const [shown, setShown] = useState(LISTED);
  const sorted = useMemo(() => [...nodes].sort((a, b) => (sizes.get(b.id) ?? 0) - (sizes.get(a.id) ?? 0)), [nodes, sizes]);
  return (
    <details class="card">
      <summary>
        {t("list")} ({number(nodes.length)})
      </summary>
      <ol class="plain-list nodes">
        {sorted.slice(0, shown).map((n) => (
          <li key={n.id}>
            <button
              class="plain"
              aria-pressed={n.id === state.selected}
              onClick={() => {
                change({ selected: n.id });
                focus(n.id);
              }}
            >
              <bdi>{name(n)}</bdi>
            </button>{" "}
            <Kind of={n} />
            <button class="small" aria-label={`${t(state.ids.includes(n.id) ? "collapse" : "expand")}: ${name(n)}`} onClick={() => expand(n.id)}>
              {state.ids.includes(n.id) ? "−" : "+"}
            </button>
          </li>
        ))}
      </ol>
      {sorted.length > shown ? <More left={sorted.length - shown} show={() => setShown(shown + LISTED)} /> : null}
    </details>
  );
}

function More({ left, show }: { left: number; show: () => void }) {
  const { t, number } = useSettings();
  return (
    <button onClick={show}>
      + {number(left)} {t("more")}
    </button>
  );
}
