"""The embedded Korean-English model: base weights from the package index, our adapter, merged once."""
