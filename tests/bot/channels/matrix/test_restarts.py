"""Nothing is lost and nothing is said twice, whatever stops: the channel, the homeserver or the session."""

import asyncio
import dataclasses
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.channels.matrix.account import MatrixAccount
from bot.channels.matrix.client import LoginRefused
from bot.channels.matrix.requests import SessionRevoked
from tests.bot.channels.matrix.conftest import process, serving, session_of
from tests.bot.channels.matrix.echo import Echo
from tests.bot.channels.matrix.faults import Faults, survive
from tests.synapse.encrypted_person import EncryptedPerson
from tests.synapse.person import Person
from tests.synapse.server import Synapse
from tests.synapse.watching import PATIENCE, replies_to


async def answered(person: Person, room: str) -> list[str]:
    """The events that were replied to, in order of the replies, once for each reply."""
    return [event for event in map(replies_to, await person.history(room)) if event]


async def wait_until_answered(person: Person, room: str, count: int) -> None:
    async with asyncio.timeout(PATIENCE * 2):
        while True:
            if len(await answered(person, room)) >= count:
                return
            await asyncio.sleep(0.2)


async def test_killed_in_the_middle_of_sixty_messages_each_is_answered_once_and_in_order(
    anna: Person, account: MatrixAccount
):
    async with process(account):
        room = await anna.create_room(account.user_id)
        await anna.wait_for_member(room, account.user_id)
        asked = [await anna.say(room, f"vraag {number}") for number in range(30)]
        await wait_until_answered(anna, room, 5)
    asked += [await anna.say(room, f"vraag {number}") for number in range(30, 60)]
    assert len(await answered(anna, room)) < 30

    async with process(account):
        await wait_until_answered(anna, room, 40)
    assert len(await answered(anna, room)) < 60
    async with process(account):
        await wait_until_answered(anna, room, 60)

    assert await answered(anna, room) == asked


@pytest.mark.parametrize(
    ("who", "faults"),
    [
        ("anna", Faults(rooms=4, messages=48, kills=2, restarts=1, seed=5)),
        ("eva", Faults(rooms=2, messages=20, kills=1, restarts=1, seed=5)),
    ],
    ids=["plain", "encrypted"],
)
async def test_killed_while_the_homeserver_restarts_too_each_message_is_answered_once_and_in_order(
    synapse: Synapse, anna: Person, eva: EncryptedPerson, account: MatrixAccount, who: str, faults: Faults
):
    assert await survive(synapse, eva if who == "eva" else anna, account, faults) == []


async def test_stopped_in_the_middle_of_an_answer_it_is_given_after_the_restart(
    anna: Person, account: MatrixAccount
):
    async with serving(account, Echo(seconds=3600)):
        room = await anna.create_room(account.user_id)
        await anna.wait_for_member(room, account.user_id)
        asked = await anna.say(room, "wat is de ACU?")
        await anna.wait_for(lambda event: event["type"] == "m.typing")

    async with serving(account):
        await anna.wait_for_reply(asked)

    assert await answered(anna, room) == [asked]


async def test_of_more_messages_than_a_timeline_holds_none_is_missed(
    anna: Person, bob: Person, account: MatrixAccount
):
    async with serving(account):
        group = await anna.create_room(account.user_id, bob.user_id)
        await bob.join(group)
        await anna.wait_for_member(group, account.user_id)
        await anna.wait_for_reply(await anna.say(group, f"{account.user_id} hallo"))
    asked = []
    for _ in range(10):
        asked.append(await anna.say(group, f"{account.user_id} vraag"))
        await asyncio.gather(*(bob.say(group, "wij praten verder") for _ in range(22)))

    async with serving(account):
        await wait_until_answered(anna, group, len(asked) + 1)

    assert (await answered(anna, group))[1:] == asked


async def test_a_homeserver_that_is_down_at_the_start_and_later_is_waited_for(
    synapse: Synapse, anna: Person, account: MatrixAccount
):
    await asyncio.to_thread(synapse.stop)
    try:
        async with serving(account):
            await asyncio.sleep(1)
            await asyncio.to_thread(synapse.start)
            room = await anna.create_room(account.user_id)
            await anna.wait_for_member(room, account.user_id)

            await asyncio.to_thread(synapse.stop)
            await asyncio.sleep(1)
            await asyncio.to_thread(synapse.start)
            asked = await anna.say(room, "ben je er weer?")

            await anna.wait_for_reply(asked)
    finally:
        await asyncio.to_thread(synapse.stop)
        await asyncio.to_thread(synapse.start)


async def test_a_restart_goes_on_as_the_same_device_without_the_password(
    anna: Person, account: MatrixAccount
):
    session_file = account.data_dir / "matrix" / "session.json"
    async with serving(account):
        room = await anna.create_room(account.user_id)
        await anna.wait_for_member(room, account.user_id)
        await anna.wait_for_reply(await anna.say(room, "ben je er?"))
    before = session_file.read_text()

    async with serving(dataclasses.replace(account, password=None)):
        await anna.wait_for_reply(await anna.say(room, "ben je er nog?"))

    assert session_file.read_text() == before
    assert session_file.stat().st_mode & 0o777 == 0o600


async def test_a_revoked_session_ends_the_channel(synapse: Synapse, anna: Person, account: MatrixAccount):
    async with serving(account) as channel:
        await anna.wait_for_member(await anna.create_room(account.user_id), account.user_id)

        await log_out(synapse, session_of(account)["access_token"])

        with pytest.raises(SessionRevoked):
            await asyncio.wait_for(channel, PATIENCE)


async def test_after_a_revoked_session_the_password_opens_another_on_a_device_of_its_own(
    synapse: Synapse, anna: Person, account: MatrixAccount
):
    async with serving(account):
        room = await anna.create_room(account.user_id)
        await anna.wait_for_member(room, account.user_id)
        await anna.wait_for_reply(await anna.say(room, "ben je er?"))
    before = session_of(account)
    await log_out(synapse, before["access_token"])

    async with serving(account):
        await anna.wait_for_reply(await anna.say(room, "ben je er nog?"))

    assert session_of(account)["device_id"] != before["device_id"]
    assert session_of(account)["access_token"] != before["access_token"]


async def test_an_access_token_is_used_instead_of_a_password(synapse: Synapse, anna: Person, tmp_path: Path):
    registered = await asyncio.to_thread(synapse.register, f"token-{anna.user_id[6:14]}", "geheim")
    account = MatrixAccount(
        homeserver=synapse.url,
        user_id=registered["user_id"],
        access_token=SecretStr(registered["access_token"]),
        data_dir=tmp_path,
    )
    async with serving(account):
        room = await anna.create_room(account.user_id)
        await anna.wait_for_member(room, account.user_id)

        await anna.wait_for_reply(await anna.say(room, "hallo"))


async def test_a_wrong_password_is_refused(account: MatrixAccount):
    async with serving(dataclasses.replace(account, password=SecretStr("fout"))) as channel:
        with pytest.raises(LoginRefused) as refused:
            await asyncio.wait_for(channel, PATIENCE)

    assert refused.value.code == "M_FORBIDDEN"


async def log_out(synapse: Synapse, access_token: str) -> None:
    """End a session, as its owner can from another device."""
    async with Person.with_token(synapse, access_token) as owner:
        await owner.request("POST", "logout", {})


async def test_without_what_it_kept_the_assistant_answers_nothing_of_before(
    anna: Person, account: MatrixAccount
):
    async with serving(account):
        room = await anna.create_room(account.user_id)
        await anna.wait_for_member(room, account.user_id)
        asked = [await anna.say(room, f"vraag {number}") for number in range(3)]
        await anna.wait_for_reply(asked[-1])
    for file in account.data_dir.glob("wegwijzer.db*"):
        file.unlink()
    unheard = await anna.say(room, "en dit?")

    async with serving(account):
        async with asyncio.timeout(PATIENCE):
            while len(await answered(anna, room)) == len(asked):
                await anna.say(room, "ben je er?")
                await asyncio.sleep(1)

    replied_to = await answered(anna, room)
    assert replied_to[:3] == asked
    assert not {*asked, unheard} & set(replied_to[3:])
