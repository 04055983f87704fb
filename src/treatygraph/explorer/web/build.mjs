// Bundles src/ into the folder that is named on the command line, with the licences of what was bundled.
import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

const target = process.argv[2];
if (!target) throw new Error("Name the folder to write to: node build.mjs FOLDER");
await rm(target, { recursive: true, force: true });

const common = {
  bundle: true,
  minify: true,
  target: "es2022",
  outdir: target,
  legalComments: "none", // they stand in licences.txt, whole
  metafile: true,
  logLevel: "warning",
};
// Runs before the page is painted, and so is no module.
await build({ ...common, entryPoints: ["src/appearance.js"], format: "iife" });
// The network of a file that stands alone (treatygraph view), whole in one script, with the licence that it is under.
const licence = await readFile(join("node_modules", "cytoscape", "LICENSE"), "utf8");
await build({
  ...common,
  entryPoints: ["src/offline.js"],
  format: "iife",
  banner: { js: `/* Contains Cytoscape.js.\n\n${licence.trim()}\n*/` },
});
// The network and the editor are chunks of their own: only pages that have one load it.
const { metafile } = await build({
  ...common,
  entryPoints: ["src/explorer.js"],
  format: "esm",
  splitting: true,
  chunkNames: "[name]-[hash]",
});

const packages = new Set(
  Object.keys(metafile.inputs)
    .map((path) => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1])
    .filter(Boolean),
);
const licences = await Promise.all(
  [...packages].sort().map(async (name) => {
    const folder = join("node_modules", name);
    const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const file = (await readdir(folder)).find((each) => /^licen[cs]e/i.test(each));
    if (!file) throw new Error(`${name} comes without the text of its licence`);
    return `${name} ${version} (${license})\n\n${(await readFile(join(folder, file), "utf8")).trim()}\n`;
  }),
);
const line = `\n${"-".repeat(80)}\n\n`;
await writeFile(
  join(target, "licences.txt"),
  ["The scripts in this folder contain the following packages.\n", ...licences].join(line),
);
