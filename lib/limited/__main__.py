"""The process that children are forked from: it has loaded what they need, holds no register and no thread.

`python -m lib.limited MODULE …`: the parent's socket is standard input. Each message on it carries two open files: the
request, and where to tell the answer. It ends with its parent.
"""

import importlib
import os
import signal
import socket
import sys

from lib.limited.child import work


def main(modules: list[str]) -> None:
    """Load the modules, then fork a child for every request until the parent is gone."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel buries the children
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C in the parent's terminal is the parent's
    for module in modules:
        importlib.import_module(module)
    with socket.socket(fileno=os.dup(0)) as parent:
        parent.sendall(b"!")
        while files := socket.recv_fds(parent, 1, 2)[1]:
            if os.fork() == 0:
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                parent.close()
                work(*files)
            for file in files:
                os.close(file)


if __name__ == "__main__":
    main(sys.argv[1:])
