/** The graph: a picture, what is let into it, and the same as a list. */
import { useMemo, useRef, useState } from "preact/hooks";
import type { Picture } from "../api";
import { get } from "../api";
import { HowToAdd } from "../empty";
import { useLoaded } from "../loaded";
import { download, Load } from "../parts";
import { QuotesWindow, type Proof } from "../quotes";
import { go, href } from "../route";
import { useSettings } from "../settings";
import { Drawing, type DrawnEdge, type DrawnNode, type Handle } from "./drawing";
import { Filters, PathEnds } from "./filters";
import { Legend } from "./legend";
import { NodeList, PathList, Selected } from "./lists";
import { measures, tooLarge, useGroups } from "./measures";
import { asked, changed, read, written, type GraphState } from "./state";

export default function GraphPage({ parameters }: { parameters: URLSearchParams }) {
  const { t, overview } = useSettings();
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
      {overview.documents.length === 0 ? <HowToAdd /> : <Load of={picture}>{(value) => <View of={value} state={state} change={change} />}</Load>}
    </div>
  );
}

function View({ of, state, change }: { of: Picture; state: GraphState; change: (c: Partial<GraphState>) => void }) {
  const { t, name, predicate, number, language } = useSettings();
  const handle = useRef<Handle>(null);
  const [proof, setProof] = useState<Proof | null>(null);
  const [said, setSaid] = useState("");
  const hidden = new Set(state.hidden);
  const groups = useGroups(of.nodes, of.edges, state.colour);
  const off = new Set(state.off);
  const nodes = useMemo(() => of.nodes.filter((n) => !hidden.has(n.id) && !off.has(groups.of(n.id))), [of, groups, state.hidden.join(" "), state.off.join(" ")]);
  const edges = useMemo(() => {
    const shown = new Set(nodes.map((n) => n.id));
    return of.edges.filter((e) => shown.has(e.source) && shown.has(e.target));
  }, [nodes]);
  const sizes = useMemo(() => measures(nodes, edges, state.size), [nodes, edges, state.size]);
  const onPath = useMemo(() => {
    const steps = of.paths.flatMap((path) => path.slice(1).map((id, i) => [path[i], id].sort().join(" ")));
    return new Set(steps);
  }, [of]);
  const drawnNodes = useMemo<DrawnNode[]>(() => {
    const most = Math.max(...sizes.values(), 1e-12);
    const scale = nodes.length > 1000 ? 0.5 : nodes.length > 300 ? 0.75 : 1;
    return nodes.map((n) => ({ id: n.id, label: name(n), size: scale * (4 + 14 * Math.sqrt((sizes.get(n.id) ?? 0) / most)), colour: groups.colour(n.id), group: groups.of(n.id) }));
  }, [nodes, sizes, groups, language]);
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
      download("graph.svg", new Blob([files.svg(sigma, handle.current?.labelled() ?? new Map(), colour("--back"), colour("--ink"), colour("--line"))], { type: "image/svg+xml" }));
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
          <select value={state.colour} onChange={(e) => change({ colour: e.currentTarget.value as GraphState["colour"], off: [] })}>
            <option value="type">{t("type")}</option>
            <option value="country">{t("country")}</option>
            <option value="community">{t("community")}</option>
          </select>
        </label>
        <label>
          <input type="checkbox" checked={state.countryNodes} onChange={(e) => change({ countryNodes: e.currentTarget.checked })} /> {t("countryNodes")}
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
      <Legend groups={groups.all} off={state.off} change={(list) => change({ off: list })} label={t("colour")} />
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
