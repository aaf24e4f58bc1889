"""A Bot API server, as far as the channel uses it, with the faults of the real one."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from tests.bot.channels.telegram.bot_api_format import (
    NOT_MODIFIED,
    Json,
    chat_of,
    checked,
    checked_caption,
    checked_photo,
    entities_in,
    is_supergroup,
    read,
    read_data,
    signs_of,
)
from tests.bot.channels.telegram.refusals import Drop, Refusal

TOKEN = "123:geheim"
ME = {"id": 123, "is_bot": True, "first_name": "Wegwijzer", "username": "wegwijzer_bot"}
PATIENCE = 20.0

Fault = Callable[[str, Json], "Refusal | None"]


@dataclass
class BotApi:
    """The server; `messages` is what stands in the chats, `calls` all that was asked of it."""

    url: str = ""
    updates: list[Json] = field(default_factory=list)
    messages: dict[tuple[int, int], Json] = field(default_factory=dict)
    calls: list[tuple[str, Json]] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    sent_at: dict[tuple[int, int], float] = field(default_factory=dict)
    members: dict[tuple[int, int], str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    fault: Fault = lambda _method, _data: None
    seconds_to_answer: float = 0.0
    webhook: Json = field(default_factory=dict)
    _counters: dict[str, int] = field(default_factory=dict)
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

    def next_id(self, counter: str) -> int:
        self._counters[counter] = self._counters.get(counter, 0) + 1
        return self._counters[counter]

    def next_message(self, chat: int) -> int:
        """Count as Telegram does: for an account, but in a supergroup for that."""
        return self.next_id(f"supergroup {chat}" if is_supergroup(chat) else "account")

    def update(self, **content: Json) -> Json:
        """Have something happen."""
        update = {"update_id": self.next_id("update"), **content}
        self.updates.append(update)
        self._news.set()
        return update

    def say(self, text: str, sender: int = 7, chat: int | None = None, **more: Any) -> Json:
        """Have somebody say something; in a conversation of two, unless a group is named."""
        message = self.message(text, sender, chat or sender, **more)
        self.update(message=message)
        return message

    def message(self, text: str, sender: int, chat: int, **more: Any) -> Json:
        content: Json = {"text": text, "entities": entities_in(text)} if text else {}
        person = {"id": sender, "is_bot": False, "first_name": "Anna"}
        message = {
            "message_id": self.next_message(chat), "date": int(time.time()), "from": person,
            "chat": chat_of(chat),
            **content, **more,
        }  # fmt: skip
        self.messages[chat, message["message_id"]] = message
        return message

    def edit(self, message: Json, text: str) -> None:
        self.update(edited_message={**message, "text": text, "edit_date": int(time.time())})

    def press(self, message: Json, row: int, sender: int = 7, query: str = "") -> str:
        """Have somebody press a button; gives the id of the callback query."""
        query = query or f"q{self.next_id('query')}"
        person = {"id": sender, "is_bot": False, "first_name": "Anna"}
        data = message["reply_markup"]["inline_keyboard"][row][0]["callback_data"]
        content = {"id": query, "from": person, "chat_instance": "1", "message": message, "data": data}
        self.update(callback_query=content)
        return query

    def react(self, message: Json, *signs: str, before: tuple[str, ...] = (), sender: int = 7) -> None:
        """Have somebody put signs with a message, in the place of those that they had there before."""
        person = {"id": sender, "is_bot": False, "first_name": "Anna"}
        self.update(
            message_reaction={
                "chat": message["chat"], "message_id": message["message_id"], "user": person,
                "date": int(time.time()), "old_reaction": signs_of(before), "new_reaction": signs_of(signs),
            }
        )  # fmt: skip

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
        data = await read_data(request)
        # The API makes no difference between small and capital letters.
        method = request.match_info["method"].replace("getupdates", "getUpdates")
        self.calls.append((method, data))
        try:
            if request.match_info["token"] != TOKEN:
                raise Refusal(401, "Unauthorized")
            fault = self.fault(method, data)
            if fault and not (isinstance(fault, Drop) and fault.after):
                raise fault
            do = getattr(self, f"_{method.lower()}", None)
            result = await do(data) if do else True
            if fault:
                raise fault
            await asyncio.sleep(self.seconds_to_answer)
        except Drop:
            assert request.transport
            request.transport.close()
            return web.Response()
        except Refusal as refusal:
            self.refusals.append(refusal.description)
            answer = {"ok": False, "error_code": refusal.code, "description": refusal.description}
            if refusal.parameters:
                answer["parameters"] = refusal.parameters
            return web.json_response(answer, status=refusal.code)
        return web.json_response({"ok": True, "result": result})

    async def _file(self, request: web.Request) -> web.Response:
        return web.Response(body=self.files[request.match_info["name"]])

    async def _getme(self, _data: Json) -> Json:
        return ME

    async def _getupdates(self, data: Json) -> list[Json]:
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

    async def _setwebhook(self, data: Json) -> bool:
        self.webhook = data
        return True

    async def _getwebhookinfo(self, _data: Json) -> Json:
        return {"url": self.webhook.get("url", ""), "pending_update_count": len(self.updates)}

    async def _deletewebhook(self, _data: Json) -> bool:
        self.webhook = {}
        return True

    async def _sendmessage(self, data: Json) -> Json:
        return self._keep(data, text=checked(data), parse_mode=data.get("parse_mode"))

    async def _senddocument(self, data: Json) -> Json:
        document = {"file_id": "d", "file_unique_id": "d", "file_name": data["file"].filename}
        return self._keep(data, document=document, caption=checked_caption(data))

    async def _sendphoto(self, data: Json) -> Json:
        return self._keep(data, photo=checked_photo(data), caption=checked_caption(data))

    def _keep(self, data: Json, **content: Any) -> Json:
        more = {
            key: data[key] for key in ("reply_markup", "message_thread_id", "reply_parameters") if key in data
        }
        message = {
            "message_id": self.next_message(int(data["chat_id"])), "date": int(time.time()), "from": ME,
            "chat": chat_of(int(data["chat_id"])), **more, **content,
        }  # fmt: skip
        key = (int(data["chat_id"]), message["message_id"])
        self.messages[key], self.sent_at[key] = message, time.monotonic()
        return {k: v for k, v in message.items() if k != "reply_parameters"}

    def _own(self, data: Json) -> Json:
        message = self.messages.get((int(data["chat_id"]), data["message_id"]))
        if message is None:
            raise Refusal(400, "Bad Request: message to edit not found")
        if not message["from"]["is_bot"]:
            raise Refusal(400, "Bad Request: message can't be edited")
        return message

    async def _editmessagetext(self, data: Json) -> Json:
        message, text = self._own(data), checked(data)
        if "text" not in message:
            raise Refusal(400, "Bad Request: there is no text in the message to edit")
        if (message["text"], message.get("reply_markup")) == (text, data.get("reply_markup")):
            raise Refusal(400, NOT_MODIFIED)
        message.pop("reply_markup", None)
        message |= {"text": text} | ({"reply_markup": data["reply_markup"]} if "reply_markup" in data else {})
        return message

    async def _editmessagereplymarkup(self, data: Json) -> Json:
        message = self._own(data)
        if message.pop("reply_markup", None) is None:
            raise Refusal(400, NOT_MODIFIED)
        return message

    async def _editmessagecaption(self, data: Json) -> Json:
        message = self._own(data)
        if "text" in message:
            raise Refusal(400, "Bad Request: there is no caption in the message to edit")
        if message["caption"] == data.get("caption"):
            raise Refusal(400, NOT_MODIFIED)
        message["caption"] = data.get("caption")
        return message

    async def _deletemessage(self, data: Json) -> bool:
        return bool(self.messages.pop((int(data["chat_id"]), data["message_id"])))

    async def _getchatmember(self, data: Json) -> Json:
        status = self.members.get((int(data["chat_id"]), data["user_id"]), "left")
        return {"status": status, "user": {"id": data["user_id"], "is_bot": False, "first_name": "Anna"}}

    async def _getfile(self, data: Json) -> Json:
        name = data["file_id"]
        return {"file_id": name, "file_unique_id": name, "file_path": name}
