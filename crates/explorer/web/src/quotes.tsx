/** The words behind facts. */
import type { Quote } from "./api";
import { get } from "./api";
import { useLoaded } from "./loaded";
import { Confidence, InFile, Load, StatusTag, Window } from "./parts";
import { sectionHref } from "./route";
import { useSettings } from "./settings";

/** What is proved: a relation, a budget, or the row of a table. */
export type Proof = { title: string } & (
  | { relation: { s: string; p: string; o: string } }
  | { budget: string }
  | { claims: string[]; of: number }
);

function load(proof: Proof, signal: AbortSignal): Promise<Quote[]> {
  if ("relation" in proof) {
    return get("claims", proof.relation, signal);
  }
  return "budget" in proof ? get("claims", { budget: proof.budget }, signal) : get("quotes", { claims: proof.claims.join(",") }, signal);
}

export function QuotesWindow({ proof, close }: { proof: Proof; close: () => void }) {
  const { t } = useSettings();
  const quotes = useLoaded(JSON.stringify(proof), (signal) => load(proof, signal));
  return (
    <Window title={proof.title} close={close}>
      <Load of={quotes}>
        {(list) => (
          <>
            {list.length === 0 ? <p>{t("nothing")}</p> : null}
            <ol class="quotes">
              {list.map((quote) => (
                <QuoteItem key={quote.id} of={quote} />
              ))}
            </ol>
            {"of" in proof && proof.of > list.length ? (
              <p class="quiet">
                + {proof.of - list.length} {t("more")}
              </p>
            ) : null}
          </>
        )}
      </Load>
    </Window>
  );
}

/** Line breaks of the page are no words. */
const onOneLine = (text: string) => text.replace(/\s+/g, " ");

function QuoteItem({ of }: { of: Quote }) {
  const { t } = useSettings();
  if (of.quote === "") {
    return (
      <li>
        <p class="quiet">{t("noEvidence")}</p>
        <Confidence of={of.confidence} />
      </li>
    );
  }
  const lines = of.lines.length > 1 ? `${of.lines[0]}–${of.lines[of.lines.length - 1]}` : `${of.lines[0] ?? ""}`;
  return (
    <li>
      <blockquote lang="ko" dir="auto">
        <span class="around">{onOneLine(of.before)}</span>
        <mark>{onOneLine(of.quote)}</mark>
        <span class="around">{onOneLine(of.after)}</span>
      </blockquote>
      <p class="where">
        <Confidence of={of.confidence} /> <StatusTag of={of.status} />
        {of.section ? (
          <a href={sectionHref(of.section.id, of.id)}>
            <bdi>{of.document}</bdi>, {t("line")} {lines}
            {of.section.title ? <bdi lang="ko"> · {of.section.title}</bdi> : null}
          </a>
        ) : (
          <span>
            {of.document}, {t("line")} {lines}
          </span>
        )}
        <InFile of={of.place} />
        {of.section?.publisher ? <bdi lang="ko"> · {of.section.publisher}</bdi> : null}
        {of.section?.issued ? ` · ${of.section.issued}` : ""}
        {of.section?.sources.map((source) => (
          <>
            {" · "}
            <a href={source} rel="noreferrer noopener" target="_blank">
              {t("source")} ↗
            </a>
          </>
        ))}
        <span class="quiet"> · {of.rule}</span>
      </p>
    </li>
  );
}
