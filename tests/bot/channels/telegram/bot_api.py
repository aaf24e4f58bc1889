"""A Bot API server, as far as the channel uses it, with the faults of the real one."""

import asyncio
import html
import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from tests.bot.channels.telegram.refusals import Drop, Refusal

TOKEN = "123:geheim"
ME = {"id": 123, "is_bot": True, "first_name": "Wegwijzer", "username": "wegwijzer_bot"}
LONGEST = 4096
PATIENCE = 20.0

Json = dict[str, Any]
Fault = Callable[[str, Json], "Refusal | None"]


@dataclass
class BotApi:
    """The server; `messages` is what stands in the chats, `calls` all that was asked of it."""

    url: str = ""
    updates: list[Json] = field(default_factory=list)
    messages: dict[tuple[int, int], Json] = field(default_factory=dict)
    calls: list[tuple[str, Json]] = field(default_factory=list)
    sent_at: dict[tuple[int, int], float] = field(default_factory=dict)
    members: dict[tuple[int, int], str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    fault: Fault = lambda _method, _data: None
    webhook: Json = field(default_factory=dict)
    _last: int = 0
    _pollers: int = 0
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _runner: web.AppRunner | None = None

    async def start(self) -> None:
        app = web.Application(client_max_size=60 * 2**20)
        app.router.add_post("/bot{token}/{method}", self._call)
        app.router.add_get("/file/bot{token}/{name:.*}", self._file)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        assert self._runner
        await self._runner.cleanup()

    def next_id(self) -> int:
        self._last += 1
        return self._last

    def update(self, **content: Json) -> Json:
        """Have something happen."""
        update = {"update_id": self.next_id(), **content}
        self.updates.append(update)
        self._news.set()
        return update

    def say(self, text: str, sender: int = 7, chat: int | None = None, **more: Any) -> Json:
        """Have somebody say something; in a conversation of two, unless a group is named."""
        message = self.message(text, sender, chat or sender, **more)
        self.update(message=message)
        return message

    def message(self, text: str, sender: int, chat: int, **more: Any) -> Json:
        content: Json = {"text": text, "entities": _entities(text)} if text else {}
        person = {"id": sender, "is_bot": False, "first_name": "Anna"}
        message = {
            "message_id": self.next_id(), "date": int(time.time()), "from": person, "chat": _chat(chat),
            **content, **more,
        }  # fmt: skip
        self.messages[chat, message["message_id"]] = message
        return message

    def edit(self, message: Json, text: str) -> None:
        self.update(edited_message={**message, "text": text, "edit_date": int(time.time())})

    def press(self, message: Json, row: int, sender: int = 7, query: str = "") -> str:
        """Have somebody press a button; gives the id of the callback query."""
        query = query or f"q{self.next_id()}"
        person = {"id": sender, "is_bot": False, "first_name": "Anna"}
        data = message["reply_markup"]["inline_keyboard"][row][0]["callback_data"]
        content = {"id": query, "from": person, "chat_instance": "1", "message": message, "data": data}
        self.update(callback_query=content)
        return query

    def said(self, chat: int = 7) -> list[Json]:
        """What the assistant said in a chat, in order."""
        return [m for (c, _), m in sorted(self.messages.items()) if c == chat and m["from"]["is_bot"]]

    def texts(self, chat: int = 7) -> list[str]:
        return [read(message) for message in self.said(chat)]

    def called(self, method: str) -> list[Json]:
        return [data for called, data in self.calls if called == method]

    async def until(self, condition: Callable[[], Any]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not condition():  # noqa: ASYNC110
                await asyncio.sleep(0.01)

    async def until_said(self, count: int, chat: int = 7) -> list[str]:
        await self.until(lambda: len(self.said(chat)) >= count)
        return self.texts(chat)

    async def bring(self, update: Json, secret: str | None = None) -> int:
        """Bring an update to the webhook; gives the status it is answered with."""
        secret = self.webhook["secret_token"] if secret is None else secret
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.webhook["url"], json=update, headers=headers) as answer,
        ):
            return answer.status

    async def _call(self, request: web.Request) -> web.Response:
        data = await _data(request)
        method = request.match_info["method"]
        self.calls.append((method, data))
        try:
            if request.match_info["token"] != TOKEN:
                raise Refusal(401, "Unauthorized")
            fault = self.fault(method, data)
            if fault and not (isinstance(fault, Drop) and fault.after):
                raise fault
            do = getattr(self, f"_{re.sub('[A-Z]', lambda m: '_' + m[0].lower(), method)}", None)
            result = await do(data) if do else True
            if fault:
                raise fault
        except Drop:
            assert request.transport
            request.transport.close()
            return web.Response()
        except Refusal as refusal:
            answer = {"ok": False, "error_code": refusal.code, "description": refusal.description}
            if refusal.parameters:
                answer["parameters"] = refusal.parameters
            return web.json_response(answer, status=refusal.code)
        return web.json_response({"ok": True, "result": result})

    async def _file(self, request: web.Request) -> web.Response:
        return web.Response(body=self.files[request.match_info["name"]])

    async def _get_me(self, _data: Json) -> Json:
        return ME

    async def _get_updates(self, data: Json) -> list[Json]:
        if self._pollers or self.webhook:
            raise Refusal(409, "Conflict: terminated by other getUpdates request")
        if "offset" in data:
            self.updates = [update for update in self.updates if update["update_id"] >= data["offset"]]
        self._pollers += 1
        try:
            async with asyncio.timeout(min(data.get("timeout", 0), 2)):
                while not self.updates:
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            pass
        finally:
            self._pollers -= 1
        return self.updates[: data.get("limit", 100)]

    async def _set_webhook(self, data: Json) -> bool:
        self.webhook = data
        return True

    async def _delete_webhook(self, _data: Json) -> bool:
        self.webhook = {}
        return True

    async def _send_message(self, data: Json) -> Json:
        return self._keep(data, text=_checked(data), parse_mode=data.get("parse_mode"))

    async def _send_document(self, data: Json) -> Json:
        return self._keep(
            data, document={"file_id": "d", "file_unique_id": "d", "file_name": data["document"]}
        )

    def _keep(self, data: Json, **content: Any) -> Json:
        more = {
            key: data[key] for key in ("reply_markup", "message_thread_id", "reply_parameters") if key in data
        }
        message = {
            "message_id": self.next_id(), "date": int(time.time()), "from": ME,
            "chat": _chat(int(data["chat_id"])), **more, **content,
        }  # fmt: skip
        key = (int(data["chat_id"]), message["message_id"])
        self.messages[key], self.sent_at[key] = message, time.monotonic()
        return {k: v for k, v in message.items() if k != "reply_parameters"}

    def _own(self, data: Json) -> Json:
        message = self.messages.get((int(data["chat_id"]), data["message_id"]))
        if message is None:
            raise Refusal(400, "Bad Request: message to edit not found")
        return message

    async def _edit_message_text(self, data: Json) -> Json:
        message, text = self._own(data), _checked(data)
        if (message.get("text"), message.get("reply_markup")) == (text, data.get("reply_markup")):
            raise Refusal(400, "Bad Request: message is not modified")
        message.pop("reply_markup", None)
        message |= {"text": text} | ({"reply_markup": data["reply_markup"]} if "reply_markup" in data else {})
        return message

    async def _edit_message_reply_markup(self, data: Json) -> Json:
        message = self._own(data)
        if message.pop("reply_markup", None) is None:
            raise Refusal(400, "Bad Request: message is not modified")
        return message

    async def _delete_message(self, data: Json) -> bool:
        return bool(self.messages.pop((int(data["chat_id"]), data["message_id"])))

    async def _get_chat_member(self, data: Json) -> Json:
        status = self.members.get((int(data["chat_id"]), data["user_id"]), "left")
        return {"status": status, "user": {"id": data["user_id"], "is_bot": False, "first_name": "Anna"}}

    async def _get_file(self, data: Json) -> Json:
        name = data["file_id"]
        return {"file_id": name, "file_unique_id": name, "file_path": name}


def read(message: Json) -> str:
    """What people read of a message, links written out as in plain text."""
    if message.get("parse_mode") != "HTML":
        return str(message.get("text", ""))
    written_out = re.sub(r'<a href="([^"]*)">(.*?)</a>', r"\2 (\1)", message["text"])
    return html.unescape(re.sub(r"<[^>]*>", "", written_out))


def _checked(data: Json) -> str:
    text: str = data["text"]
    shown = text
    if data.get("parse_mode") == "HTML":
        if re.search(r"<(?!/?(?:b|blockquote|a(?: href=\"[^\"<>]*\")?)>)", text):
            raise Refusal(400, "Bad Request: can't parse entities: unsupported start tag")
        shown = html.unescape(re.sub(r"<[^>]*>", "", text))
    if len(shown.encode("utf-16-le")) // 2 > LONGEST:
        raise Refusal(400, "Bad Request: message is too long")
    if not shown.strip():
        raise Refusal(400, "Bad Request: message text is empty")
    for row in data.get("reply_markup", {}).get("inline_keyboard", []):
        if len(row[0].get("callback_data", "").encode()) > 64:
            raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
    return text


def _chat(chat: int) -> Json:
    if chat > 0:
        return {"id": chat, "type": "private", "first_name": "Anna"}
    return {"id": chat, "type": "supergroup", "title": "WaU"}


def _entities(text: str) -> list[Json]:
    kinds = {"/": "bot_command", "@": "mention"}
    return [
        {
            "type": kinds[found[0][0]],
            "offset": len(text[: found.start()].encode("utf-16-le")) // 2,
            "length": len(found[0]),
        }
        for found in re.finditer(r"(?<!\S)/[\w@]+|(?<!\w)@\w+", text)
    ]


async def _data(request: web.Request) -> Json:
    data: Json = {}
    for key, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            data["document"] = value.filename
        elif key not in {"text", "secret_token", "url"}:
            try:
                data[key] = json.loads(str(value))
            except json.JSONDecodeError:
                data[key] = value
        else:
            data[key] = value
    return data
