"""A demonstration: a homeserver, the assistant and a Matrix client in the browser, all on this computer."""
