/** Three steps for who is here for the first time, until they are closed for good. */
import { useState } from "preact/hooks";
import { href } from "./route";
import { keep, stored, useSettings } from "./settings";

const KEPT = "first-visit";

export function FirstVisit() {
  const { t } = useSettings();
  const [open, setOpen] = useState(stored(KEPT) !== "closed");
  if (!open) {
    return null;
  }
  const close = () => {
    keep(KEPT, "closed");
    setOpen(false);
  };
  return (
    <section class="card hint" aria-label={t("firstVisit")}>
      <h2>{t("firstVisit")}</h2>
      <ol>
        <li>{t("stepSearch")}</li>
        <li>{t("stepEvidence")}</li>
        <li>
          {t("stepCompare")} <a href={href("compare")}>{t("compare")}</a>
        </li>
      </ol>
      <button onClick={close}>{t("closeForGood")}</button>
    </section>
  );
}
