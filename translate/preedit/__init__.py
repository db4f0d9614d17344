"""Pre-editing: the Korean that a model is given, plain and clear, with English for words it does not know."""
