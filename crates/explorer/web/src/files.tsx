/** Files into the store, by button or drop, with what was read of them. */
import { useState } from "preact/hooks";
import type { DocumentRead } from "./api";
import { addFile } from "./api";
import { href } from "./route";
import { useSettings } from "./settings";

interface Sent {
  name: string;
  /** The part that has gone, 1 while the file is read. */
  part: number;
  read?: DocumentRead[];
  error?: string;
}

export function AddFiles() {
  const { t, overview, number, reload } = useSettings();
  const [files, setFiles] = useState<Sent[]>([]);
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState(false);
  const megabytes = `${number(Math.floor(overview.largest_file / 2 ** 20))} MB`;

  /** One after the other: a store has one writer. */
  const add = async (chosen: File[]) => {
    const first = files.length;
    setFiles((all) => [...all, ...chosen.map((file) => ({ name: file.name, part: 0 }))]);
    setBusy(true);
    for (const [i, file] of chosen.entries()) {
      const change = (news: Partial<Sent>) => setFiles((all) => all.map((one, at) => (at === first + i ? { ...one, ...news } : one)));
      if (file.size > overview.largest_file) {
        change({ error: `${t("tooLarge")} (${t("largestFile")}: ${megabytes})` });
        continue;
      }
      try {
        change({ read: await addFile(file, (part) => change({ part })) });
        reload();
      } catch (error) {
        change({ error: (error as Error).message });
      }
    }
    setBusy(false);
  };

  return (
    <section
      class={over ? "card drop over" : "card drop"}
      aria-label={t("addFiles")}
      onDragOver={(e) => (e.preventDefault(), setOver(true))}
      onDragLeave={() => setOver(false)}
      onDrop={(e) => {
        e.preventDefault();
        setOver(false);
        if (!busy) {
          void add([...(e.dataTransfer?.files ?? [])]);
        }
      }}
    >
      <h2>{t("addFiles")}</h2>
      <label class="button">
        {t("chooseFiles")}
        <input
          type="file"
          class="unseen"
          multiple
          disabled={busy}
          onChange={(e) => {
            const chosen = [...(e.currentTarget.files ?? [])];
            e.currentTarget.value = "";
            void add(chosen);
          }}
        />
      </label>{" "}
      <span class="quiet">
        {t("dropFiles")} {t("largestFile")}: {megabytes}
      </span>
      <ul class="plain-list" aria-live="polite">
        {files.map((file, i) => (
          <li key={i}>
            <bdi>{file.name}</bdi> <Progress of={file} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Progress({ of }: { of: Sent }) {
  const { t } = useSettings();
  if (of.error !== undefined) {
    return (
      <span class="error">
        {t("notRead")}: {of.error}
      </span>
    );
  }
  if (of.read === undefined) {
    const waits = of.part >= 1;
    return (
      <>
        <progress aria-label={of.name} value={waits ? undefined : of.part} /> <span class="quiet">{waits ? t("reading") : t("sending")}</span>
      </>
    );
  }
  return (
    <ul class="plain-list">
      {of.read.map((one, i) => (
        <li key={i}>
          <Read of={one} />
        </li>
      ))}
    </ul>
  );
}

/** What became of a document. */
function Read({ of }: { of: DocumentRead }) {
  const { t, number } = useSettings();
  if (of.state === "failed") {
    return (
      <span class="error">
        {of.document ? <bdi>{of.document}: </bdi> : null}
        {t("notRead")}: {of.error}
      </span>
    );
  }
  const document = of.same_as ?? of.document ?? "";
  const counts: [number | undefined, string][] = [
    [of.read?.pages, t("pagesCount")],
    [of.read?.tables, t("tablesCount")],
    [of.read?.entities, t("entities")],
    [of.read?.relations, t("relations")],
    [of.read?.budgets, t("budgets")],
  ];
  const said = counts.filter(([n]) => n).map(([n, word]) => `${word} ${number(n ?? 0)}`);
  return (
    <>
      <bdi lang="ko">{of.title ?? of.document}</bdi>: {t(of.state)}
      {said.length > 0 ? <span class="quiet"> ({said.join(" · ")})</span> : null}{" "}
      <a href={href("documents", { document })}>{t("openDocument")}</a>
      {(of.notes ?? []).map((note, i) => (
        <div key={i} class="quiet">
          {note}
        </div>
      ))}
    </>
  );
}
