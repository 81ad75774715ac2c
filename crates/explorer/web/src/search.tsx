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
  /** Leads to all that is found: the last of the suggestions. */
  all?: (text: string) => void;
  /** Keeps what was chosen in the field. */
  value?: string;
}

/** `keyCode` of a key that an input method takes, in browsers that end a composition before they tell of the key. */
const COMPOSING = 229;
const PAUSE = 90;
/** No suggestion is chosen with the arrows: Enter takes the first. */
const NONE = -1;

/** What was found, and for what. */
interface Answer {
  text: string;
  found: Found[];
}

export function SearchField({ label, types = "", placeholder, shown = false, choose, all, value = "" }: Properties) {
  const { name, t } = useSettings();
  const id = useId();
  const [text, setText] = useState(value);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [at, setAt] = useState(NONE);
  const typed = useRef(false);
  /** Whether Enter was pressed before there was an answer. */
  const waited = useRef(false);
  const list = useRef<HTMLUListElement>(null);
  const found = answer?.found ?? null;
  // Behind the entities stands the way to all of them.
  const count = (found?.length ?? 0) + (all && found ? 1 : 0);

  const close = () => {
    typed.current = waited.current = false;
    setAnswer(null);
  };
  const take = (entity: Entity) => {
    close();
    setText(value);
    choose(entity);
  };
  const takeAll = () => {
    close();
    all?.(text.trim());
  };
  const takeAt = (of: Found[], place: number) => {
    const entity = of[place];
    if (entity) {
      take(entity);
    } else if (all) {
      takeAll();
    }
  };

  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (!typed.current || text.trim() === "") {
      setAnswer(null);
      return undefined;
    }
    const controller = new AbortController();
    const timer = setTimeout(() => {
      get<Found[]>("search", { q: text, types }, controller.signal).then(
        (now) => {
          if (waited.current) {
            waited.current = false;
            takeAt(now, 0);
            return;
          }
          setAnswer({ text, found: now });
          setAt(NONE);
        },
        () => setAnswer(null),
      );
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [text, types]);
  useEffect(() => list.current?.children[at]?.scrollIntoView({ block: "nearest" }), [at]);

  const key = (event: KeyboardEvent) => {
    // The keys that end or choose a syllable are the input method's.
    if (event.isComposing || event.keyCode === COMPOSING) {
      return;
    }
    if (event.key === "ArrowDown" && count > 0) {
      setAt((at + 1) % count);
    } else if (event.key === "ArrowUp" && count > 0) {
      setAt((Math.max(at, 0) + count - 1) % count);
    } else if (event.key === "Escape") {
      setAnswer(null);
    } else {
      return;
    }
    event.preventDefault();
  };
  /** The browser submits once for an Enter, whether or not an input method needs that key for a last syllable. */
  const submit = (event: Event) => {
    event.preventDefault();
    if (answer && answer.text === text) {
      takeAt(answer.found, Math.max(at, 0));
    } else if (typed.current && text.trim() !== "") {
      waited.current = true;
    } else if (all && text.trim() !== "") {
      takeAll();
    }
  };
  const open = found !== null;
  return (
    <form class="search" onSubmit={submit} onFocusOut={(e) => (e.currentTarget.contains(e.relatedTarget as Node | null) ? undefined : setAnswer(null))}>
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
          waited.current = false;
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
            aria-selected={i === Math.max(at, 0)}
            onMouseDown={(e) => e.preventDefault()}
            onClick={() => take(entity)}
          >
            <bdi>{name(entity)}</bdi>
            {entity.name ? <bdi class="quiet"> {entity.name}</bdi> : null}
            <Kind of={entity} />
          </li>
        ))}
        {found && all ? (
          <li
            id={`${id}-${found.length}`}
            role="option"
            aria-selected={Math.max(at, 0) === found.length}
            onMouseDown={(e) => e.preventDefault()}
            onClick={takeAll}
          >
            {t(found.length > 0 ? "allResults" : "nothing")}
          </li>
        ) : null}
        {found?.length === 0 && !all ? (
          <li role="option" aria-selected="false" aria-disabled="true">
            {t("nothing")}
          </li>
        ) : null}
      </ul>
    </form>
  );
}
