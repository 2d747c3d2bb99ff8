"""`python -m hoinghi` is the `hoinghi` command."""

from hoinghi.cli import main

main()
