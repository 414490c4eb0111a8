#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks case files on a Spark cluster: `rxdebug batch` as a line filter, one for each partition.

  spark-submit rxdebug_spark.py --rxdebug /usr/local/bin/rxdebug --partitions 16 CASES VERDICTS

CASES is a file, a folder or a pattern of lines of JSON that Spark can read (hdfs://, s3a://, a shared folder);
VERDICTS is a folder that does not exist yet. README.md beside this says what to choose; test_spark.py tests it.
"""
import argparse
import shlex


def verdicts(cases, rxdebug="rxdebug", jobs=1, options=()):
    """An RDD of verdicts, one line of JSON for each line of an RDD of cases.

    A case that fails is a verdict, not a failed task (--fail-on none); whatever else goes wrong with the filter
    fails the task (checkCode), and Spark runs it again. Without checkCode Spark takes what came before the end.
    """
    command = [rxdebug, "batch", "--stdin", "--ndjson", "--fail-on", "none", "--jobs", str(jobs), *options]
    return cases.pipe(shlex.join(command), checkCode=True)


def check(spark, cases, output, partitions=None, **how):
    """Writes a verdict for each line of `cases` into the new folder `output`.

    Returns the numbers of lines in and out. Both are counted from what is stored, so that a task that ran
    twice does not count twice.
    """
    lines = spark.textFile(cases)
    if partitions:
        lines = lines.repartition(partitions)
    verdicts(lines, **how).saveAsTextFile(output)
    return spark.textFile(cases).count(), spark.textFile(output).count()


def main():
    parser = argparse.ArgumentParser(description="Checks case files on a Spark cluster.")
    parser.add_argument("--rxdebug", default="rxdebug", help="the program, as the executors see it")
    parser.add_argument("--jobs", type=int, default=1, help="workers of a task: spark.task.cpus, 1 by default")
    parser.add_argument("--partitions", type=int, help="two or three for each core; else as Spark splits the files")
    parser.add_argument("--option", action="append", default=[], help="one more for rxdebug batch: --option=--steps")
    parser.add_argument("cases")
    parser.add_argument("output")
    options = parser.parse_args()

    from pyspark import SparkContext
    spark = SparkContext(appName="rxdebug")
    given, judged = check(spark, options.cases, options.output, options.partitions,
                          rxdebug=options.rxdebug, jobs=options.jobs, options=options.option)
    print(f"{judged} verdicts for {given} lines")
    spark.stop()
    raise SystemExit(0 if given == judged else 2)


if __name__ == "__main__":
    main()
