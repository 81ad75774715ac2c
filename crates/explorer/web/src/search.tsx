/** A field with suggestions over all names in both languages (the combobox pattern of WAI-ARIA). */
import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { Entity, Found } from "./api";
import { get } from "./api";
import { Kind } from "./parts";
import { useSettings } from "./settings";

interface Properties {
  label: string;
  /** Types that are looked for; all without. */
  types?: string;
  placeholder?: string;
  /** Whether the label is shown, and not only told. */
  shown?: boolean;
  choose: (entity: Entity) => void;
  /** What the Enter key does where nothing is chosen. */
  all?: (text: string) => void;
  /** Keeps what was chosen in the field. */
  value?: string;
}

const PAUSE = 90;

export function SearchField({ label, types = "", placeholder, shown = false, choose, all, value = "" }: Properties) {
  const { name, t } = useSettings();
  const id = useId();
  const [text, setText] = useState(value);
  const [found, setFound] = useState<Found[] | null>(null);
  const [at, setAt] = useState(-1);
  const typed = useRef(false);
  const list = useRef<HTMLUListElement>(null);

  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (!typed.current || text.trim() === "") {
      setFound(null);
      return undefined;
    }
    const controller = new AbortController();
    const timer = setTimeout(() => {
      get<Found[]>("search", { q: text, types }, controller.signal).then(
        (answer) => {
          setFound(answer);
          setAt(-1);
        },
        () => setFound(null),
      );
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [text, types]);
  useEffect(() => list.current?.children[at]?.scrollIntoView({ block: "nearest" }), [at]);

  const take = (entity: Entity) => {
    typed.current = false;
    setFound(null);
    setText(value);
    choose(entity);
  };
  const key = (event: KeyboardEvent) => {
    if (event.isComposing) {
      return;
    }
    const last = (found?.length ?? 0) - 1;
    if (event.key === "ArrowDown" && found) {
      setAt(at >= last ? 0 : at + 1);
    } else if (event.key === "ArrowUp" && found) {
      setAt(at <= 0 ? last : at - 1);
    } else if (event.key === "Enter") {
      const chosen = found?.[at] ?? (all ? undefined : found?.[0]);
      if (chosen) {
        take(chosen);
      } else if (all && text.trim()) {
        typed.current = false;
        setFound(null);
        all(text.trim());
      }
    } else if (event.key === "Escape") {
      setFound(null);
    } else {
      return;
    }
    event.preventDefault();
  };
  const open = found !== null;
  return (
    <div class="search" onFocusOut={(e) => (e.currentTarget.contains(e.relatedTarget as Node | null) ? undefined : setFound(null))}>
      <label for={`${id}-field`} class={shown ? undefined : "told"}>
        {label}
      </label>
      <input
        id={`${id}-field`}
        type="search"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        dir="auto"
        placeholder={placeholder ?? label}
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
        value={text}
        onInput={(e) => {
          typed.current = true;
          setText(e.currentTarget.value);
        }}
        onKeyDown={key}
      />
      <ul id={`${id}-list`} role="listbox" ref={list} aria-label={label} hidden={!open}>
        {found?.map((entity, i) => (
          <li
            key={entity.id}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === at}
            onMouseDown={(e) => e.preventDefault()}
            onClick={() => take(entity)}
          >
            <bdi>{name(entity)}</bdi>
            {entity.name ? <bdi class="quiet"> {entity.name}</bdi> : null}
            <Kind of={entity} />
          </li>
        ))}
        {found?.length === 0 ? (
          <li role="option" aria-selected="false" aria-disabled="true">
            {t("nothing")}
          </li>
        ) : null}
      </ul>
    </div>
  );
}
