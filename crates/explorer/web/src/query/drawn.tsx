/** The ties of an answer, drawn. */
import { useMemo } from "preact/hooks";
import { groupColour } from "../colours";
import { Drawing } from "../graph/drawing";
import { useSettings } from "../settings";
import type { Ties } from "./network";

export default function Network({ of }: { of: Ties }) {
  const { t } = useSettings();
  const { nodes, edges } = useMemo(() => {
    const degree = new Map<string, number>();
    const from = new Set(of.edges.map((e) => e.source));
    of.edges.forEach((e) => [e.source, e.target].forEach((id) => degree.set(id, (degree.get(id) ?? 0) + 1)));
    const most = Math.max(...degree.values(), 1);
    return {
      nodes: of.nodes.map((n) => ({ ...n, group: from.has(n.id) ? "source" : "target", size: 4 + 12 * Math.sqrt((degree.get(n.id) ?? 0) / most), colour: groupColour(from.has(n.id) ? 0 : 1) })),
      edges: of.edges.map((e) => ({ ...e, size: 1 })),
    };
  }, [of]);
  return <Drawing nodes={nodes} edges={edges} label={`${t("graph")}: ${t("table")}`} />;
}
