"""Command line: `python -m groundplan_emulator [--port N] [--ready-file FILE] [--enforce] [--run-functions]`."""

import argparse
import sys
from pathlib import Path

from groundplan_emulator.server import serve


def main() -> int:
    parser = argparse.ArgumentParser(prog="emulator", description="AWS for Terraform, in memory, on 127.0.0.1.")
    parser.add_argument(
        "--port", type=int, default=0, metavar="N", help="port to listen on (0, the default: a free one)"
    )
    parser.add_argument("--ready-file", type=Path, metavar="FILE", help="gets the port once calls are answered")
    parser.add_argument(
        "--enforce", action="store_true", help="evaluate permissions as AWS does, and refuse what a caller may not do"
    )
    parser.add_argument("--run-functions", action="store_true", help="run functions in Python when they are invoked")
    options = parser.parse_args()
    if not 0 <= options.port <= 65535:
        parser.error(f"--port takes 0 to 65535, not {options.port}")
    try:
        serve(options.port, options.ready_file, options.enforce, options.run_functions)
    except SystemExit:
        # werkzeug explains on stderr which port is taken, then exits.
        return 1
    except OSError as error:
        print(f"The emulator cannot start: {error.strerror or error}.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
