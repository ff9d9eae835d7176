"""Runs a command and prints the memory of the largest process that it started, in KiB."""

import resource
import subprocess
import sys

code = subprocess.call(sys.argv[1:])
print(f"peak {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss}", flush=True)
sys.exit(code if code >= 0 else 128 - code)
