/** What the keyboard does, shown by `?`. */
import { useLayoutEffect, useState } from "preact/hooks";
import { Window } from "./parts";
import { go, href } from "./route";
import { keep, stored, useSettings } from "./settings";
import type { Word } from "./words";

/** Pages by the key that leads to them. */
const PAGES: [string, string, Word][] = [
  ["1", "home", "title"],
  ["2", "graph", "graph"],
  ["3", "query", "query"],
  ["4", "compare", "compare"],
  ["5", "documents", "documents"],
  ["6", "new", "whatIsNew"],
];
const KEPT = "keys";

const isTyping = (target: EventTarget | null) => target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));

/** The button for the help, its window, and the keys themselves, which can be switched off: some who speak to their computer type by accident. */
export function Keys() {
  const { t } = useSettings();
  const [open, setOpen] = useState(false);
  const [on, setOn] = useState(stored(KEPT) !== "off");
  // Before anything is shown: who sees the page can press a key.
  useLayoutEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (!on || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target) || document.querySelector("dialog[open]")) {
        return;
      }
      const page = PAGES.find(([key]) => key === event.key);
      if (event.key === "?") {
        setOpen(true);
      } else if (event.key === "/") {
        document.querySelector<HTMLInputElement>("[role=combobox]")?.focus();
      } else if (page) {
        go(href(page[1] === "home" ? "" : page[1]));
      } else {
        return;
      }
      event.preventDefault();
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [on]);
  const rows: [string, string][] = [
    ["?", t("keyHelp")],
    ["/", t("search")],
    ...PAGES.map(([key, , word]): [string, string] => [key, t(word)]),
    ["↑ ↓ Enter", t("keySuggestions")],
    ["Ctrl+Enter", t("keyRun")],
    ["Esc", t("close")],
  ];
  return (
    <>
      <button class="plain" aria-label={t("keys")} title={t("keys")} onClick={() => setOpen(true)}>
        <span aria-hidden="true">?</span>
      </button>
      {open ? (
        <Window title={t("keys")} close={() => setOpen(false)}>
          <dl class="keys">
            {rows.map(([key, does]) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
          <label>
            <input
              type="checkbox"
              checked={on}
              onChange={(e) => {
                setOn(e.currentTarget.checked);
                keep(KEPT, e.currentTarget.checked ? "on" : "off");
              }}
            />{" "}
            {t("keysOn")}
          </label>
        </Window>
      ) : null}
    </>
  );
}
