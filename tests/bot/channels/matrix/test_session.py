from pathlib import Path

from bot.channels.matrix.session import Session, load_session, save_session

SESSION = Session("https://example.org", "@wegwijzer:example.org", "APPARAAT", "geheim")


def test_a_session_is_read_as_it_was_written_and_nobody_else_may_read_it(tmp_path: Path):
    file = tmp_path / "matrix" / "session.json"

    save_session(file, SESSION)

    assert load_session(file) == SESSION
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_a_new_session_takes_the_place_of_the_old_one(tmp_path: Path):
    file = tmp_path / "session.json"
    file.write_text("half {")

    save_session(file, SESSION)

    assert load_session(file) == SESSION
    assert list(tmp_path.iterdir()) == [file]


def test_there_is_no_session_in_a_file_that_is_missing_or_broken(tmp_path: Path):
    broken = tmp_path / "session.json"
    broken.write_text('{"homeserver": "https://example.org"}')

    assert load_session(broken) is None
    assert load_session(tmp_path / "missing.json") is None


def test_the_token_is_not_shown():
    assert "geheim" not in repr(SESSION)
