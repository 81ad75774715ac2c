/** What a store without documents says. */
import { useSettings } from "./settings";

export function HowToAdd() {
  const { t, overview } = useSettings();
  return (
    <section class="card" aria-label={t("emptyStore")}>
      <h2>{t("emptyStore")}</h2>
      <p>{t(overview.edit ? "howToDrop" : "howToBuild")}</p>
      <pre class="scroll" tabIndex={0}>
        <code>policygraph build report.pdf --store my.store</code>
      </pre>
    </section>
  );
}
