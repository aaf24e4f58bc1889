"""The OpenTelemetry library, where it is installed: spans are made and sent to a collector."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.id_generator import RandomIdGenerator
from opentelemetry.trace import (
    NonRecordingSpan,
    Span,
    SpanContext,
    StatusCode,
    TraceFlags,
    set_span_in_context,
    use_span,
)

from bot.observability.failure import named

LONGEST_SENDING = 2.0
"""Seconds that sending spans may take; for so long a collector that is away also holds up the end."""

_root: ContextVar[bytes | None] = ContextVar("root", default=None)


class _Ids(RandomIdGenerator):
    """Names the first span of a trace as is said, and every other one at random."""

    def generate_trace_id(self) -> int:
        root = _root.get()
        return super().generate_trace_id() if root is None else int.from_bytes(root[:16])

    def generate_span_id(self) -> int:
        root = _root.get()
        return super().generate_span_id() if root is None else int.from_bytes(root[16:])


class Exporting:
    """Makes spans, and sends them to a collector from a thread of its own.

    Args:
        endpoint: web address of the collector.
    """

    def __init__(self, endpoint: str) -> None:
        exporter = OTLPSpanExporter(f"{endpoint.rstrip('/')}/v1/traces", timeout=LONGEST_SENDING)
        self._provider = TracerProvider(
            resource=Resource.create({"service.name": "wegwijzer"}),
            shutdown_on_exit=False,
            id_generator=_Ids(),
        )
        self._provider.add_span_processor(BatchSpanProcessor(exporter))
        self._tracer = self._provider.get_tracer("wegwijzer")

    def close(self) -> None:
        """Send what is left."""
        self._provider.shutdown()

    def span(self, name: str) -> Span:
        """Begin a span within the one that there is."""
        return self._tracer.start_span(name)

    def past(self, name: str, began: int) -> None:
        """Make a span from a moment in nanoseconds until now."""
        self._tracer.start_span(name, start_time=began).end()

    def root(self, name: str, trace: bytes, about: Mapping[str, str], began: int) -> Span:
        """Begin the first span of a trace.

        Args:
            name: of the span.
            trace: 24 bytes that name the trace and this span.
            about: attributes.
            began: when it began, in nanoseconds.
        """
        token = _root.set(trace)
        try:
            return self._tracer.start_span(name, attributes=about, start_time=began)
        finally:
            _root.reset(token)

    def part(self, name: str, trace: bytes) -> Span:
        """Begin a span below the first one of a trace, which perhaps another process made."""
        trace_id, span_id = int.from_bytes(trace[:16]), int.from_bytes(trace[16:])
        first = SpanContext(trace_id, span_id, is_remote=True, trace_flags=TraceFlags(TraceFlags.SAMPLED))
        return self._tracer.start_span(name, set_span_in_context(NonRecordingSpan(first)))

    @contextmanager
    def during(self, span: Span) -> Iterator[None]:
        """Have a span last as long as the block, and those that are begun in it be within it."""
        # By itself the library writes down the text of an exception.
        with use_span(span, end_on_exit=True, record_exception=False, set_status_on_exception=False):
            try:
                yield
            except Exception as error:
                span.set_status(StatusCode.ERROR, named(error))
                raise
