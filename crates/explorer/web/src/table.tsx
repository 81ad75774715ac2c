/** A table of a comparison, sorted and filtered, each row with how sure it is and the words behind it. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Cell, Table, Text } from "./api";
import { downloadCsv, ScrolledTable } from "./parts";
import type { Proof } from "./quotes";
import { useSettings } from "./settings";

/** The number of a cell, if it has one. */
export function value(cell: Cell): number | null {
  if (typeof cell === "number") {
    return cell;
  }
  return cell !== null && typeof cell === "object" && "amount" in cell ? Number(cell.amount) : null;
}

/** How sure something is in words, and the numbers behind them. */
export function Sure({ words, numbers }: { words: Text | null; numbers: string[] }) {
  const { text } = useSettings();
  if (words === null) {
    return null;
  }
  if (numbers.length === 0) {
    return <span class="quiet">{text(words)}</span>;
  }
  return (
    <details class="sure quiet">
      <summary>{text(words)}</summary>
      {numbers.join(", ")}
    </details>
  );
}

/** How sure a row is. */
function HowSure({ of, row }: { of: Table; row: Table["rows"][number] }) {
  const { short } = useSettings();
  const numbers = of.certainty.flatMap((i) => {
    const n = value(row.cells[i] ?? null);
    return n === null ? [] : [`${of.columns[i]?.id} = ${short(n)}`];
  });
  return <Sure words={row.sure} numbers={numbers} />;
}

const SHOWN = 200;

/** Shows the row that a link leads to. Who moves by keyboard goes on there. */
function show(row: HTMLElement | null) {
  row?.scrollIntoView({ block: "center" });
  row?.focus({ preventScroll: true });
}

/** A link that leads to the address of now changes nothing by itself. */
export function again(e: Event) {
  const link = e.target instanceof Element ? e.target.closest("a") : null;
  if (link?.getAttribute("href") === location.hash) {
    show(document.querySelector("tr[aria-current]"));
  }
}

export function TableView({ of, marked, prove }: { of: Table; marked: number; prove: (p: Proof) => void }) {
  const { t, text, number } = useSettings();
  const [sort, setSort] = useState<{ column: number; down: boolean } | null>(null);
  const [filter, setFilter] = useState("");
  const shown = (cell: Cell | undefined): string => {
    if (cell === null || cell === undefined) {
      return "";
    }
    if (typeof cell === "object" && "amount" in cell && cell.read) {
      return text(cell.read);
    }
    const n = value(cell);
    return n === null ? text(cell as never) : typeof cell === "number" ? number(cell) : number((cell as { amount: string }).amount);
  };
  const plain = of.columns.map((column, i) => ({ column, i })).filter(({ i }) => !of.certainty.includes(i));
  const most = of.columns.map((c, i) => (c.role === "measure" ? Math.max(...of.rows.map((r) => value(r.cells[i] ?? null) ?? 0)) : 0));
  const rows = useMemo(() => {
    const wanted = filter.toLowerCase();
    const kept = of.rows.map((row, i) => ({ row, i })).filter(({ row }) => !wanted || row.cells.some((c) => shown(c).toLowerCase().includes(wanted)));
    if (sort) {
      const key = (cell: Cell | undefined) => value(cell ?? null);
      kept.sort((a, b) => {
        const [x, y] = [a.row.cells[sort.column], b.row.cells[sort.column]];
        const [n, m] = [key(x), key(y)];
        const order = n !== null || m !== null ? (n ?? -Infinity) - (m ?? -Infinity) : shown(x).localeCompare(shown(y));
        return sort.down ? -order : order;
      });
    }
    return kept;
  }, [of, filter, sort, text]);
  const listed = rows.filter(({ i }, place) => place < SHOWN || i === marked);
  const place = useRef<HTMLTableRowElement>(null);
  useEffect(() => show(place.current), []);
  const csv = () => {
    const plain = (cell: Cell) => (cell === null ? "" : typeof cell === "object" && "amount" in cell ? cell.amount : typeof cell === "number" ? String(cell) : text(cell));
    downloadCsv(`${of.id}-${of.name}.csv`, [of.columns.map((c) => c.id), ...of.rows.map((r) => r.cells.map(plain))]);
  };
  return (
    <section>
      <h2>
        {of.id} {text(of.title)}
      </h2>
      <details>
        <summary>{t("howToRead")}</summary>
        <p class="quiet">{text(of.note)}</p>
      </details>
      <p>
        <label>
          {t("filterRows")} <input type="search" value={filter} onInput={(e) => setFilter(e.currentTarget.value)} />
        </label>{" "}
        <button onClick={csv}>{t("download")} CSV</button> <span class="quiet">{number(rows.length)} {t("rows")}</span>
      </p>
      <ScrolledTable
        label={text(of.title)}
        tall
        heads={
          <>
            {plain.map(({ column, i }) => (
              <th key={column.id} scope="col" class={column.role === "measure" ? "number" : undefined} aria-sort={sort?.column === i ? (sort.down ? "descending" : "ascending") : undefined}>
                <button class="plain" onClick={() => setSort({ column: i, down: sort?.column === i ? !sort.down : column.role === "measure" })}>
                  {text(column.title)}
                  <span aria-hidden="true">{sort?.column === i ? (sort.down ? " ▾" : " ▴") : ""}</span>
                </button>
              </th>
            ))}
            {of.certainty.length > 0 ? <th scope="col">{t("howSure")}</th> : null}
            <th scope="col">{t("evidence")}</th>
          </>
        }
      >
        {listed.map(({ row, i }) => (
          <tr key={i} {...(i === marked ? { ref: place, tabIndex: -1, "aria-current": "true" } : {})}>
            {plain.map(({ column, i: j }) => {
              const cell = row.cells[j] ?? null;
              const n = column.role === "measure" ? value(cell) : null;
              const top = most[j] ?? 0;
              return (
                <td key={j} class={n === null ? undefined : "number"}>
                  {n !== null && n > 0 && top > 0 ? (
                    <svg class="cell-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                      <rect x={100 - (100 * n) / top} width={(100 * n) / top} height="4" class="bar" />
                    </svg>
                  ) : null}
                  <bdi>{shown(cell)}</bdi>
                </td>
              );
            })}
            {of.certainty.length > 0 ? (
              <td>
                <HowSure of={of} row={row} />
              </td>
            ) : null}
            <td>
              {row.of > 0 ? (
                <button class="small" onClick={() => prove({ title: `${of.id}: ${row.cells.slice(0, 4).map(shown).join(" · ")}`, claims: row.claims, of: row.of })}>
                  {number(row.of)}
                </button>
              ) : null}
            </td>
          </tr>
        ))}
      </ScrolledTable>
      {rows.length > listed.length ? (
        <p class="quiet">
          + {number(rows.length - listed.length)} {t("more")}
        </p>
      ) : null}
    </section>
  );
}
