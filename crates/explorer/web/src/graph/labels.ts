/** Labels that do not lie over each other: one that would is not drawn, and is there again when the picture is larger. */
import type { NodeLabelDrawingFunction } from "sigma/rendering";

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Pixels between labels. */
const SPACE = 2;

const over = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Draws labels, of those that clash the first; `clear` begins a picture, `shown` gives its nodes that have theirs, and whether it
 * starts or ends there; `back` is the colour behind the picture. A picture that is saved has a context
 * of its own. */
export function apart(font: string, back: () => string): { draw: NodeLabelDrawingFunction; clear: () => void; shown: () => Map<string, "start" | "end"> } {
  let drawn = new WeakMap<CanvasRenderingContext2D, Box[]>();
  let shown = new Map<string, "start" | "end">();
  const draw: NodeLabelDrawingFunction = (context, data, settings) => {
    if (!data.label) {
      return;
    }
    const size = settings.labelSize;
    context.font = `${settings.labelWeight} ${size}px ${font}`;
    const width = context.measureText(data.label).width;
    const end = context.canvas.clientWidth || context.canvas.width;
    const boxes = drawn.get(context) ?? [];
    drawn.set(context, boxes);
    const beside = (left: number): Box => ({ left: left - SPACE, right: left + width + SPACE, top: data.y - size * 0.7, bottom: data.y + size * 0.7 });
    // Behind the node, else before it.
    const places = [data.x + data.size + 3, data.x - data.size - 3 - width];
    const left = places.find((at) => at >= 0 && at + width <= end && !boxes.some((other) => over(beside(at), other)));
    if (left === undefined) {
      return;
    }
    boxes.push(beside(left));
    // The renderer tells the node, its types do not.
    shown.set((data as { key?: string }).key ?? "", left > data.x ? "start" : "end");
    // Read over nodes and lines too.
    context.strokeStyle = back();
    context.lineWidth = 3;
    context.lineJoin = "round";
    context.strokeText(data.label, left, data.y + size / 3);
    context.fillStyle = settings.labelColor.color ?? "#000";
    context.fillText(data.label, left, data.y + size / 3);
  };
  const clear = () => {
    drawn = new WeakMap();
    shown = new Map();
  };
  return { draw, clear, shown: () => shown };
}
