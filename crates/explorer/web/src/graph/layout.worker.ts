/** ForceAtlas2 (Jacomy et al., 2014) beside the page, until it has settled. */
import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";

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

const ROUNDS = 60;
const ITERATIONS = 8;
/** Mean movement of a round, as a part of the width of the picture, below which it has settled. */
const SETTLED = 0.0008;

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
    gravity: 1,
    scalingRatio: 12,
    adjustSizes: count <= 1000,
    barnesHutOptimize: count > 300,
  };
  let round = 0;
  let last = data.positions.slice();
  const step = () => {
    round += 1;
    forceAtlas2.assign(graph, { iterations: ITERATIONS, settings });
    const positions = new Float32Array(2 * count);
    let [low, high, moved] = [Infinity, -Infinity, 0];
    graph.forEachNode((key, { x, y }) => {
      const i = Number(key);
      positions[2 * i] = x as number;
      positions[2 * i + 1] = y as number;
      moved += Math.hypot((x as number) - (last[2 * i] ?? 0), (y as number) - (last[2 * i + 1] ?? 0));
      low = Math.min(low, x as number);
      high = Math.max(high, x as number);
    });
    const done = round >= ROUNDS || (round > 5 && moved / count < SETTLED * (high - low));
    last = positions;
    if (done || data.steps) {
      postMessage({ positions: positions.slice(), done } satisfies LayoutStep);
    }
    if (!done) {
      setTimeout(step, 0);
    }
  };
  step();
});
