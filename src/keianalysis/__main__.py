"""``python -m keianalysis`` is the command line."""

from keianalysis.cli import main

if __name__ == "__main__":
    main()
