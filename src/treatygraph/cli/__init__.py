"""The command line: parse, call, print. Results on standard output, talk on standard error.

Exit codes: 0 fine, 1 the data do not conform or some documents failed (each is named),
2 the run could not be done.
"""

from treatygraph.cli.main import main

__all__ = ["main"]
