"""The whole line: a person in a Matrix room, the real assistant, the shipped documents."""

from pathlib import Path

from bot.channels.matrix.account import MatrixAccount
from bot.serving import open_service
from bot.settings import Settings
from bot.wording.phrases import DUTCH
from tests.bot.channels.matrix.conftest import serving
from tests.bot.conftest import no_progress
from tests.synapse.person import Person


async def test_a_question_in_a_room_is_answered_with_its_source(
    anna: Person, account: MatrixAccount, installed: Path, tmp_path: Path
) -> None:
    settings = Settings(data_dir=installed, database_url=f"sqlite:///{tmp_path / 'assistant.db'}")
    async with open_service(settings, None, no_progress) as service, serving(account, service.assistant):
        room = await anna.create_room(account.user_id, direct=True)
        await anna.wait_for_member(room, account.user_id)
        asked = await anna.say(room, "Welke rollen kent het driehoekmodel?")

        reply = (await anna.wait_for_reply(asked))["content"]

    assert all(role in reply["body"] for role in ("eigenaar", "opdrachtgever", "opdrachtnemer"))
    assert DUTCH.introduction in reply["body"]
    assert "<blockquote>" in reply["formatted_body"]
    assert f"<strong>{DUTCH.source}</strong>" in reply["formatted_body"]
