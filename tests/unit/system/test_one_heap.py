"""All threads take their memory from one heap: what one frees is of use to the others."""

import subprocess
import sys
import textwrap

HEAPS = """
    import ctypes, os, sys, tempfile, threading
    from collabtui.system.malloc_tuning import share_one_heap

    if sys.argv[1] == "shared":
        share_one_heap()
    held, meet = [], threading.Barrier(4)

    def work():
        held.append(bytearray(64_000))
        meet.wait()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()

    libc = ctypes.CDLL(None)
    libc.fdopen.restype = ctypes.c_void_p
    with tempfile.NamedTemporaryFile() as file:
        stream = ctypes.c_void_p(libc.fdopen(os.dup(file.fileno()), b"w"))
        libc.malloc_info(0, stream)
        libc.fclose(stream)
        print(open(file.name).read().count("<heap nr="))
"""


def heaps(how: str) -> int:
    code = textwrap.dedent(HEAPS)
    command = [sys.executable, "-c", code, how]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)  # noqa: S603  # ours


def test_four_threads_have_one_heap() -> None:
    assert heaps("shared") == 1
    assert heaps("each its own") > 1
