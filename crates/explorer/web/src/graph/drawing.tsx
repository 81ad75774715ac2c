/** A network drawn with WebGL, laid out in a worker. What was shown keeps its place when more comes. */
import Graph from "graphology";
import { useEffect, useImperativeHandle, useRef, useState } from "preact/hooks";
import type { Ref } from "preact";
import Sigma from "sigma";
import type { Theme } from "../colours";
import { useSettings } from "../settings";
import { apart } from "./labels";
import type { LayoutStep, LayoutTask } from "./layout.worker";

export interface DrawnNode {
  id: string;
  label: string;
  size: number;
  colour: string;
  /** Nodes of one group start side by side. */
  group: string;
}
export interface DrawnEdge {
  source: string;
  target: string;
  label: string;
  /** Width. */
  size: number;
  strong?: boolean;
}
export interface Handle {
  sigma: () => Sigma | null;
  /** The nodes whose labels are drawn, and whether each starts or ends at its node. */
  labelled: () => Map<string, "start" | "end">;
  zoom: (factor: number) => void;
  fit: () => void;
  focus: (id: string) => void;
}
interface Properties {
  nodes: DrawnNode[];
  edges: DrawnEdge[];
  selected?: string;
  choose?: (id: string | undefined) => void;
  expand?: (id: string) => void;
  label: string;
  handle?: Ref<Handle>;
}

const FONT = 'system-ui, "Noto Sans KR", "Noto Sans CJK KR", sans-serif';
const COLOURS = {
  light: { label: "#1b2733", edge: "#b4bec8", strong: "#b3261e", dim: "#e3e8ec", back: "#ffffff" },
  dark: { label: "#e6edf3", edge: "#4b5865", strong: "#ff8a80", dim: "#27323d", back: "#1c2630" },
} satisfies Record<Theme, Record<string, string>>;

/** Edges between the same two nodes become one line. */
function joined(edges: DrawnEdge[]): DrawnEdge[] {
  const of = new Map<string, DrawnEdge>();
  for (const edge of edges) {
    const key = `${edge.source} ${edge.target}`;
    const known = of.get(key);
    if (!known) {
      of.set(key, { ...edge });
    } else {
      known.label = known.label.split(", ").includes(edge.label) ? known.label : `${known.label}, ${edge.label}`;
      known.size = Math.max(known.size, edge.size);
      known.strong ||= edge.strong;
    }
  }
  return [...of.values()];
}

/** Brings a graph to these nodes and edges; those that stay keep their places. */
function bring(graph: Graph, nodes: DrawnNode[], edges: DrawnEdge[]) {
  const wanted = new Set(nodes.map((n) => n.id));
  graph.forEachNode((id) => (wanted.has(id) ? undefined : graph.dropNode(id)));
  const fresh: string[] = [];
  const groups = [...new Set(nodes.map((n) => n.group))].sort();
  nodes.forEach((node, i) => {
    const attributes = { label: node.label, size: node.size, color: node.colour };
    if (graph.hasNode(node.id)) {
      graph.mergeNodeAttributes(node.id, attributes);
    } else {
      fresh.push(node.id);
      // On a spiral around a place of its group, so that the picture is the same each time and groups stay together.
      const [angle, radius] = [2.399963 * i, 6 * Math.sqrt(i + 1)];
      const [side, away] = [(2 * Math.PI * groups.indexOf(node.group)) / groups.length, 12 * Math.sqrt(nodes.length)];
      graph.addNode(node.id, { ...attributes, x: away * Math.cos(side) + radius * Math.cos(angle), y: away * Math.sin(side) + radius * Math.sin(angle) });
    }
  });
  const old = graph.order - fresh.length;
  graph.clearEdges();
  for (const edge of joined(edges)) {
    graph.addDirectedEdge(edge.source, edge.target, { label: edge.label, size: edge.size, strong: edge.strong });
  }
  if (old > 0) {
    // New ones start beside a neighbour that is there.
    const news = new Set(fresh);
    fresh.forEach((id, i) => {
      const anchor = graph.neighbors(id).find((n) => !news.has(n));
      if (anchor) {
        const { x, y } = graph.getNodeAttributes(anchor);
        graph.mergeNodeAttributes(id, { x: x + 8 * Math.cos(2.4 * i), y: y + 8 * Math.sin(2.4 * i) });
      }
    });
  }
  return { fresh: fresh.length > 0, changed: fresh.length > 0 || old < graph.order };
}

function task(graph: Graph, ids: string[], steps: boolean): LayoutTask {
  const at = new Map(ids.map((id, i) => [id, i]));
  const positions = new Float32Array(2 * ids.length);
  const sizes = new Float32Array(ids.length);
  ids.forEach((id, i) => {
    const { x, y, size } = graph.getNodeAttributes(id);
    positions.set([x, y], 2 * i);
    sizes[i] = size;
  });
  const edges = graph.mapEdges((_, __, a, b): [number, number] => [at.get(a) ?? 0, at.get(b) ?? 0]).filter(([a, b]) => a !== b);
  return { positions, sizes, edges, steps };
}

export function Drawing({ nodes, edges, selected, choose, expand, label, handle }: Properties) {
  const { theme, t } = useSettings();
  const place = useRef<HTMLDivElement>(null);
  const graph = useRef(new Graph({ type: "directed", multi: false }));
  const sigma = useRef<Sigma | null>(null);
  const worker = useRef<Worker | null>(null);
  const labels = useRef(apart(FONT, () => COLOURS[now.current.theme].back));
  const [settling, setSettling] = useState(true);
  const [failed, setFailed] = useState(false);
  // What listeners of the renderer see, which is made once.
  const now = useRef({ selected, hovered: undefined as string | undefined, theme, choose, expand });
  Object.assign(now.current, { selected, theme, choose, expand });

  useEffect(() => {
    if (!place.current) {
      return undefined;
    }
    let renderer: Sigma;
    try {
      renderer = new Sigma(graph.current, place.current, {
        allowInvalidContainer: true,
        labelFont: FONT,
        edgeLabelFont: FONT,
        labelSize: 13,
        edgeLabelSize: 11,
        labelWeight: "500",
        // One cell, whose labels come in the order of the sizes of their nodes; those that would lie over others are not drawn.
        labelDensity: 400,
        labelGridCellSize: 1_000_000,
        defaultDrawNodeLabel: labels.current.draw,
        stagePadding: 60,
        labelRenderedSizeThreshold: 5,
        defaultEdgeType: "arrow",
        zIndex: true,
        minCameraRatio: 0.02,
        maxCameraRatio: 4,
        doubleClickZoomingDuration: 0,
        defaultDrawNodeHover: (context, data, settings) => {
          const colours = COLOURS[now.current.theme];
          const size = settings.labelSize;
          context.font = `600 ${size}px ${FONT}`;
          const text = data.label ?? "";
          context.fillStyle = colours.back;
          context.strokeStyle = colours.label;
          context.beginPath();
          context.arc(data.x, data.y, data.size + 3, 0, 2 * Math.PI);
          context.fill();
          context.stroke();
          context.fillRect(data.x + data.size + 4, data.y - size, context.measureText(text).width + 10, size + 9);
          context.fillStyle = colours.label;
          context.fillText(text, data.x + data.size + 8, data.y + size / 3);
        },
        nodeReducer: (id, data) => {
          const { selected: chosen, hovered, theme: shown } = now.current;
          const centre = hovered ?? chosen;
          if (centre && graph.current.hasNode(centre) && id !== centre && !graph.current.areNeighbors(id, centre)) {
            return { ...data, color: COLOURS[shown].dim, label: null, zIndex: 0 };
          }
          return { ...data, highlighted: id === chosen, forceLabel: centre !== undefined, zIndex: 1 };
        },
        edgeReducer: (id, data) => {
          const { selected: chosen, hovered, theme: shown } = now.current;
          const centre = hovered ?? chosen;
          const colours = COLOURS[shown];
          const touches = centre === undefined || graph.current.hasExtremity(id, centre);
          const colour = data.strong ? colours.strong : touches ? colours.edge : colours.dim;
          return { ...data, color: colour, forceLabel: centre !== undefined && touches, label: centre !== undefined && touches ? data.label : null, zIndex: touches ? 1 : 0 };
        },
      });
    } catch {
      // Without WebGL the list is there.
      setFailed(true);
      return undefined;
    }
    sigma.current = renderer;
    renderer.on("beforeRender", labels.current.clear);
    renderer.on("clickNode", ({ node }) => now.current.choose?.(node));
    renderer.on("clickStage", () => now.current.choose?.(undefined));
    renderer.on("doubleClickNode", ({ node, preventSigmaDefault }) => {
      preventSigmaDefault();
      now.current.expand?.(node);
    });
    renderer.on("enterNode", ({ node }) => {
      now.current.hovered = node;
      renderer.refresh({ skipIndexation: true });
    });
    renderer.on("leaveNode", () => {
      now.current.hovered = undefined;
      renderer.refresh({ skipIndexation: true });
    });
    return () => {
      worker.current?.terminate();
      renderer.kill();
      sigma.current = null;
    };
  }, []);

  useEffect(() => {
    const renderer = sigma.current;
    if (!renderer) {
      return;
    }
    const { fresh, changed } = bring(graph.current, nodes, edges);
    renderer.setSetting("renderEdgeLabels", graph.current.order <= 80);
    if (!changed || graph.current.order === 0) {
      renderer.refresh();
      setSettling((still) => still && graph.current.order > 0);
      return;
    }
    worker.current?.terminate();
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const ids = graph.current.nodes();
    const layout = new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" });
    worker.current = layout;
    setSettling(true);
    layout.onmessage = ({ data }: MessageEvent<LayoutStep>) => {
      graph.current.updateEachNodeAttributes(
        (id, attributes) => {
          const i = at.get(id) ?? 0;
          return { ...attributes, x: data.positions[2 * i], y: data.positions[2 * i + 1] };
        },
        { attributes: ["x", "y"] },
      );
      if (data.done) {
        layout.terminate();
        setSettling(false);
      }
    };
    const at = new Map(ids.map((id, i) => [id, i]));
    layout.postMessage(task(graph.current, ids, !calm));
    if (fresh) {
      void renderer.getCamera().animatedReset({ duration: calm ? 0 : 200 });
    }
  }, [nodes, edges]);

  useEffect(() => {
    const colours = COLOURS[theme];
    sigma.current?.setSetting("labelColor", { color: colours.label });
    sigma.current?.setSetting("edgeLabelColor", { color: colours.label });
    sigma.current?.refresh();
  }, [theme, selected]);

  useImperativeHandle(handle ?? { current: null }, () => ({
    sigma: () => sigma.current,
    labelled: () => labels.current.shown(),
    zoom: (factor) => {
      const camera = sigma.current?.getCamera();
      void camera?.animate({ ratio: camera.getBoundedRatio(camera.ratio / factor) }, { duration: 120 });
    },
    fit: () => void sigma.current?.getCamera().animatedReset({ duration: 200 }),
    focus: (id) => {
      const data = sigma.current?.getNodeDisplayData(id);
      if (data) {
        void sigma.current?.getCamera().animate({ x: data.x, y: data.y, ratio: 0.5 }, { duration: 200 });
      }
    },
  }));

  return (
    <div class="drawing" role="img" aria-label={label} aria-busy={settling}>
      <div ref={place} class="canvas" data-settled={!settling} />
      {settling ? <span class="settling">{t("settling")}</span> : null}
      {failed ? <p class="error">WebGL</p> : null}
    </div>
  );
}
