/** Documents: the sections with the names in them, the facts that were read there, and what is unsure. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { ClaimPlace, Entity, Outline, SectionPage } from "./api";
import { get } from "./api";
import { typeColour } from "./colours";
import { FactButtons } from "./editing";
import { HowToAdd } from "./empty";
import { AddFiles } from "./files";
import { useLoaded } from "./loaded";
import { newestFirst } from "./new";
import { Confidence, InFile, isEntity, Load, Scroll, StatusTag, ThingLink, UNSURE } from "./parts";
import { blocks } from "./tables";
import { entityHref, long, sectionHref } from "./route";
import { useSettings } from "./settings";

export default function DocumentsPage({ parameters }: { parameters: URLSearchParams }) {
  const { t, overview } = useSettings();
  // Of a store that has changed they are asked for again.
  const outlines = useLoaded(`${overview.documents.length} ${overview.entities} ${overview.relations}`, (signal) => get<Outline[]>("documents", {}, signal));
  return (
    <>
      <h1>{t("documents")}</h1>
      {overview.edit ? <AddFiles /> : null}
      {overview.documents.length === 0 ? <HowToAdd /> : null}
      <Load of={outlines}>{(list) => (list.length > 0 ? <Reader outlines={list} parameters={parameters} /> : null)}</Load>
    </>
  );
}

/** Lines of a section that is more than a heading. */
const LINES = 4;

/** The first section with text of its own. */
function firstText(sections: Outline["sections"]): string | undefined {
  return (sections.find((s, i) => (sections[i + 1]?.line ?? Infinity) - s.line >= LINES) ?? sections[0])?.id;
}

/** The section that an address means: by itself, or by a document and a line in it; without these the first of the newest document. */
function meant(outlines: Outline[], parameters: URLSearchParams): string | undefined {
  const section = parameters.get("section");
  if (section) {
    return long(section);
  }
  const named = parameters.get("document");
  if (!named) {
    return firstText(newestFirst(outlines)[0]?.sections ?? []);
  }
  const line = Number(parameters.get("line") ?? 1);
  const document = outlines.find((o) => o.name === named);
  return document?.sections.filter((s) => s.line <= line).at(-1)?.id;
}

function Reader({ outlines, parameters }: { outlines: Outline[]; parameters: URLSearchParams }) {
  const { t, country } = useSettings();
  const section = meant(outlines, parameters);
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    const current = list.current?.querySelector("[aria-current]");
    if (list.current && current instanceof HTMLElement) {
      list.current.scrollTop = current.offsetTop - list.current.offsetTop - 80;
    }
  }, [section]);
  return (
    <div class="reader">
      <nav ref={list} aria-label={t("outline")} class="outline">
        {outlines.map((document) => (
          <details key={document.name} open={outlines.length === 1 || document.sections.some((s) => s.id === section)}>
            <summary>
              <bdi>{document.name}</bdi> {document.issued ? <span class="quiet">{document.issued}</span> : null}
            </summary>
            <ol class="plain-list">
              {document.sections.map((s) => (
                <li key={s.id} class={`depth-${Math.min(s.depth, 4)}`}>
                  <a href={sectionHref(s.id)} aria-current={s.id === section ? "true" : undefined}>
                    <span class="quiet">{s.path.split("/").at(-1)}</span> <bdi lang="ko">{s.title || "—"}</bdi>
                    {s.country ? <span class="quiet"> {country(s.country)}</span> : null}
                  </a>
                </li>
              ))}
            </ol>
          </details>
        ))}
      </nav>
      {section ? (
        <div>
          <Section key={section} id={section} claim={parameters.get("claim") ?? undefined} />
          <Beside outlines={outlines} section={section} />
        </div>
      ) : (
        <p class="quiet">{t("pickSection")}</p>
      )}
    </div>
  );
}

/** The sections before and after. */
function Beside({ outlines, section }: { outlines: Outline[]; section: string }) {
  const { t } = useSettings();
  const all = outlines.find((o) => o.sections.some((s) => s.id === section))?.sections ?? [];
  const at = all.findIndex((s) => s.id === section);
  const [before, after] = [all[at - 1], all[at + 1]];
  return (
    <nav class="actions" aria-label={t("outline")}>
      {before ? (
        <a class="button" rel="prev" href={sectionHref(before.id)}>
          ← <bdi lang="ko">{before.title || before.path}</bdi>
        </a>
      ) : null}
      {after ? (
        <a class="button" rel="next" href={sectionHref(after.id)}>
          <bdi lang="ko">{after.title || after.path}</bdi> →
        </a>
      ) : null}
    </nav>
  );
}

function Section({ id, claim }: { id: string; claim?: string }) {
  const page = useLoaded(id, (signal) => get<SectionPage>("section", { id }, signal));
  return <Load of={page}>{(section) => <Text key={section.id} of={section} claim={claim} />}</Load>;
}

function Text({ of, claim }: { of: SectionPage; claim?: string }) {
  const { t, overview, predicate, number } = useSettings();
  const [active, setActive] = useState(claim);
  const [names, setNames] = useState(true);
  const [unsure, setUnsure] = useState(false);
  const text = useRef<HTMLDivElement>(null);
  useEffect(() => setActive(claim), [claim]);
  useEffect(() => {
    text.current?.querySelector("mark")?.scrollIntoView({ block: "center" });
  }, [active]);
  const marked = of.claims.find((c) => c.id === active);
  const claims = of.claims.filter((c) => !unsure || c.confidence < UNSURE);
  const doubts = of.claims.filter((c) => c.confidence < UNSURE).length;
  return (
    <div class="section">
      <header>
        <h2 lang="ko">
          <bdi>{of.title || of.document}</bdi>
        </h2>
        <p class="quiet">
          <bdi>{of.document}</bdi>, {t("line")} {of.line}
          {of.publisher ? <bdi lang="ko"> · {of.publisher}</bdi> : null}
          {of.issued ? ` · ${of.issued}` : ""}
          {of.sources.map((source) => (
            <>
              {" · "}
              <a href={source} rel="noreferrer noopener" target="_blank">
                {t("source")} ↗
              </a>
            </>
          ))}
        </p>
        <label>
          <input type="checkbox" checked={names} onChange={(e) => setNames(e.currentTarget.checked)} /> {t("highlight")}
        </label>
      </header>
      <div class="text" ref={text} lang="ko" tabIndex={0} role="region" aria-label={of.title || of.document}>
        <Highlighted of={of} names={names} marked={marked} />
      </div>
      <section class="claims" aria-label={t("claims")}>
        <h3>
          {t("claims")} <span class="quiet">{number(claims.length)}</span>
        </h3>
        {doubts > 0 ? (
          <label>
            <input type="checkbox" checked={unsure} onChange={(e) => setUnsure(e.currentTarget.checked)} /> {t("unsure")} ({number(doubts)})
          </label>
        ) : null}
        <ul class="plain-list">
          {claims.map((c) => (
            <li key={c.id} class={c.id === active ? "claim active" : "claim"}>
              <p>
                <ThingLink of={c.subject} /> <span class="predicate">{predicate(c.property)}</span> <ThingLink of={c.object} />
              </p>
              <p class="facts">
                {c.confidence < UNSURE ? <span class="status">{t("unsureMark")}</span> : null}
                <Confidence of={c.confidence} />
                <StatusTag of={c.status} />
                <span class="quiet">
                  {c.rule}
                  <InFile of={c.file} />
                </span>
                {c.end > c.start ? (
                  <button class="small" aria-pressed={c.id === active} onClick={() => setActive(c.id === active ? undefined : c.id)}>
                    {t("evidence")}
                  </button>
                ) : null}
                {overview.edit && isEntity(c.subject) && (isEntity(c.object) || c.property === "budgetOf") ? (
                  <FactButtons
                    fact={{ s: c.subject.id, p: c.property, o: c.property === "budgetOf" ? c.object.label : c.object.id }}
                    title={`${c.subject.label} — ${predicate(c.property)} → ${c.object.label}`}
                  />
                ) : null}
              </p>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

/** The text, its tables as tables, cut where names and the marked words start and end. */
function Highlighted({ of, names, marked }: { of: SectionPage; names: boolean; marked?: ClaimPlace }) {
  const { t } = useSettings();
  const pieces = useMemo(() => cut(of, names, marked), [of, names, marked]);
  const parts = useMemo(() => blocks(of.text), [of]);
  const words = (start: number, end: number) => <Words of={of.text} pieces={pieces} start={start} end={end} />;
  return (
    <>
      {parts.map((block, i) =>
        block.rows === undefined ? (
          <span key={i}>{words(block.start, block.end)}</span>
        ) : (
          <Scroll key={i} label={t("table")}>
            <table class="of-text">
              {block.rows.map((row, r) => {
                const Cell = row.head ? "th" : "td";
                return (
                  <tr key={r}>
                    {row.cells.map((cell, c) => (
                      <Cell key={c} scope={row.head ? "col" : undefined}>
                        {words(cell.start, cell.end)}
                      </Cell>
                    ))}
                  </tr>
                );
              })}
            </table>
          </Scroll>
        ),
      )}
    </>
  );
}

interface Piece {
  start: number;
  end: number;
  entity?: Entity;
  marked: boolean;
}

function cut(of: SectionPage, names: boolean, marked?: ClaimPlace): Piece[] {
  const cuts = new Set([0, of.text.length]);
  if (marked) {
    cuts.add(marked.start).add(marked.end);
  }
  let end = 0;
  // Of names that lie over each other the first counts.
  const mentions = (names ? of.mentions : []).filter((m) => {
    const free = m.start >= end && m.end > m.start;
    end = free ? m.end : end;
    return free;
  });
  for (const m of mentions) {
    cuts.add(m.start).add(m.end);
  }
  const places = [...cuts].sort((a, b) => a - b);
  let next = 0;
  return places.slice(0, -1).map((start, i) => {
    const stop = places[i + 1] ?? start;
    while (next < mentions.length && (mentions[next]?.end ?? 0) <= start) {
      next += 1;
    }
    const mention = mentions[next];
    const entity = mention && mention.start <= start ? mention.entity : undefined;
    return { start, end: stop, entity, marked: marked !== undefined && marked.start <= start && stop <= marked.end };
  });
}

/** A part of the text with what is in it. */
function Words({ of, pieces, start, end }: { of: string; pieces: Piece[]; start: number; end: number }) {
  const { theme, name, type } = useSettings();
  return (
    <>
      {pieces
        .filter((piece) => piece.start < end && piece.end > start)
        .map((piece, i) => {
          // Text that a converter made has a blank line between any two; they say nothing.
          const words = of.slice(Math.max(start, piece.start), Math.min(end, piece.end)).replace(/\n[ \t\r\f]*(?:\n[ \t\r\f]*)+/g, "\n");
          const inner = piece.entity ? (
            <a
              key={i}
              class="mention"
              href={entityHref(piece.entity.id)}
              title={`${name(piece.entity)} (${type(piece.entity.type)})`}
              style={{ textDecorationColor: typeColour(piece.entity.type, theme) }}
            >
              {words}
            </a>
          ) : (
            words
          );
          return piece.marked ? <mark key={i}>{inner}</mark> : inner;
        })}
    </>
  );
}
