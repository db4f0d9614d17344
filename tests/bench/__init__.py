"""Benchmarks: one program, one run, ratios of what was measured side by side."""
