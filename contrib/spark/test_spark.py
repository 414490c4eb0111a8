#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Nothing is lost and nothing doubled when an executor dies in the middle of a job.

  RXDEBUG=.build/release/rxdebug python3 contrib/spark/test_spark.py

Two executors with a JVM each (local-cluster mode) check 22,000 cases with poison among them: lines that are no
JSON, a blank one, patterns that backtrack without end. One JVM is killed with SIGKILL once some partitions are
done. What is stored at the end has to be, line by line, what one process says on this machine. `make test-spark`
brings PySpark and Java along.
"""
import collections
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(HERE), str(ROOT / "Benchmarks" / "pool")]
import corpus  # noqa: E402
import rxdebug_spark  # noqa: E402

RXDEBUG = str(pathlib.Path(os.environ.get("RXDEBUG", ROOT / ".build" / "release" / "rxdebug")).resolve())
PARTITIONS = 16
NO_JSON = ['{"id":"torn:1","pattern":"a', "not a case", "", '{"id":"torn:4"}', '["a","b"]']


def cases():
    lines = [*corpus.light(19_000), *corpus.heavy(3_000)]
    for number, (pattern, subject) in enumerate(corpus.CATASTROPHIC[:4]):
        lines.insert(4_001 * number, f'{{"id":"cat:{number}",' + corpus.line(pattern, [], subject, judged=False))
    for number, text in enumerate(NO_JSON * 4):
        lines.insert(1_003 * number, text)
    return lines


def essence(lines):
    """Verdicts without what depends on how cases are split: their place in the file."""
    found = collections.Counter()
    for line in lines:
        verdict = json.loads(line)
        for name in ("file", "line"):
            verdict.pop(name, None)
        found[json.dumps(verdict, sort_keys=True)] += 1
    return found


def executors():
    """The JVMs of executors that this process has started, directly or not."""
    parents, found = {}, []
    for folder in pathlib.Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            if b"CoarseGrainedExecutorBackend" in (folder / "cmdline").read_bytes():
                found.append(int(folder.name))
        except OSError:
            pass  # gone meanwhile

    def is_ours(pid):
        while pid in parents:
            if pid == os.getpid():
                return True
            pid = parents[pid]
        return False

    return [pid for pid in found if is_ours(pid)]


class Job(threading.Thread):
    def __init__(self, spark, source, output, rxdebug=RXDEBUG):
        super().__init__()
        self.arguments = spark, source, output
        self.rxdebug, self.counts, self.error = rxdebug, None, None

    def run(self):
        try:
            self.counts = rxdebug_spark.check(*self.arguments, partitions=PARTITIONS, rxdebug=self.rxdebug)
        except Exception as error:  # noqa: BLE001: the test looks at it
            self.error = error


class SparkTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        os.environ["PYSPARK_PYTHON"] = sys.executable
        from pyspark import SparkConf, SparkContext
        settings = SparkConf().setMaster("local-cluster[2,1,1024]").setAppName("rxdebug")
        settings.set("spark.ui.enabled", "false").set("spark.ui.showConsoleProgress", "false")
        settings.set("spark.executor.memory", "1g").set("spark.log.level", "OFF")
        cls.spark = SparkContext(conf=settings)
        cls.folder = tempfile.TemporaryDirectory()
        cls.path = pathlib.Path(cls.folder.name)
        cls.lines = cases()
        (cls.path / "cases.ndjson").write_text("".join(line + "\n" for line in cls.lines))

    @classmethod
    def tearDownClass(cls):
        cls.spark.stop()
        cls.folder.cleanup()

    def done_tasks(self):
        """Tasks of the stage with the filter that are done, and its failed ones."""
        tracker = self.spark.statusTracker()
        stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
        counts = [(stage.numCompletedTasks, stage.numFailedTasks) for stage in stages
                  if stage and stage.numTasks == PARTITIONS and stage.name.startswith("runJob")]
        return max(counts, default=(0, 0))

    def test_an_executor_dies(self):
        output = self.path / "verdicts"
        job = Job(self.spark, str(self.path / "cases.ndjson"), str(output))
        job.start()
        victim, done, failed = None, 0, 0
        while job.is_alive():
            now = self.done_tasks()
            failed = max(failed, now[1])
            if victim is None and now[0] >= 3:
                done = now[0]
                victim = executors()[0]
                os.kill(victim, signal.SIGKILL)
            time.sleep(0.02)
        self.assertIsNone(job.error)
        self.assertIsNotNone(victim, "no executor was killed")
        self.assertLess(done, PARTITIONS, "the job was over when the executor was killed")
        self.assertGreater(failed, 0, "no task was interrupted")
        self.assertEqual(job.counts, (len(self.lines), len(self.lines)))

        stored = [line for part in sorted(output.glob("part-*")) for line in part.read_text().splitlines()]
        ids = collections.Counter(json.loads(line).get("id") for line in stored)
        self.assertEqual({id for id, count in ids.items() if count > 1 and id is not None}, set())
        alone = subprocess.run(
            [RXDEBUG, "batch", "--stdin", "--ndjson", "--fail-on", "none", "--jobs", "1"],
            input="".join(line + "\n" for line in self.lines).encode(),
            stdout=subprocess.PIPE, env={}, cwd="/", check=True)
        self.assertEqual(essence(stored), essence(alone.stdout.decode().splitlines()))
        kinds = collections.Counter(json.loads(line)["verdict"] for line in stored)
        print(f"executor {victim} killed after {done} of {PARTITIONS} tasks, {failed} interrupted; "
              f"{len(stored)} verdicts: {dict(kinds)}", file=sys.stderr)

    def test_a_filter_that_cannot_run_fails_the_job(self):
        output = self.path / "nothing"
        job = Job(self.spark, str(self.path / "cases.ndjson"), str(output), rxdebug="/bin/false")
        job.start()
        job.join()
        self.assertIsNotNone(job.error)
        self.assertFalse((output / "_SUCCESS").exists())


if __name__ == "__main__":
    # PySpark leaves a socket to the collector at each action.
    unittest.main(verbosity=2, warnings="ignore")
