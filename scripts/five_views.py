"""What scripts/five-views needs Python for.

    five_views.py feeds BASE ADDRESS SEEN.json       what a feed reader has of the article at ADDRESS, as JSON; SEEN.json
                                                     keeps what it remembers from one look to the next
    five_views.py hurry DATA-FOLDER poll SOURCE      the source's list is asked as soon as the wire runs again
    five_views.py hurry DATA-FOLDER watch ITEM       the item's page is looked at likewise (ITEM is its public id)
"""

import json
import sqlite3
import sys
import urllib.error
import urllib.parse
import urllib.request
from html.parser import HTMLParser
from pathlib import Path

import feedparser

FEED_TYPES = {"application/rss+xml": "RSS", "application/atom+xml": "Atom", "application/feed+json": "JSON Feed"}
# The wire is on this machine: a proxy of the environment would not find it.
DIRECT = urllib.request.ProxyHandler({})


class Alternates(HTMLParser):
    """The feeds that a page names."""

    def __init__(self, text):
        super().__init__()
        self.feeds = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "link" and "alternate" in (attrs.get("rel") or "").split() and attrs.get("type") in FEED_TYPES:
            self.feeds.append((FEED_TYPES[attrs["type"]], attrs.get("href") or ""))


class Words(HTMLParser):
    """The words of HTML, a block a line, and where its links lead."""

    BLOCKS = {"p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "figure", "figcaption", "table", "tr", "pre", "blockquote"}

    def __init__(self, html):
        super().__init__()
        self.text, self.links = "", []
        self.feed(html)
        self.lines = [" ".join(line.split()) for line in self.text.splitlines() if line.strip()]

    def handle_starttag(self, tag, attrs):
        if tag in self.BLOCKS:
            self.text += "\n"
        elif tag == "a" and dict(attrs).get("href"):
            self.links.append(dict(attrs)["href"])

    def handle_endtag(self, tag):
        if tag in self.BLOCKS:
            self.text += "\n"

    def handle_data(self, data):
        self.text += data.replace("\n", " ")


def entry_of(entry_id, link, title, published, updated, html):
    words = Words(html)
    return {"id": entry_id, "link": link, "title": title, "published": published, "updated": updated,
            "lines": words.lines, "links": words.links}


def by_feedparser(url, address, seen):
    """The feed as feedparser has it, asked with the validators of the last look."""
    parsed = feedparser.parse(url, etag=seen.get("etag"), modified=seen.get("modified"), handlers=[DIRECT])
    kept = {"etag": parsed.get("etag"), "modified": parsed.get("modified")}
    found = None
    for entry in parsed.entries:
        if entry.get("link") == address:
            html = entry.content[0].value if entry.get("content") else entry.get("summary", "")
            found = entry_of(entry.get("id"), entry.link, entry.get("title"), entry.get("published"), entry.get("updated"), html)
    told = {"status": parsed.get("status"), "version": parsed.version, "is_well_formed": not parsed.bozo,
            "n": len(parsed.entries), "by": f"feedparser {feedparser.__version__}"}
    return told, found, kept


def by_json(url, address, seen):
    """The same of a JSON Feed, which this feedparser does not read."""
    heads = {name: seen[key] for name, key in [("If-None-Match", "etag"), ("If-Modified-Since", "modified")] if seen.get(key)}
    try:
        with urllib.request.build_opener(DIRECT).open(urllib.request.Request(url, headers=heads), timeout=30) as answer:
            body, status, head = answer.read(), answer.status, answer.headers
    except urllib.error.HTTPError as error:
        if error.code != 304:
            raise
        body, status, head = b"{}", 304, error.headers
    feed = json.loads(body)
    found, items = None, feed.get("items", [])
    for item in items:
        if item.get("url") == address:
            html = item.get("content_html") or item.get("content_text") or ""
            found = entry_of(item["id"], item["url"], item.get("title"), item.get("date_published"), item.get("date_modified"), html)
            found["own"] = {key: value for key, value in item.items() if key.startswith("_")}
    told = {"status": status, "version": feed.get("version", ""), "is_well_formed": True, "n": len(items), "by": "Python’s json"}
    return told, found, {"etag": head.get("ETag"), "modified": head.get("Last-Modified")}


def feeds(base, address, memory):
    """Prints what each feed of the front page has of the article, and why nothing where it was not sent again."""
    path = Path(memory)
    seen = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    with urllib.request.build_opener(DIRECT).open(base + "/", timeout=30) as answer:
        named = Alternates(answer.read().decode("utf-8")).feeds
    all_told = []
    for kind, href in named:
        url = urllib.parse.urljoin(base + "/", href)
        read = by_json if kind == "JSON Feed" else by_feedparser
        told, found, kept = read(url, address, seen.get(url, {}))
        if told["status"] == 304:
            # A feed reader shows what it had.
            told, found = {**seen[url]["told"], "status": 304}, seen[url]["entries"].get(address)
        entries = {**seen.get(url, {}).get("entries", {}), address: found}
        seen[url] = {"etag": kept["etag"], "modified": kept["modified"], "told": told, "entries": entries}
        all_told.append({"kind": kind, "url": url, **told, "entry": found})
    path.write_text(json.dumps(seen), encoding="utf-8")
    print(json.dumps(all_told, ensure_ascii=False))
    return 0


def hurry(data, kind, what):
    """Makes a job due now that would be due in minutes; the wire must not run."""
    chosen = "SELECT lower(hex(id)) FROM item WHERE public = ?" if kind == "watch" else "SELECT ?"
    with sqlite3.connect(Path(data) / "wire.db") as store:
        n = store.execute(f"UPDATE job SET run_at = 0 WHERE kind = ? AND key = ({chosen})", (kind, what)).rowcount
    store.close()
    if n != 1:
        print(f"five_views.py: {n} jobs of the kind {kind} are named {what}", file=sys.stderr)
    return 0 if n == 1 else 1


def main(arguments):
    if len(arguments) == 4 and arguments[0] == "feeds":
        return feeds(arguments[1].rstrip("/"), *arguments[2:])
    if len(arguments) == 4 and arguments[0] == "hurry" and arguments[2] in ("poll", "watch"):
        return hurry(*arguments[1:])
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
