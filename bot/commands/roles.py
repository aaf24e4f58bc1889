"""The command with which roles are given and taken."""

import re

from bot.commands.done import Done, say
from bot.knelpunten.actions import GrantRole, RevokeRoles
from bot.knelpunten.organisations import organisation_key
from bot.messages import Incoming
from bot.naming import CHANNELS, names_somebody
from bot.permissions import Grant, Role
from bot.wording import workflow as words

NONE = "geen"
_CHANNEL = re.compile(rf"({'|'.join(CHANNELS)}):(?=\S)")
_SEPARATOR = re.compile(r"(?<!\s)\s*+[,;]\s*+")


def change_roles(argument: str, incoming: Incoming) -> Done:
    """Give somebody a role, or take back those that were given in chat.

    What is not understood gives nobody anything: a limit that was meant must not be passed over.

    Args:
        argument: who, the role, and of a handler the organisations; the channel stands in front of who it
            is, where that is another one.
        incoming: the message with the command.
    """
    person, _, rest = argument.partition(" ")
    found = _CHANNEL.match(person)
    channel = found[1] if found else incoming.channel
    person = person[found.end() :] if found else person
    typed, _, names = rest.strip().partition(" ")
    role = next((role for role in Role if role.value == typed.casefold()), None)
    if person and typed.casefold() == NONE:
        return Done(say(words.ROLES_TAKEN.format(person=person)), RevokeRoles(channel=channel, person=person))
    if not person or role is None:
        return Done(say(words.ROLE_WHICH.format(example=incoming.sender)))
    if not names_somebody(channel, person):
        return Done(say(words.NAMED[channel]))
    if names.strip() and role is not Role.HANDLER:
        return Done(say(words.ROLE_WITHOUT_LIMITS))
    organisations = tuple(_SEPARATOR.split(names.strip())) if names.strip() else ()
    if not all(map(organisation_key, organisations)):
        return Done(say(words.ROLE_WHICH.format(example=incoming.sender)))
    limits = words.ROLE_LIMITS.format(names=", ".join(organisations)) if organisations else ""
    said = words.ROLE_GIVEN.format(person=person, role=role, limits=limits)
    grant = Grant(role, organisations=organisations)
    return Done(say(said), GrantRole(channel=channel, person=person, grant=grant))
