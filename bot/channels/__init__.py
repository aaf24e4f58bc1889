"""Where people meet the assistant; a channel translates and decides nothing."""
