"""One module a file format: ``read`` gives a Document, ``write`` gives the file back from one."""
