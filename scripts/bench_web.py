"""Measures the site of a wire against nginx, in rounds by turns. See bench-web.

    bench_web.py MEDIAWIRE [--rounds 5] [--seconds 10] [--connections 32] [--workers 2]

Prints for each case the requests a second, the CPU time a request and the 99th percentile of both servers, medians
over the rounds, and whether the bars hold: at least .85 of nginx's requests, at most twice its 99th percentile.
Ends with an error if a server does not answer as it should; a bar that is missed is said, and is no error.
"""

import argparse
import gzip
import http.client
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
from pathlib import Path

RATIO_MIN = 0.85
P99_FACTOR_MAX = 2.0
N_PIECES_MIN = 20
START_S = 60
STILL_S = 3
# What a server says of itself or of the connection: not copied.
OWN_HEADS = {"date", "server", "connection", "content-length", "content-encoding", "content-type", "etag", "transfer-encoding"}
UNITS_MS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


def environment():
    """This process's environment without what the program would take for its configuration."""
    return {name: value for name, value in os.environ.items() if not name.startswith("MEDIAWIRE_")}


def get(base, path, heads=None):
    """One answer: its status, heads and body, as it was sent."""
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(base).netloc, timeout=30)
    connection.request("GET", path, headers={"Accept-Encoding": "gzip", **(heads or {})})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


class Server:
    """A child process and all that it started."""

    def __init__(self, command, log):
        self.log = log
        self.child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log.open("w"), env=environment(), text=True)

    def stop(self):
        self.child.send_signal(signal.SIGTERM)
        try:
            self.child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait()

    def cpu_s(self):
        """User and system time of the process and its children, in seconds."""
        children = Path(f"/proc/{self.child.pid}/task/{self.child.pid}/children").read_text().split()
        ticks = 0
        for pid in [str(self.child.pid), *children]:
            # The name before the last bracket may have spaces in it.
            parts = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            ticks += int(parts[11]) + int(parts[12])
        return ticks / os.sysconf("SC_CLK_TCK")


def start_wire(binary, command, data, log, words=()):
    """Starts `mediawire COMMAND`; the server and its address."""
    server = Server([binary, command, "--data", str(data), "--listen", "127.0.0.1:0", *words], log)
    base = server.child.stdout.readline().strip()
    if not base.startswith("http"):
        raise RuntimeError(f"mediawire {command} printed no address: {log.read_text()}")
    return server, base.rstrip("/")


def make_wire(binary, folder):
    """A data folder as a demonstration leaves it."""
    words = ["--speed", "100000", "--no-bulletins"]
    server, base = start_wire(binary, "demo", folder / "data", folder / "demo.log", words)
    try:
        deadline = time.monotonic() + START_S
        n, since = 0, time.monotonic()
        while time.monotonic() < deadline:
            status, _, body = get(base, "/readyz")
            found = re.search(rb"dispatch (\d+)", body)
            if status == 200 and found and int(found[1]) != n:
                n, since = int(found[1]), time.monotonic()
            if n >= N_PIECES_MIN and time.monotonic() - since > STILL_S:
                return
            time.sleep(0.1)
        raise RuntimeError("the demonstration published too little in time")
    finally:
        server.stop()


def pick_article(base):
    """The path of an English article's page, and the page: the one nearest to 30 KB."""
    sitemap = gzip_open(get(base, "/sitemap.xml"))
    pages = {}
    for path in dict.fromkeys(re.findall(r"(/a/[a-z0-9]+)</loc>", sitemap)):
        answer = get(base, path)
        if answer[0] == 200:
            pages[path] = len(gzip_open(answer))
    return min(pages, key=lambda path: abs(pages[path] - 30_000))


def pick_image(base):
    """The path of an image that the front page shows, or else an article of the feed."""
    found = re.search(r"/image/[0-9a-f]+\.[a-z]+", gzip_open(get(base, "/")) + gzip_open(get(base, "/feed.rss")))
    if not found:
        raise RuntimeError("the demonstration shows no image")
    return found[0]


def gzip_open(answer):
    status, heads, body = answer
    return (gzip.decompress(body) if heads.get("content-encoding") == "gzip" else body).decode()


def start_nginx(folder, cases, workers):
    """An nginx that serves what `cases` were answered with, each under its own path; the server and its address."""
    root = folder / "root"
    locations = []
    for name, (path, (_, heads, body)) in cases.items():
        plain = gzip.decompress(body) if heads.get("content-encoding") == "gzip" else body
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(plain)
        if heads.get("content-encoding") == "gzip":
            (root / f"{name}.gz").write_bytes(body)
        quote = lambda value: value.replace("\\", "\\\\").replace('"', '\\"').replace("$", "${dollar}")
        added = "".join(f'add_header {key} "{quote(value)}";' for key, value in heads.items() if key not in OWN_HEADS)
        kind = heads["content-type"]
        locations.append(f'location = {path} {{ alias {file}; types {{}} default_type "{kind}"; {added} }}')
    port = free_port()
    modules = "".join(f"include {path};" for path in sorted(Path("/etc/nginx/modules-enabled").glob("*gzip-static*")))
    config = folder / "nginx.conf"
    config.write_text(f"""{modules}
worker_processes {workers};
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  sendfile on; tcp_nopush on; tcp_nodelay on; etag on;
  keepalive_requests 100000000;
  gzip_static on;
  open_file_cache max=100 inactive=1h; open_file_cache_valid 1h;
  geo $dollar {{ default "$"; }}
  server {{ listen 127.0.0.1:{port} reuseport; {" ".join(locations)} }}
}}
""")
    binary = shutil.which("nginx") or "/usr/sbin/nginx"
    server = Server([binary, "-c", str(config), "-p", str(folder)], folder / "nginx.out")
    base = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline and server.child.poll() is None:
        try:
            get(base, "/")
            return server, base
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"nginx did not start: {(folder / 'nginx.out').read_text()}")


def free_port():
    import socket

    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def load(server, url, heads, options):
    """One round: requests a second, CPU microseconds a request, 99th percentile in ms."""
    asked = [part for name, value in heads.items() for part in ("-H", f"{name}: {value}")]
    command = ["wrk", "-t1", f"-c{options.connections}", f"-d{options.seconds}s", "--latency", *asked, url]
    before = server.cpu_s()
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    used = server.cpu_s() - before
    if re.search(r"Non-2xx or 3xx|Socket errors", said):
        raise RuntimeError(f"{url} was not answered as it should be: {said}")
    n = int(re.search(r"(\d+) requests in", said)[1])
    value, unit = re.search(r"99%\s+([\d.]+)(us|ms|s|m)", said).groups()
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]), used / n * 1e6, float(value) * UNITS_MS[unit]


def check_same(name, ours, theirs):
    """That both servers send the same bytes with the same heads: what is compared is how, not what."""
    (status, heads, body), (their_status, their_heads, their_body) = ours, theirs
    differing = [key for key in set(heads) | set(their_heads)
                 if key not in OWN_HEADS | {"last-modified", "accept-ranges"} and heads.get(key) != their_heads.get(key)]
    coding = heads.get("content-encoding") == their_heads.get("content-encoding")
    if status != their_status or body != their_body or differing or not coding:
        raise RuntimeError(f"{name}: the servers differ: {status} {their_status} {len(body)} {len(their_body)} {differing}")


def measure(cases, servers, options):
    for name, (path, _) in cases.items():
        rounds = {who: [] for who in servers}
        asked = {}
        for who, (server, base) in servers.items():
            heads = {"Accept-Encoding": "gzip"}
            if name.endswith("-304"):
                heads["If-None-Match"] = get(base, path)[1]["etag"]
            asked[who] = heads
        answers = [get(base, path, asked[who]) for who, (_, base) in servers.items()]
        check_same(name, *answers)
        if answers[0][0] != (304 if name.endswith("-304") else 200):
            raise RuntimeError(f"{name} answers {answers[0][0]}")
        for number in range(options.rounds):
            # Each goes first in turn.
            order = list(servers) if number % 2 == 0 else list(servers)[::-1]
            for who in order:
                server, base = servers[who]
                rounds[who].append(load(server, base + path, asked[who], options))
        if get(servers["mediawire"][1], path, asked["mediawire"])[0] != answers[0][0]:
            raise RuntimeError(f"{name} changed while it was measured")
        told = {who: [statistics.median(part) for part in zip(*rows)] for who, rows in rounds.items()}
        size = len(answers[0][2])
        print(f"{name} ({path}, {size} bytes as sent)")
        for who, (rate, cpu_us, p99_ms) in told.items():
            print(f"  {who:9} {rate:9.0f} requests/s  {cpu_us:6.1f} us of CPU a request  p99 {p99_ms:.2f} ms")
        ratio = told["mediawire"][0] / told["nginx"][0]
        cpu = told["nginx"][1] / max(told["mediawire"][1], 1e-9)
        factor = told["mediawire"][2] / told["nginx"][2]
        verdict = lambda holds: "holds" if holds else "MISSED"
        print(f"  ratio {ratio:.2f} (bar {RATIO_MIN}: {verdict(ratio >= RATIO_MIN)}), of CPU {cpu:.2f}; "
              f"p99 {factor:.2f} times (bar {P99_FACTOR_MAX}: {verdict(factor <= P99_FACTOR_MAX)})")
        sys.stdout.flush()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # The workers of nginx read as nobody.
        folder.chmod(0o755)
        make_wire(options.binary, folder)
        wire, base = start_wire(options.binary, "serve", folder / "data", folder / "serve.log")
        nginx = None
        try:
            paths = {"article": pick_article(base), "feed-304": "/feed.rss", "image-304": pick_image(base)}
            cases = {name: (path, get(base, path)) for name, path in paths.items()}
            nginx, nginx_base = start_nginx(folder, cases, options.workers)
            measure(cases, {"mediawire": (wire, base), "nginx": (nginx, nginx_base)}, options)
        finally:
            wire.stop()
            if nginx:
                nginx.stop()


if __name__ == "__main__":
    main()
