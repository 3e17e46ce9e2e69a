// One readable file, as it stands in every case file: nothing minified, so that what runs can be read and compared.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { defineConfig } from "vite";

const here = new URL("./src/", import.meta.url);

// tests/show/test_script.py makes the same digest: it tells, without Node, that the built file is of these sources.
function digest() {
  const hash = createHash("sha256");
  for (const name of readdirSync(here).sort()) {
    hash.update(`${name}\n`).update(readFileSync(new URL(name, here), "utf8").replaceAll("\r\n", "\n"));
  }
  return hash.digest("hex");
}

export default defineConfig({
  logLevel: "warn",
  build: {
    outDir: "../src/stemma/show/page/assets",
    emptyOutDir: false,
    minify: false,
    target: "es2022",
    modulePreload: false,
    lib: { entry: "src/main.ts", formats: ["iife"], name: "stemma", fileName: () => "page.js" },
    rollupOptions: { output: { banner: `// Built from web-src, npm run build. Sources: ${digest()}` } },
  },
});
