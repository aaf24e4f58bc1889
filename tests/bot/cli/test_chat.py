from pathlib import Path

from tests.bot.cli.wegwijzer import wegwijzer


def test_piped_questions_get_plain_answers_with_their_source(installed: Path, tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'a.db'}"

    result = wegwijzer(
        "chat",
        data=installed,
        typed="Welke rollen kent het driehoekmodel?\n\nbedankt\n",
        WEGWIJZER_DATABASE_URL=database,
    )

    assert result.returncode == 0
    assert all(role in result.stdout for role in ("eigenaar", "opdrachtgever", "opdrachtnemer"))
    assert "Bron: " in result.stdout
    assert result.stdout.rstrip().endswith("Graag gedaan.")
    assert "\x1b" not in result.stdout
