/** What is stated of an entity for some years, as bars over a common scale; of a programme also its budgets, and at what stage each is. */
import type { EntityPage, Relation, RelationGroup, Years } from "./api";
import type { Proof } from "./quotes";
import { useSettings } from "./settings";
import type { Word } from "./words";

export function relationOf(of: EntityPage, group: RelationGroup, row: Relation) {
  return group.forward ? { s: of.id, p: group.predicate, o: row.other.id } : { s: row.other.id, p: group.predicate, o: of.id };
}

export function useSentence(of: EntityPage) {
  const { name, predicate } = useSettings();
  return (group: RelationGroup, row: Relation) => {
    const [a, b] = group.forward ? [of, row.other] : [row.other, of];
    return `${name(a)} — ${predicate(group.predicate)} → ${name(b)}`;
  };
}

/** A stage in the life of a programme or law. */
type Stage = "announced" | "changed" | "ended" | "budgeted" | "runs";
const STAGES: Record<Stage, Word> = { announced: "stageAnnounced", changed: "stageChanged", ended: "stageEnded", budgeted: "stageBudgeted", runs: "stageRuns" };

/** What a relation says of the stage of a programme; what takes its place ends it. */
function stage(group: RelationGroup): Stage {
  if (group.predicate === "announces" || group.predicate === "enacts") {
    return "announced";
  }
  if (group.predicate === "replaces") {
    return group.forward ? "changed" : "ended";
  }
  return group.predicate === "funds" ? "budgeted" : group.predicate === "basedOn" ? "changed" : "runs";
}

interface Event {
  key: string;
  years: NonNullable<Years>;
  stage: Stage | null;
  text: string;
  proof: Proof;
}

/** The first and last year in a period such as `2020/2024`. */
function yearsOf(period: string): Years {
  const years = [...period.matchAll(/\d{4}/g)].map(Number);
  return years.length > 0 ? [Math.min(...years), Math.max(...years)] : null;
}

const SHOWN = 30;

export function Timeline({ of, prove }: { of: EntityPage; prove: (p: Proof) => void }) {
  const { t, predicate, name } = useSettings();
  const sentence = useSentence(of);
  const isProgramme = of.type === "Program" || of.type === "Legislation";
  const relations = of.relations.flatMap((group) =>
    group.rows.flatMap((row): Event[] =>
      row.years
        ? [
            {
              key: `${group.predicate}${group.forward}${row.other.id}`,
              years: row.years,
              stage: isProgramme ? stage(group) : null,
              text: `${predicate(group.predicate)} ${group.forward ? "→" : "←"} ${name(row.other)}`,
              proof: { title: sentence(group, row), relation: relationOf(of, group, row) },
            },
          ]
        : [],
    ),
  );
  const budgets = of.budgets.flatMap((b): Event[] => {
    const years = isProgramme ? yearsOf(b.period) : null;
    return years ? [{ key: b.id, years, stage: "budgeted", text: b.surface, proof: { title: `${name(of)}: ${b.surface}`, budget: b.id } }] : [];
  });
  const events = [...relations, ...budgets].sort((a, b) => a.years[0] - b.years[0] || a.years[1] - b.years[1]);
  if (events.length < (isProgramme ? 1 : 2)) {
    return null;
  }
  const shown = events.slice(0, SHOWN);
  const from = Math.min(...shown.map((d) => d.years[0]));
  const to = Math.max(...shown.map((d) => d.years[1])) + 1;
  const x = (year: number) => (100 * (year - from)) / Math.max(1, to - from);
  return (
    <section>
      <h2>{t("timeline")}</h2>
      <ol class="timeline">
        {shown.map(({ key, years, stage, text, proof }) => (
          <li key={key}>
            <button class="plain" onClick={() => prove(proof)}>
              <span class="years">{years[0] === years[1] ? years[0] : `${years[0]}–${years[1]}`}</span>
              <span class="what">
                {stage ? <span class={`stage ${stage}`}>{t(STAGES[stage])}</span> : null} <bdi>{text}</bdi>
              </span>
              <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
                <rect x={x(years[0])} width={Math.max(1, x(years[1] + 1) - x(years[0]))} height="6" rx="1" class={stage ? `bar ${stage}` : "bar"} />
              </svg>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
