/** Small parts that pages share. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Entity, FilePlace, Thing, Years } from "./api";
import { typeColour } from "./colours";
import type { Loaded } from "./loaded";
import { entityHref } from "./route";
import { useSettings } from "./settings";

export function Loading() {
  const { t } = useSettings();
  return (
    <p class="quiet" role="status">
      {t("loading")}
    </p>
  );
}

/** Shows what is loaded, that it is being loaded, or why it is not. */
export function Load<T>({ of, children }: { of: Loaded<T>; children: (value: T) => ComponentChildren }) {
  const { t } = useSettings();
  if (of.error !== undefined) {
    return (
      <div class="error" role="alert">
        <p>
          {t("failed")}: {of.error}
        </p>
        <button onClick={of.again}>{t("again")}</button>
      </div>
    );
  }
  if (of.value === undefined) {
    return <Loading />;
  }
  return <div class={of.loading ? "stale" : undefined}>{children(of.value)}</div>;
}

export function Dot({ type }: { type: string }) {
  const { theme } = useSettings();
  return (
    <svg class="dot" viewBox="0 0 10 10" aria-hidden="true">
      <circle cx="5" cy="5" r="5" fill={typeColour(type, theme)} />
    </svg>
  );
}

/** The colour of a country, beside its name. */
export function Swatch({ colour }: { colour: string }) {
  return (
    <svg class="dot" viewBox="0 0 10 10" aria-hidden="true">
      <rect width="10" height="10" rx="2" fill={colour} />
    </svg>
  );
}

/** Types and countries of an entity. */
export function Kind({ of }: { of: Entity }) {
  const { type, country } = useSettings();
  return (
    <span class="kind">
      <Dot type={of.type} />
      {type(of.type)}
      {of.type !== "Country" && of.countries.length > 0 ? ` · ${of.countries.map(country).join(", ")}` : ""}
    </span>
  );
}

export function EntityLink({ of, kind = true }: { of: Entity; kind?: boolean }) {
  const { name } = useSettings();
  return (
    <span class="entity">
      <a href={entityHref(of.id)}>
        <bdi>{name(of)}</bdi>
      </a>
      {kind ? <Kind of={of} /> : null}
    </span>
  );
}

export function isEntity(thing: Thing): thing is Entity {
  return "type" in thing;
}

export function ThingLink({ of }: { of: Thing }) {
  return isEntity(of) ? <EntityLink of={of} kind={false} /> : <bdi>{of.label}</bdi>;
}

export function YearsText({ of }: { of: Years }) {
  if (!of) {
    return null;
  }
  return <span class="years">{of[0] === of[1] ? of[0] : `${of[0]}–${of[1]}`}</span>;
}

/** How sure a statement is: a number, and a bar beside it. */
export function Confidence({ of }: { of: number }) {
  const { t } = useSettings();
  return (
    <span class={of < UNSURE ? "confidence unsure" : "confidence"} title={t("confidence")}>
      <svg viewBox="0 0 40 8" aria-hidden="true">
        <rect width="40" height="8" rx="2" class="back" />
        <rect width={40 * of} height="8" rx="2" class="bar" />
      </svg>
      {of.toFixed(2)}
    </span>
  );
}

/** Below this confidence a statement counts as unsure. */
export const UNSURE = 0.7;

export function StatusTag({ of }: { of: string | null }) {
  const { t } = useSettings();
  if (!of || of === "stated") {
    return null;
  }
  return <span class="status">{of === "planned" || of === "possible" || of === "denied" ? t(of) : of}</span>;
}

/** Where in its file something stands: "3쪽, 표 2, 4행 1열", "시트 2, B6". */
export function InFile({ of }: { of: FilePlace | null }) {
  const { t, language } = useSettings();
  if (!of) {
    return null;
  }
  const before = (word: string, n: number | null | undefined) => (n ? [`${word} ${n}`] : []);
  const behind = (word: "page" | "row" | "column", n: number | undefined | null) => (n ? [language === "ko" ? `${n}${t(word)}` : `${t(word)} ${n}`] : []);
  const inTable = [...behind("row", of.cell?.[0]), ...behind("column", of.cell?.[1])].join(" ");
  const cell = of.sheet_cell ?? inTable;
  const page = of.division === "page" ? behind("page", of.page) : before(t(of.division), of.page);
  const rest = [...before(t("table"), of.table), ...before(t("paragraph"), of.paragraph), ...(cell ? [cell] : [])];
  const parts = [...page, ...rest, ...(of.recognized ? [t("recognized")] : [])];
  return parts.length > 0 ? <span class="in-file"> ({parts.join(", ")})</span> : null;
}

/** What may be wider or longer than the page scrolls by itself, also by keyboard. */
export function Scroll({ label, tall = false, children }: { label: string; tall?: boolean; children: ComponentChildren }) {
  return (
    <div class={tall ? "scroll tall" : "scroll"} tabIndex={0} role="region" aria-label={label}>
      {children}
    </div>
  );
}

/** Rows under their heads in a table that scrolls by itself. */
export function ScrolledTable({ label, tall, kind, heads, children }: { label: string; tall?: boolean; kind?: string; heads: ComponentChildren; children: ComponentChildren }) {
  return (
    <Scroll label={label} tall={tall}>
      <table class={kind}>
        <thead>
          <tr>{heads}</tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </Scroll>
  );
}

/** A window over the page, closed by Escape or its button. */
export function Window({ title, close, children }: { title: string; close: () => void; children: ComponentChildren }) {
  const { t } = useSettings();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => (before instanceof HTMLElement ? before.focus() : undefined);
  }, []);
  return (
    <dialog ref={dialog} class="window" aria-label={title} onClose={close} onClick={(e) => (e.target === dialog.current ? close() : undefined)}>
      <header>
        <h2>{title}</h2>
        <button class="plain" onClick={close} aria-label={t("close")}>
          ✕
        </button>
      </header>
      <div class="window-body">{children}</div>
    </dialog>
  );
}

/** A cell with an apostrophe before it where a spreadsheet would compute it; a number stays. As `--bom` does. */
function uncomputed(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) && !/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(cell) ? `'${cell}` : cell;
}

/** Offers a table as a CSV file for spreadsheets, with the mark by which they know UTF-8. */
export function downloadCsv(name: string, lines: string[][]) {
  const quoted = (field: string) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);
  const text = lines.map((line) => line.map((cell) => quoted(uncomputed(cell))).join(",")).join("\r\n");
  download(name, new Blob(["\ufeff", text], { type: "text/csv" }));
}

/** Offers text as a file. */
export function download(name: string, content: Blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
