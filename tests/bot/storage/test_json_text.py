"""What no database keeps is kept as U+FFFD, and stands in nobody's way."""

import json

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.messages import Attachment
from bot.storage.inbox import Inbox
from bot.storage.json_text import as_json
from tests.bot.incoming import incoming

ANY_TEXT = st.text(st.characters() | st.characters(categories=["Cs"]) | st.sampled_from("\0\\u0"))
HOSTILE = "Loket\0 \ud800 \\u0000"


def shown(text: str) -> str:
    return "".join("\ufffd" if char == "\0" or "\ud800" <= char <= "\udfff" else char for char in text)


@given(ANY_TEXT)
def test_json_reads_back_as_it_was_but_for_nul_and_half_characters(text: str):
    assert json.loads(as_json({"text": [text]})) == {"text": [shown(text)]}


async def test_a_message_with_nul_does_not_hold_up_those_after_it(engine: AsyncEngine):
    inbox = Inbox(engine, "test", withhold=lambda message: message)
    attachment = Attachment(name=HOSTILE, size=1, source=HOSTILE)

    await inbox.receive([incoming(HOSTILE, event="een", attachments=(attachment,))], None)
    await inbox.receive([incoming("Hoe meld ik iets?", event="twee")], None)

    first, second = await inbox.pending()
    assert (first.text, second.text) == (shown(HOSTILE), "Hoe meld ik iets?")
