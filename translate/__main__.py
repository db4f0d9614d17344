"""``python -m translate``: the command line."""

from translate.commands import main

main(prog_name="yongeo")
