/** The query editor of others, on a page of its own: it needs a looser policy than the explorer. */
import Yasgui from "@zazuko/yasgui";
import "@zazuko/yasgui/build/yasgui.min.css";

const parent = document.getElementById("yasgui");
if (parent) {
  const yasgui = new Yasgui(parent, {
    requestConfig: { endpoint: new URL("sparql", location.href).href },
    copyEndpointOnNewTab: true,
    endpointCatalogueOptions: { getData: () => [] },
  });
  // A query that the explorer hands over.
  const query = new URLSearchParams(location.hash.slice(1)).get("query");
  if (query) {
    yasgui.getTab()?.setQuery(query);
  }
}
