"""One line for each thing that can go wrong: what is wrong, and what to do."""

from bot.backup.refused import BackupRefused
from bot.channels.matrix.account_lock import AccountInUse
from bot.channels.matrix.client import LoginRefused
from bot.channels.matrix.encryption.cross_signing import OtherIdentity
from bot.channels.matrix.encryption.store import PickleKeyWrong, StoreLost
from bot.channels.matrix.password_asked import PasswordRefused
from bot.channels.matrix.requests import SessionRevoked
from bot.channels.matrix.setup import TokenGiven
from bot.channels.telegram.requests import TokenRefused
from bot.cli.ask import BatchInvalid
from bot.cli.evaluation_set.adding import DocumentUnknown, PersonalDataInQuestion
from bot.cli.evaluation_set.removing import QuestionUnknown
from bot.cli.fixed_answers.store import FixedAnswerInvalid, FixedAnswerUnknown
from bot.cli.gaps.store import GapUnknown
from bot.cli.knelpunten.importing import NothingImportable
from bot.cli.knelpunten.showing import KnelpuntUnknown
from bot.cli.knelpunten.similar import NotFittedFor
from bot.cli.matrix.account import NoMatrixAccount
from bot.cli.output import OutputExists
from bot.cli.run import NoChannel
from bot.cli.typed import PersonalDataTyped
from bot.delivery.delivery import ChannelUnavailable
from bot.evaluation.questions import QuestionsInvalid
from bot.evaluation.report import ReportInvalid
from bot.observability.pages import PortUnusable
from bot.observability.tracing import TelemetryMissing
from bot.overview.arguments import PeriodNotUnderstood
from bot.privacy.personal_data import PersonalDataKind
from bot.settings import SettingsInvalid
from bot.stand.selection import NothingReported, OrganisationUnknown
from bot.storage.copying import TargetInUse
from bot.storage.database import DatabaseUnusable
from bot.storage.snapshots import DatabaseInUse, OtherVersion
from bot.storage.transaction import DatabaseRefuses, Overtaken
from bot.wording import (
    backup,
    database,
    fixed_answers,
    fixed_answers_cli,
    gaps_cli,
    migrating,
    settings,
    stand,
    telegram,
)
from bot.wording.privacy import KIND_NAMES
from bot.workflow.routing_rules import RoutingInvalid
from index.embedding.model_files import ModelFileError
from index.embedding.sentence_transformers_embedder import ModelLoadError
from index.evaluation_files import EvaluationFileError
from index.generations import IndexUnavailable, NoGenerationError, NoIndexError, WrongModelError
from index.lock import LockedError
from knowledge.glossary import GlossaryError


def explain(error: BaseException) -> str | None:  # noqa: C901, PLR0911, PLR0912, PLR0915 - one case for each thing that can go wrong
    """Say what is wrong and what to do; None for an error that is ours to mend."""
    match error:
        case SettingsInvalid():
            return settings.wrong(error)
        case DatabaseUnusable(url=url, detail=detail):
            return database.unusable(url, detail)
        case BackupRefused():
            return backup.refused(error)
        case DatabaseInUse(url=url):
            return database.DATABASE_IN_USE.format(url=url)
        case OtherVersion(found=found):
            return database.OTHER_VERSION.format(found=found)
        case TargetInUse(table=table):
            return migrating.IN_USE.format(table=table)
        case DatabaseRefuses(reason=reason):
            return f"de database doet niet mee ({reason}). Er is niets veranderd. Probeer het opnieuw."
        case NoIndexError(place=place):
            return f"er is geen bruikbare index in {place}. Maak hem met: wegwijzer reindex"
        case IndexUnavailable(place=place, lacks_extension=True):
            return database.NO_PGVECTOR.format(url=place)
        case IndexUnavailable(place=place, reason=reason):
            return database.NO_INDEX.format(url=place, reason=reason)
        case NoGenerationError(number=number):
            return f"generatie {number} is er niet. Zie welke er zijn met: wegwijzer generaties"
        case WrongModelError(made_by=made_by):
            return (
                f"de index is met een ander taalmodel gemaakt ({made_by}). Maak hem opnieuw met: "
                "wegwijzer reindex, of zet embedding_model terug."
            )
        case LockedError():
            return "een ander proces werkt deze index al bij. Probeer het straks opnieuw."
        case ModelFileError() | ModelLoadError():
            return (
                f"het taalmodel kan niet geladen worden ({error}). "
                "Draai make install opnieuw, of controleer embedding_model."
            )
        case GlossaryError():
            return f"de begrippenlijst klopt niet: {error}"
        case NoChannel():
            return settings.NO_CHANNEL
        case PortUnusable(host=host, port=port, reason=reason):
            return (
                f"Wegwijzer kan poort {port} op {host} niet gebruiken ({reason}). Gebruikt een ander "
                "programma die poort? Stop dat, of kies een andere met observability.port."
            )
        case TelemetryMissing():
            return (
                "voor observability.otlp_endpoint ontbreken pakketten. "
                "Installeer ze met: pip install 'wegwijzer[telemetry]', of haal de instelling weg."
            )
        case LoginRefused(user_id=user_id, code=code):
            return (
                f"{user_id} kan niet inloggen bij Matrix ({code}). Controleer matrix.homeserver, "
                "matrix.user_id en het wachtwoord of token."
            )
        case SessionRevoked():
            return "Matrix heeft de sessie beëindigd. Start opnieuw met een wachtwoord of een nieuw token."
        case TokenRefused():
            return telegram.UNKNOWN_BOT
        case NoMatrixAccount():
            return "er is geen Matrix-account. Zet matrix.homeserver en matrix.user_id in wegwijzer.toml."
        case PasswordRefused(user_id=user_id, code="OTHER_WAY"):
            return (
                f"de homeserver wil iets anders zien dan het wachtwoord van {user_id}. "
                "Sta daar toe dat het account zijn sleutels vervangt, en probeer het opnieuw."
            )
        case PasswordRefused(user_id=user_id, code=code):
            return f"de homeserver wil het wachtwoord van {user_id} zien, en dat klopt niet ({code})."
        case PickleKeyWrong(folder=folder):
            return (
                f"matrix.pickle_key past niet bij de sleutels in {folder}. Zet de oude terug, "
                "of begin opnieuw met: wegwijzer matrix recover"
            )
        case StoreLost(folder=folder, device_id=device):
            return (
                f"de sleutels van apparaat {device} staan niet in {folder}. Zet een reservekopie terug, "
                "of begin opnieuw met: wegwijzer matrix recover"
            )
        case OtherIdentity(user_id=user_id):
            return (
                f"{user_id} heeft al een identiteit waarvan de sleutels hier niet zijn. "
                "Vervang die met: wegwijzer matrix recover"
            )
        case AccountInUse(user_id=user_id):
            return f"een ander proces gebruikt {user_id} al. Stop dat eerst."
        case TokenGiven():
            return (
                "met matrix.access_token kan er geen nieuw apparaat komen. Haal het weg uit de instellingen, "
                "en probeer het opnieuw met het wachtwoord."
            )
        case ChannelUnavailable():
            return f"de server is niet bereikbaar ({error}). Probeer het later opnieuw."
        case BatchInvalid(path=path, line=line):
            return f"{path}, regel {line}: verwacht een JSON-object met id en question."
        case QuestionsInvalid(path=path, line=line, detail=detail):
            return f"{path}, regel {line}: geen bruikbare vraag ({detail})."
        case QuestionUnknown(typed=typed):
            return f"toetsvraag {typed} is er niet. Zoek hem op met: wegwijzer toetsvragen list"
        case PersonalDataInQuestion():
            return "in de vraag staan persoonsgegevens. Haal die weg: het bestand wordt door anderen gelezen."
        case DocumentUnknown(typed=typed, nearest=nearest):
            meant = f" Bedoel je {' of '.join(nearest)}?" if nearest else ""
            return f"er is geen document {typed!r} in de index.{meant}"
        case ReportInvalid(path=path):
            return f"{path} is geen bestand van wegwijzer evaluate --json."
        case KnelpuntUnknown(number=number, is_number=True):
            return f"{number} is er niet. Zoek het op met: wegwijzer knelpunten list"
        case KnelpuntUnknown(number=number):
            return f"{number!r} is geen nummer van een knelpunt. Geef het bijvoorbeeld als KP-2026-0042."
        case GapUnknown(typed=typed):
            return gaps_cli.UNKNOWN.format(typed=typed)
        case FixedAnswerUnknown(number=number):
            return fixed_answers_cli.UNKNOWN.format(number=number)
        case FixedAnswerInvalid(wrong=wrong):
            return fixed_answers.wrong(wrong)
        case PersonalDataTyped(kinds=kinds):
            names = ", ".join(KIND_NAMES[PersonalDataKind(kind)] for kind in kinds)
            return fixed_answers_cli.PERSONAL_DATA.format(kinds=names)
        case OutputExists(path=path, replaceable=True):
            return f"{path} bestaat al. Geef een andere naam, of vervang het met --force."
        case OutputExists(path=path):
            return f"{path} is geen gewoon bestand. Geef een andere naam, of laat --output weg."
        case PeriodNotUnderstood(typed=typed):
            return f"{typed!r} is geen periode. Typ bijvoorbeeld: 2026, maart 2026 of kwartaal 2 2026."
        case OrganisationUnknown() | NothingReported():
            return stand.refusal_in_one_line(error)
        case RoutingInvalid(path=path, rule=rule, key=key, detail=detail):
            place = "".join(f", {name} {said}" for name, said in (("regel", rule), ("sleutel", key)) if said)
            return (
                f"de regels voor de routering kloppen niet ({path}{place}: {detail}). Verbeter dat bestand, "
                "of noem een ander in workflow.routing (in de omgeving WEGWIJZER_WORKFLOW_ROUTING)."
            )
        case NothingImportable(lines=lines):
            return f"geen enkele regel is bruikbaar ({lines} overgeslagen). Er is niets ingelezen."
        case NotFittedFor(model=model):
            return (
                f"met dit taalmodel ({model}) zoekt de assistent niet naar knelpunten die op elkaar lijken. "
                "Zet embedding_model terug op de standaard."
            )
        case Overtaken():
            return (
                "iemand anders schreef tegelijk in de database. Er is niets veranderd. Probeer het opnieuw."
            )
        case EvaluationFileError():
            return f"{error}."
        case FileNotFoundError():
            return f"{error.filename} bestaat niet."
        case OSError():
            return f"{error.strerror or error}: {error.filename or 'schijf'}."
    return None
