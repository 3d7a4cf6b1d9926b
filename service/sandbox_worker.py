"""The child that runs one user's query: reads a JSON request on stdin, writes the result to stdout, and ends.

Run as a file by service/sandbox.py, so that it imports nothing but the standard library and pyoxigraph. Before it opens the
store it gives up the network, where the system lets it, and takes on a limit of memory and of processor time.
Exit status: 0 result on stdout, 3 the query is wrong, 4 it failed while running; the reason is on stderr.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import resource
import sys

_NEW_USER, _NEW_NET = 0x10000000, 0x40000000  # CLONE_NEWUSER, CLONE_NEWNET of sched.h
WRONG, FAILED = 3, 4
MAX_RESULT = 64 * 1024 * 1024


def _leave_network() -> None:
    """Enters an empty network namespace; without the right to, the query guard alone keeps queries off the network."""
    with contextlib.suppress(OSError, AttributeError):
        unshare = ctypes.CDLL(None, use_errno=True).unshare
        if unshare(_NEW_NET) != 0:
            unshare(_NEW_USER | _NEW_NET)


def _limit(memory_mb: int, seconds: float) -> None:
    memory = memory_mb * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    processor = int(seconds) + 2  # the parent's clock comes first; this stands where the parent died
    resource.setrlimit(resource.RLIMIT_CPU, (processor, processor))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _run(request: dict[str, str], prefixes: dict[str, str]) -> bytes:
    import pyoxigraph as ox  # after the limits: its threads and caches count too

    result = ox.Store.read_only(request["store"]).query(request["query"], prefixes=prefixes)
    kind = request["format"]
    data: bytes | None
    if isinstance(result, ox.QueryTriples):
        data = ox.serialize(result, format=ox.RdfFormat.from_extension(kind), prefixes=prefixes)
    else:
        data = result.serialize(format=ox.QueryResultsFormat.from_extension("srx" if kind == "xml" else kind))
    return data or b""


def main() -> int:
    request = json.load(sys.stdin)
    _leave_network()
    _limit(request["memory_mb"], request["seconds"])
    try:
        data = _run(request, request["prefixes"])
    except SyntaxError as error:
        sys.stderr.write(str(error))
        return WRONG
    except (OSError, RuntimeError, ValueError, MemoryError) as error:
        sys.stderr.write("memory" if isinstance(error, MemoryError) else str(error))
        return FAILED
    if len(data) > MAX_RESULT:
        sys.stderr.write(f"结果有 {len(data) // 2**20} MB，上限 {MAX_RESULT // 2**20} MB：加 LIMIT 或少选几列")
        return FAILED
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
