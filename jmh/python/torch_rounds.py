"""PyTorch's side of jmh/compare: runs a round of a case whenever it is asked to.

    python torch_rounds.py SOCKET

Prints a line about itself, then listens on the Unix socket. A request is a line such as

    Linear seconds=0.4 shape=768x3072x3072 dtype=F32 threads=2

and its reply names the libraries and the seconds that a call took: `float32=0.0123` is PyTorch's as it comes; `onednn` and
`openblas` are other libraries for the same numbers, where the case has them (see rivals.py); where the request has bfloat16
weights, `bfloat16` is what PyTorch takes when everything is bfloat16. The reply is empty when a package that the case needs
is missing.
"""

import os
import socket
import sys
import threading
import time

import torch

import cases
import rivals


def times(calls: dict, seconds: float) -> str:
    return " ".join(f"{library}={mean_time(call, seconds)}" for library, call in calls.items())


def mean_time(call, seconds: float) -> float:
    """Of as many calls as fit into the time, and at least one."""
    count, start = 0, time.perf_counter()
    while True:
        call()
        count += 1
        elapsed = time.perf_counter() - start
        if elapsed >= seconds:
            return elapsed / count


def prepare(name: str, params: dict[str, str]) -> dict:
    """The calls that answer a request, by library."""
    torch.set_num_threads(int(params["threads"]))
    torch.manual_seed(42)
    sizes = [int(size) for size in params["shape"].split("x")]
    calls = {"float32": cases.CASES[name](torch.float32, *sizes)}
    calls |= {library: rival(*sizes) for library, rival in rivals.RIVALS.get(name, {}).items()}
    if params.get("dtype") == "BF16":
        calls["bfloat16"] = cases.CASES[name](torch.bfloat16, *sizes)
    return {library: call for library, call in calls.items() if call}


def serve(connection: socket.socket) -> None:
    """One fork of JMH: a single case, many rounds."""
    calls = None
    with connection, connection.makefile("rw") as lines:
        for line in lines:
            name, *entries = line.split()
            params = dict(entry.split("=") for entry in entries)
            if calls is None:
                calls = prepare(name, params)
            lines.write(times(calls, float(params["seconds"])) + "\n")
            lines.flush()


def end_with_parent() -> None:
    """Whoever started this holds the other end of its input."""
    sys.stdin.read()
    os._exit(0)


def main(path: str) -> None:
    server = socket.socket(socket.AF_UNIX)
    server.bind(path)
    server.listen()
    print(f"PyTorch {torch.__version__}; blocks: {cases.BLOCKS_SOURCE}", flush=True)
    threading.Thread(target=end_with_parent, daemon=True).start()
    with torch.inference_mode():
        while True:
            serve(server.accept()[0])


if __name__ == "__main__":
    main(sys.argv[1])
