// A Matrix client without a face: it is told what to do, and tells what it sees, in lines of JSON.
//
// In:   {"id": 1, "action": "redact", "arguments": {...}}
// Out:  {"id": 1, "result": ...} or {"id": 1, "error": "..."}
//       {"event": {...}} whenever an event comes or changes, as the client would show it now.

import { createInterface } from "node:readline";

import { Attachment, EncryptedAttachment } from "@matrix-org/matrix-sdk-crypto-wasm";
import { ClientEvent, createClient, MatrixEventEvent, RoomEvent } from "matrix-js-sdk";
import { AllDevicesIsolationMode, OnlySignedDevicesIsolationMode } from "matrix-js-sdk/lib/crypto-api/index.js";

// What the libraries log is not to come between the lines; of what is no trouble there is too much.
globalThis.console = new console.Console(process.stderr);
console.debug = console.info = console.log = () => {};

let client;
const keysKeptBack = [];
let keysToKeepBack = 0;

const actions = {
    async log_in({ homeserver, user, password }) {
        const session = await createClient({ baseUrl: homeserver }).loginRequest({
            type: "m.login.password",
            identifier: { type: "m.id.user", user },
            password,
        });
        client = createClient({
            baseUrl: homeserver,
            userId: session.user_id,
            deviceId: session.device_id,
            accessToken: session.access_token,
            fetchFn: fetchUnlessKeptBack,
        });
        await client.initRustCrypto({ useIndexedDB: false });
        client.on(RoomEvent.Timeline, (event) => show(event));
        client.on(MatrixEventEvent.Decrypted, (event) => show(event));
        client.on(MatrixEventEvent.Replaced, (event) => show(event));
        client.on(RoomEvent.Redaction, (event, room) => show(room.findEventById(event.getAssociatedId())));
        const synced = new Promise((resolve) => client.once(ClientEvent.Sync, resolve));
        await client.startClient({ threadSupport: true });
        await synced;
        return session.user_id;
    },

    async sign_device() {
        await client.getCrypto().bootstrapCrossSigning({ authUploadDeviceSigningKeys: (upload) => upload(null) });
    },

    async create_room({ invite, direct, encrypted }) {
        const encryption = { type: "m.room.encryption", state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } };
        const room = await client.createRoom({
            preset: "private_chat",
            invite,
            is_direct: direct,
            initial_state: encrypted ? [encryption] : [],
        });
        return room.room_id;
    },

    async send({ room, thread, type, content }) {
        return (await client.sendEvent(room, thread, type, content)).event_id;
    },

    async redact({ room, event }) {
        return (await client.redactEvent(room, event)).event_id;
    },

    async send_file({ room, name, media_type, content }) {
        const encrypted = Attachment.encrypt(Buffer.from(content, "base64"));
        const data = encrypted.encryptedData;
        const { content_uri } = await client.uploadContent(data, { includeFilename: false });
        const message = {
            msgtype: "m.file",
            body: name,
            info: { mimetype: media_type, size: data.length },
            file: { ...JSON.parse(encrypted.mediaEncryptionInfo), url: content_uri },
        };
        return (await client.sendEvent(room, null, "m.room.message", message)).event_id;
    },

    async download({ file }) {
        const address = client.mxcUrlToHttp(file.url, undefined, undefined, undefined, false, true, true);
        const answer = await fetch(address, { headers: { Authorization: `Bearer ${client.getAccessToken()}` } });
        if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
        const encrypted = new EncryptedAttachment(new Uint8Array(await answer.arrayBuffer()), JSON.stringify(file));
        return Buffer.from(Attachment.decrypt(encrypted)).toString("base64");
    },

    async thread({ room, root }) {
        return client.getRoom(room).getThread(root)?.events.map((event) => event.getId()) ?? [];
    },

    async trust({ only_signed }) {
        const mode = only_signed ? new OnlySignedDevicesIsolationMode() : new AllDevicesIsolationMode(false);
        client.getCrypto().setDeviceIsolationMode(mode);
    },

    async keep_back_keys({ room, count }) {
        await client.getCrypto().forceDiscardSession(room);
        keysToKeepBack = count;
    },

    async give_keys() {
        keysToKeepBack = 0;
        const given = keysKeptBack.splice(0);
        for (const [url, options] of given) {
            await fetch(url, { ...options, signal: undefined });
        }
        return given.length;
    },
};

// Keys get lost or come late on their way: the library believes that they are sent.
async function fetchUnlessKeptBack(url, options) {
    if (keysToKeepBack > 0 && String(url).includes("/sendToDevice/m.room.encrypted/")) {
        keysToKeepBack -= 1;
        keysKeptBack.push([url, options]);
        return Response.json({});
    }
    return fetch(url, options);
}

async function show(event) {
    if (!event?.getId().startsWith("$") || event.isBeingDecrypted() || event.shouldAttemptDecryption()) return;
    if (event.isDecryptionFailure()) {
        console.error(`${event.getId()} is not decrypted: ${event.decryptionFailureReason}`);
        return;
    }
    const encrypted = event.isEncrypted() && !event.isRedacted();
    const info = encrypted ? await client.getCrypto().getEncryptionInfoForEvent(event) : null;
    tell({
        event: {
            ...event.getEffectiveEvent(),
            encrypted,
            warning: info?.shieldReason ?? null,
            redacted: event.isRedacted(),
            edited: event.replacingEvent() !== null,
        },
    });
}

function tell(line) {
    process.stdout.write(`${JSON.stringify(line)}\n`);
}

for await (const line of createInterface({ input: process.stdin })) {
    const { id, action, arguments: given } = JSON.parse(line);
    actions[action](given).then(
        (result) => tell({ id, result: result ?? null }),
        (error) => tell({ id, error: String(error?.stack ?? error) }),
    );
}
process.exit(0);
