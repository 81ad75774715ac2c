/** The picture in words: the chosen entity with its ties, the paths, and all nodes. */
import { useMemo, useState } from "preact/hooks";
import type { GraphEdge, GraphNode, Picture } from "../api";
import { Confidence, Kind, YearsText } from "../parts";
import type { Proof } from "../quotes";
import { entityHref } from "../route";
import { useSettings } from "../settings";
import type { GraphState } from "./state";

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

export function Selected({ of, edges, nodes, state, change, expand, prove }: { of: GraphNode; edges: GraphEdge[]; nodes: GraphNode[]; prove: (p: Proof) => void } & Acts) {
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

export function PathList({ of, prove }: { of: Picture; prove: (p: Proof) => void }) {
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

export function NodeList({ nodes, sizes, state, change, expand, focus }: { nodes: GraphNode[]; sizes: Map<string, number>; focus: (id: string) => void } & Acts) {
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
