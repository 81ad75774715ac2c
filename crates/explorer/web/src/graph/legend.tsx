/** What colours stand for; an entry leaves its group out of the picture, and brings it back. */
import { useSettings } from "../settings";
import type { Group } from "./measures";

const LISTED = 14;

export function Legend({ groups, off, change, label }: { groups: Group[]; off: string[]; change: (off: string[]) => void; label: string }) {
  const { t, number } = useSettings();
  const toggle = (id: string) => change(off.includes(id) ? off.filter((o) => o !== id) : [...off, id]);
  return (
    <ul class="legend" aria-label={label}>
      {groups.slice(0, LISTED).map((group) => (
        <li key={group.id}>
          <button class="key" aria-pressed={!off.includes(group.id)} title={t("legendHint")} onClick={() => toggle(group.id)}>
            <svg class="dot" viewBox="0 0 10 10" aria-hidden="true">
              <circle cx="5" cy="5" r="5" fill={group.colour} />
            </svg>
            {group.label} <span class="count">{number(group.count)}</span>
          </button>
        </li>
      ))}
      {off.length > 0 ? (
        <li>
          <button class="small" onClick={() => change([])}>
            {t("all")}
          </button>
        </li>
      ) : null}
    </ul>
  );
}
