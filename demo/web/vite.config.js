import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import dutch from "./dutch.json" with { type: "json" };

const require = createRequire(import.meta.url);
const hydrogen = dirname(require.resolve("hydrogen-view-sdk"));

const REFUSES_UNKNOWN_COMMAND =
  'this.reportError(new Error(`no command name "${commandName}". ' +
  'To send the message instead of executing, please type "/${message}"`));\n' +
  "        message = void 0;";
const SENDS_UNKNOWN_COMMAND = 'msgtype = "m.text";';

/** What Hydrogen has no setting for: its language, and commands that are the assistant's. */
const changes = { ...dutch, [REFUSES_UNKNOWN_COMMAND]: SENDS_UNKNOWN_COMMAND };

const changeHydrogen = {
  name: "change-hydrogen",
  transform(code, id) {
    if (!id.endsWith("hydrogen.es.js")) return null;
    for (const [before, after] of Object.entries(changes)) {
      if (!code.includes(before)) throw new Error(`This is not in Hydrogen: ${before}`);
      code = code.replaceAll(before, () => after);
    }
    return { code, map: null };
  },
};

/** The service worker must stand beside the page to be allowed to serve it. */
const serviceWorker = {
  name: "service-worker",
  generateBundle() {
    const source = readFileSync(join(hydrogen, "sw.js"));
    this.emitFile({ type: "asset", fileName: "sw.js", source });
  },
};

export default {
  plugins: [changeHydrogen, serviceWorker],
  build: { chunkSizeWarningLimit: 2000, assetsInlineLimit: 0 },
};
