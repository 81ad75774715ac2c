import { defineConfig } from "vite";

// Two pages: the explorer, and a query editor of others that needs a policy of its own. Nothing is inlined into the markup, which the
// policy of the explorer forbids.
export default defineConfig({
  // Relative, so that a proxy may serve the page under any path.
  base: "./",
  esbuild: { jsx: "automatic", jsxImportSource: "preact" },
  server: { proxy: { "/explorer": "http://127.0.0.1:7878", "/sparql": "http://127.0.0.1:7878" } },
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
    rollupOptions: { input: { index: "index.html", yasgui: "yasgui.html" } },
  },
  worker: { format: "es" },
});
