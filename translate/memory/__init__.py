"""The translation memory, which is the resume journal, too: what is done, by whom, and what is like it."""

from translate.memory.errors import TranslationMemoryError
from translate.memory.memory import Memory, default_path
from translate.memory.stored import Share, Stored, human_key, key

__all__ = ["Memory", "Share", "Stored", "TranslationMemoryError", "default_path", "human_key", "key"]
