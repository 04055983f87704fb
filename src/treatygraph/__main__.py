"""``python -m treatygraph``."""

from treatygraph.cli import main

if __name__ == "__main__":
    main()
