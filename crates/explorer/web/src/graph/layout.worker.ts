/** ForceAtlas2 (Jacomy et al., 2014) beside the page, until it has settled; then nodes that lie over each other are moved apart. */
import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import noverlap from "graphology-layout-noverlap";

export interface LayoutTask {
  /** x and y of each node. */
  positions: Float32Array;
  sizes: Float32Array;
  /** Places of source and target among the nodes. */
  edges: [number, number][];
  /** Whether steps between are wanted, to be seen. */
  steps: boolean;
}
export interface LayoutStep {
  positions: Float32Array;
  done: boolean;
}

/** Rounds at most; each of a large graph takes long, and changes less. */
const rounds = (count: number) => (count > 2000 ? 24 : 60);
const ITERATIONS = 8;
/** Mean movement of a round, as a part of the width of the picture, below which it has settled. */
const SETTLED = 0.0008;

/** Width of the picture when nodes are moved apart, in the unit of their sizes: pixels. */
const WIDTH = 900;

/** Moves nodes apart at the scale at which they are drawn. */
function part(graph: Graph, width: number) {
  const scale = WIDTH / Math.max(width, 1e-6);
  graph.updateEachNodeAttributes((_, a) => ({ ...a, x: a.x * scale, y: a.y * scale }));
  noverlap.assign(graph, { maxIterations: graph.order > 1000 ? 40 : 150, settings: { margin: 4, ratio: 1.15, speed: 4 } });
}

addEventListener("message", ({ data }: MessageEvent<LayoutTask>) => {
  const graph = new Graph({ type: "undirected" });
  const count = data.sizes.length;
  for (let i = 0; i < count; i += 1) {
    graph.addNode(i, { x: data.positions[2 * i], y: data.positions[2 * i + 1], size: data.sizes[i] });
  }
  for (const [a, b] of data.edges) {
    graph.mergeEdge(a, b);
  }
  const settings = {
    ...forceAtlas2.inferSettings(graph),
    // Attraction that grows with the logarithm of the distance shows groups.
    linLogMode: true,
    strongGravityMode: false,
    gravity: 0.6,
    scalingRatio: 6,
        adjustSizes: false,
    barnesHutOptimize: count > 300,
  };
  let round = 0;
  let last = data.positions.slice();
  const step = () => {
    round += 1;
    forceAtlas2.assign(graph, { iterations: ITERATIONS, settings });
    let positions = new Float32Array(2 * count);
    let [low, high, moved] = [Infinity, -Infinity, 0];
    graph.forEachNode((key, { x, y }) => {
      const i = Number(key);
      positions[2 * i] = x as number;
      positions[2 * i + 1] = y as number;
      moved += Math.hypot((x as number) - (last[2 * i] ?? 0), (y as number) - (last[2 * i + 1] ?? 0));
      low = Math.min(low, x as number);
      high = Math.max(high, x as number);
    });
    const done = round >= rounds(count) || (round > 5 && moved / count < SETTLED * (high - low));
    last = positions;
    if (done) {
      part(graph, high - low);
      positions = new Float32Array(2 * count);
      graph.forEachNode((key, { x, y }) => positions.set([x as number, y as number], 2 * Number(key)));
    }
    if (done || data.steps) {
      postMessage({ positions: positions.slice(), done } satisfies LayoutStep);
    }
    if (!done) {
      setTimeout(step, 0);
    }
  };
  step();
});
