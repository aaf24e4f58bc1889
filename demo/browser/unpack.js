/** Unpack Chromium, and the libraries that it needs and this computer may not have, into chromium/. */

import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";

import { inflate } from "@sparticuz/chromium";

const packed = join(import.meta.dirname, "node_modules/@sparticuz/chromium/bin");
const unpacked = join(import.meta.dirname, "chromium");

rmSync(unpacked, { recursive: true, force: true });
mkdirSync(unpacked);
// What is inflated goes to where temporary files go, and is left alone when it is there already.
process.env.TMPDIR = unpacked;
await Promise.all(["chromium.br", "al2023.tar.br"].map((file) => inflate(join(packed, file))));
