"""Figures for Prometheus: counts and times, never texts."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

_SECONDS = (0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300)


class Metrics:
    """One server's figures."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self.requests = Counter(
            "yongeo_requests", "Requests answered", ("route", "method", "status"), registry=self._registry
        )
        self.seconds = Histogram(
            "yongeo_request_seconds",
            "Seconds to answer",
            ("route",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self.characters = Counter("yongeo_characters", "Characters translated", registry=self._registry)
        self.pins = Counter("yongeo_pins", "Pins by how they came out", ("how",), registry=self._registry)
        self.waiting = Gauge("yongeo_waiting", "Requests that wait for the engine", registry=self._registry)
        self.batch = Histogram(
            "yongeo_batch_segments",
            "Segments of each batch",
            buckets=(1, 2, 4, 8, 16, 32, 64, 128, 256, 512),
            registry=self._registry,
        )

    def text(self) -> bytes:
        """All figures in Prometheus' text format."""
        return generate_latest(self._registry)
