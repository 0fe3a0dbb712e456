"""Runs a program in a terminal of its own, and types for somebody.

Reads from stdin what to run, as JSON: argv, env, cwd, columns, and typed, a list of [prompt, keys]: the keys are
typed once the prompt has been seen behind the last one. Where there is stdin, a text, the program reads that from a
pipe, and the terminal is there but for it. Writes what the terminal saw to stdout, and exits as the program did; it
complains of a program that leaves the terminal without echo.
"""

import fcntl
import json
import os
import pty
import select
import struct
import sys
import termios
import time

PATIENCE = 60

job = json.load(sys.stdin)
typed = job["typed"]
child, terminal = pty.fork()
if child == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 50, job["columns"], 0, 0))
    if job["stdin"]:
        reader, writer = os.pipe()
        os.write(writer, job["stdin"].encode())
        os.close(writer)
        os.dup2(reader, 0)
    os.chdir(job["cwd"])
    os.execve(job["argv"][0], job["argv"], job["env"])

seen = b""
looked_at = 0
deadline = time.monotonic() + PATIENCE
while True:
    if typed:
        prompt, keys = typed[0]
        at = seen.find(prompt.encode(), looked_at)
        if at >= 0:
            os.write(terminal, keys.encode())
            looked_at = at + len(prompt.encode())
            typed.pop(0)
            continue
    if not select.select([terminal], [], [], max(0, deadline - time.monotonic()))[0]:
        os.kill(child, 9)
        sys.exit(f"nothing more after {PATIENCE} s: {seen!r}")
    try:
        chunk = os.read(terminal, 65536)
    except OSError:  # EIO: the program has let go of the terminal.
        break
    if not chunk:
        break
    seen += chunk
sys.stdout.buffer.write(seen)
sys.stdout.flush()
status = os.waitpid(child, 0)[1]
if not termios.tcgetattr(terminal)[3] & termios.ECHO:
    sys.exit("the terminal was left without echo")
if typed:
    sys.exit(f"nobody asked: {typed}")
sys.exit(os.waitstatus_to_exitcode(status))
