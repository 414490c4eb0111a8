# SPDX-License-Identifier: MIT
"""What a command costs with all its children: wall time, processor time, memory. Linux only.

Processor time is that of the kernel's account for children that were waited for. Memory is the sum of the
proportional set sizes of the tree, sampled; sampling takes time itself, so it gets a run of its own.
"""
import os
import pathlib
import random
import signal
import threading
import time


class Cost:
    """The figures of one run: seconds, and bytes at the peak."""

    def __init__(self, wall, cpu, status):
        self.wall, self.cpu, self.status = wall, cpu, status
        self.tree_peak = self.parent_peak = 0


def start(arguments, stdin="/dev/null", stdout="/dev/null"):
    return os.posix_spawnp(arguments[0], arguments, os.environ, file_actions=[
        (os.POSIX_SPAWN_OPEN, 0, stdin, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, stdout, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644),
        (os.POSIX_SPAWN_OPEN, 2, "/dev/null", os.O_WRONLY, 0)])


def run(arguments, stdin="/dev/null", stdout="/dev/null", during=None):
    """Runs a command to its end; `during` is called with its process number meanwhile."""
    begin = time.perf_counter()
    pid = start(arguments, stdin, stdout)
    if during:
        during(pid)
    _, status, usage = os.wait4(pid, 0)
    wall = time.perf_counter() - begin
    return Cost(wall, usage.ru_utime + usage.ru_stime, os.waitstatus_to_exitcode(status))


def run_for_memory(arguments, stdin="/dev/null", stdout="/dev/null", interval=0.02):
    peaks = {"tree": 0, "parent": 0}
    is_over = threading.Event()

    def sample(pid):
        while not is_over.is_set():
            sizes = [proportional_size(process) for process in tree(pid)]
            peaks["tree"] = max(peaks["tree"], sum(sizes))
            peaks["parent"] = max(peaks["parent"], sizes[0])
            time.sleep(interval)

    sampler = None

    def begin(pid):
        nonlocal sampler
        sampler = threading.Thread(target=sample, args=[pid])
        sampler.start()

    cost = run(arguments, stdin, stdout, during=begin)
    is_over.set()
    sampler.join()
    cost.tree_peak, cost.parent_peak = peaks["tree"], peaks["parent"]
    return cost


def children(pid):
    found = []
    try:
        # A process may be started by any thread of its parent.
        for task in os.listdir(f"/proc/{pid}/task"):
            found += map(int, pathlib.Path(f"/proc/{pid}/task/{task}/children").read_text().split())
    except OSError:
        pass  # gone meanwhile
    return found


def tree(pid):
    found = [pid]
    for process in found:
        found += children(process)
    return found


def proportional_size(pid):
    try:
        for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass  # gone meanwhile
    return 0


class Killer:
    """Kills a random child of a process, again and again, and sees how soon each is waited for."""

    def __init__(self, count, interval, seed):
        self.count, self.interval = count, interval
        self.random = random.Random(seed)
        self.killed, self.slowest = 0, 0.0

    def __call__(self, pid):
        while self.killed < self.count:
            time.sleep(self.interval)
            victims = children(pid)
            if not victims and not is_running(pid):
                return
            if not victims:
                continue
            victim = self.random.choice(victims)
            try:
                os.kill(victim, signal.SIGKILL)
            except ProcessLookupError:
                continue
            self.killed += 1
            begin = time.perf_counter()
            while victim in children(pid) and time.perf_counter() - begin < 5:
                time.sleep(0.0005)
            self.slowest = max(self.slowest, time.perf_counter() - begin)


def is_running(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
