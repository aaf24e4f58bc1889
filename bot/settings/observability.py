"""Settings of what those who run the assistant see of it."""

from typing import Literal

from pydantic import AnyHttpUrl, Field

from bot.settings.section import Section


class ObservabilitySettings(Section):
    """What those who run the assistant see of it.

    Attributes:
        port: where metrics and health are served over HTTP; None for nowhere.
        host: address that is listened on for that.
        log_format: lines for people, or a JSON object a line for machines.
        otlp_endpoint: web address of an OpenTelemetry collector that is told how messages are handled; None
            for none.
    """

    port: int | None = Field(default=None, ge=0, lt=65536)
    host: str = "127.0.0.1"
    log_format: Literal["text", "json"] = "text"
    otlp_endpoint: AnyHttpUrl | None = None
