"""``python -m treatygraph.cli``."""

from treatygraph.cli.main import main

if __name__ == "__main__":
    main()
