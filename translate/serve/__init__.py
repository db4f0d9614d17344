"""An HTTP API over the translator, in the words of LibreTranslate and of DeepL, and a page for people."""
