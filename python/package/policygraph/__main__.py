"""The command ``policygraph``: the program of the module, on the arguments of the process."""

import signal
import sys

from policygraph import policygraph_native


def main() -> None:
    """Run the program and exit with its code."""
    # The program handles Ctrl-C itself, and a reader that closes the pipe.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    policygraph_native.set_program([sys.executable, "-m", "policygraph"])
    sys.exit(policygraph_native.run(["policygraph", *sys.argv[1:]]))


if __name__ == "__main__":
    main()
