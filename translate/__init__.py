"""Translate Korean articles to English and keep every term as the glossary says."""
