import {
  FeatureSet,
  Platform,
  RootViewModel,
  createNavigation,
  createRouter,
} from "hydrogen-view-sdk";
import olmScript from "@matrix-org/olm/olm.js?url";
import olmWasm from "@matrix-org/olm/olm.wasm?url";
import downloadSandbox from "hydrogen-view-sdk/download-sandbox.html?url";

import "hydrogen-view-sdk/theme-element-light.css";
import "./style.css";

const platform = new Platform({
  container: document.querySelector("#app"),
  assetPaths: {
    downloadSandbox,
    olm: { wasm: olmWasm, wasmBundle: olmScript },
    serviceWorker: "/sw.js",
  },
  configURL: "/config.json",
});
await platform.init();

const navigation = createNavigation();
platform.setNavigation(navigation);
const urlRouter = createRouter({ navigation, history: platform.history });
urlRouter.attach();

const features = await FeatureSet.load(platform.settingsStorage);
const app = new RootViewModel({ platform, navigation, urlRouter, features });
platform.createAndMountRootView(app);
await app.load();

/** Whoever comes in finds the conversation with the assistant open. */
async function openConversation(session) {
  const person = await platform.sessionInfoStorage.get(session);
  if (person && !navigation.path.get("room")) {
    navigation.push("room", platform.config.conversations[person.userId]);
  }
}
navigation.observe("session").subscribe(openConversation);
