"""`python -m bot` is the `wegwijzer` command."""

from bot.cli.app import main

main()
