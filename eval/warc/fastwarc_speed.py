"""Seconds of CPU time that FastWARC takes to read files: `fastwarc_speed.py ROUNDS FILE...`.

Writes one line of JSON: the version, the records read in a round, and the seconds of all rounds, once with every
payload read and once with the payloads passed over.
"""

import json
import sys
import time
from importlib.metadata import version

from fastwarc.warc import ArchiveIterator


def read(rounds, files, with_payload):
    records = 0
    start = time.thread_time()
    for _ in range(rounds):
        for file in files:
            for record in ArchiveIterator(file, parse_http=True, fsspec_args=False):
                if with_payload:
                    record.reader.read()
                records += 1
    return records // rounds, time.thread_time() - start


rounds, files = int(sys.argv[1]), sys.argv[2:]
records, read_s = read(rounds, files, True)
_, passed_s = read(rounds, files, False)
print(json.dumps({"version": version("FastWARC"), "records": records, "read_s": read_s, "passed_s": passed_s}))
