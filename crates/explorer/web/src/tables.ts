/** Tables in a text: rows of cells between bars, as documents are read into. */

export interface Span {
  start: number;
  end: number;
}
export interface Row {
  head: boolean;
  cells: Span[];
}
/** A part of a text: running, or the rows of a table. */
export interface Block extends Span {
  rows?: Row[];
}

const isRule = (line: string) => /^\|(?:\s*:?-{3,}:?\s*\|)+\s*$/.test(line);
const isRow = (line: string) => /^\|.*\|\s*$/.test(line);

/** The places of the cells in a row that starts at `start`. A bar that belongs to a cell stands behind a backslash. */
function cells(line: string, start: number): Span[] {
  const bars = [...line.matchAll(/(?<!\\)\|/g)].map((m) => m.index);
  return bars.slice(0, -1).map((bar, i) => {
    const inner = line.slice(bar + 1, bars[i + 1]);
    const left = inner.length - inner.trimStart().length;
    return { start: start + bar + 1 + Math.min(left, inner.length), end: start + bar + 1 + Math.max(left, inner.trimEnd().length) };
  });
}

/** The text in parts. A table has two rows or more; those above its rule are its head. */
export function blocks(text: string): Block[] {
  const out: Block[] = [];
  let at = 0;
  let table: { start: number; end: number; rows: Row[] } | undefined;
  const running = (start: number, end: number) => {
    const last = out.at(-1);
    if (last && last.rows === undefined) {
      last.end = end;
    } else {
      out.push({ start, end });
    }
  };
  const close = () => {
    if (table) {
      if (table.rows.length >= 2) {
        out.push(table);
      } else {
        running(table.start, table.end);
      }
    }
    table = undefined;
  };
  for (const line of text.split(/(?<=\n)/)) {
    const end = at + line.length;
    const words = line.trimEnd();
    if (isRule(words) && table) {
      table.rows.forEach((row) => (row.head = true));
      table.end = end;
    } else if (isRow(words)) {
      table ??= { start: at, end, rows: [] };
      table.rows.push({ head: false, cells: cells(words, at) });
      table.end = end;
    } else {
      close();
      running(at, end);
    }
    at = end;
  }
  close();
  return out;
}
