"""Reads what a wire puts out with other people's software.

    check_outputs.py site http://127.0.0.1:8480 N    feeds by feedparser, structured data by pyld,
                                                     once the wire has N dispatches
    check_outputs.py archive DATA-FOLDER             archive files by warcio

Prints a line for each check that fails, and `N passed, N failed, N skipped` at the end.
"""

import html
import json
import re
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser
from pathlib import Path

WAIT_S = 180
N_ARTICLES_MIN = 50
# How many articles a feed holds at most.
N_FEED_MAX = 50
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
SCHEMA = "http://schema.org/"
ARTICLE_TYPES = {SCHEMA + "NewsArticle", SCHEMA + "OpinionNewsArticle"}
FEED_TYPES = {"application/rss+xml", "application/atom+xml", "application/feed+json"}


class Tally:
    """What passed and what failed."""

    def __init__(self):
        self.passed = 0
        self.failed = 0

    def check(self, claim, holds, detail=""):
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED: {claim}{': ' if detail else ''}{detail}")
        return holds

    def close(self):
        print(f"{self.passed} passed, {self.failed} failed, 0 skipped")
        return 1 if self.failed or not self.passed else 0


class Page(HTMLParser):
    """The links to alternate forms and the structured data of a page."""

    def __init__(self, text):
        super().__init__()
        self.alternates, self.links, self.json_ld = [], [], []
        self._inside = False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "link" and "alternate" in (attrs.get("rel") or "").split():
            self.alternates.append((attrs.get("type") or "", attrs.get("href") or ""))
        elif tag == "a" and attrs.get("href"):
            self.links.append(attrs["href"])
        elif tag == "script" and attrs.get("type") == "application/ld+json":
            self._inside = True
            self.json_ld.append("")

    def handle_endtag(self, tag):
        if tag == "script":
            self._inside = False

    def handle_data(self, data):
        if self._inside:
            self.json_ld[-1] += data


def get(url):
    request = urllib.request.Request(url, headers={"User-Agent": "check-outputs"})
    # The wire is on this machine: a proxy of the environment would not find it.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=30) as answer:
        return answer.read(), answer.headers


def on(base, href):
    """The address of `href` on the wire at `base`, whatever host it names."""
    path = urllib.parse.urlsplit(urllib.parse.urljoin(base, href))
    root = urllib.parse.urlsplit(base)
    return urllib.parse.urlunsplit((root.scheme, root.netloc, path.path, path.query, ""))


def sitemap(base):
    try:
        body, _ = get(base + "/sitemap.xml")
    except (urllib.error.URLError, OSError):
        return []
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    return [on(base, loc.text.strip()) for loc in ElementTree.fromstring(body).iter(space + "loc")]


def wait_for(base, n_dispatches):
    """Whether the wire comes to that many dispatches in time."""
    deadline = time.monotonic() + WAIT_S
    while time.monotonic() < deadline:
        try:
            found = re.search(r"dispatch (\d+)", get(base + "/readyz")[0].decode("utf-8"))
        except (urllib.error.URLError, OSError):
            found = None
        if found and int(found[1]) >= n_dispatches:
            return True
        time.sleep(0.5)
    return False


def json_feed_faults(feed):
    """What a JSON Feed has that its specification does not allow (https://jsonfeed.org/version/1.1)."""

    def is_url(value):
        return isinstance(value, str) and urllib.parse.urlsplit(value).scheme in ("http", "https")

    def is_text(value):
        return isinstance(value, str)

    def is_authors(value):
        parts = isinstance(value, list) and [author for author in value if isinstance(author, dict)]
        return bool(parts) and len(parts) == len(value) and all({"name", "url", "avatar"} & set(one) for one in parts)

    rules = {
        "feed": {"version": is_text, "title": is_text, "home_page_url": is_url, "feed_url": is_url,
                 "description": is_text, "language": is_text, "authors": is_authors,
                 "items": lambda value: isinstance(value, list)},
        "item": {"id": lambda value: is_text(value) and value != "", "url": is_url, "external_url": is_url,
                 "title": is_text, "content_html": is_text, "content_text": is_text, "summary": is_text,
                 "image": is_url, "date_published": lambda value: is_text(value) and RFC_3339.fullmatch(value),
                 "date_modified": lambda value: is_text(value) and RFC_3339.fullmatch(value),
                 "authors": is_authors, "language": is_text,
                 "tags": lambda value: isinstance(value, list) and all(map(is_text, value))},
    }
    faults = []
    items = feed.get("items") if isinstance(feed.get("items"), list) else []
    for kind, members in [("feed", feed), *(("item", item) for item in items)]:
        for name, value in members.items():
            rule = rules[kind].get(name)
            # An extension's name begins with an underscore, and its value is an object.
            if not (rule(value) if rule else name.startswith("_") and isinstance(value, dict)):
                faults.append(f"{kind} {name} {value!r:.80}")
    faults += [f"the feed has no {name}" for name in ("version", "title", "items") if name not in feed]
    faults += [f"item {item.get('url')} has no id" for item in items if "id" not in item]
    faults += [f"item {item['id']} has no content" for item in items if not {"content_html", "content_text"} & set(item)]
    ids = [item.get("id") for item in items]
    faults += [] if len(set(ids)) == len(ids) else ["an id stands twice"]
    if feed.get("version") not in ("https://jsonfeed.org/version/1", "https://jsonfeed.org/version/1.1"):
        faults.append(f"version {feed.get('version')!r}")
    return faults


def check_feed(tally, kind, url, based_on):
    """Reads a feed; `based_on` tells the source's address of each article of the wire."""
    import feedparser

    body, headers = get(url)
    tally.check(f"{url} is sent as {kind}", headers.get_content_type() == kind, headers.get_content_type())
    if kind == "application/feed+json":
        feed = json.loads(body)
        faults = json_feed_faults(feed)
        tally.check(f"{url} is a JSON Feed", not faults, "; ".join(faults[:5]))
        entries = feed.get("items", [])
        links = [entry.get("url") for entry in entries]
        told = [json.dumps(entry, ensure_ascii=False) for entry in entries]
    else:
        parsed = feedparser.parse(body, response_headers={"content-type": headers.get("content-type", "")})
        tally.check(f"{url} is well-formed", not parsed.bozo, str(parsed.get("bozo_exception", "")))
        version = {"application/rss+xml": "rss20", "application/atom+xml": "atom10"}[kind]
        tally.check(f"{url} is of version {version}", parsed.version == version, parsed.version)
        entries = parsed.entries
        links = [entry.get("link") for entry in entries]
        told = [str(dict(entry)) for entry in entries]
        dates = [entry.get("published_parsed") or entry.get("updated_parsed") for entry in entries]
        tally.check(f"every entry of {url} has a time", all(dates))
        ids = [entry.get("id") for entry in entries]
        tally.check(f"every entry of {url} has an id of its own", all(ids) and len(set(ids)) == len(ids))
    tally.check(f"every entry of {url} has a title", all(entry.get("title") for entry in entries))
    tally.check(f"every entry of {url} leads to its article", all(link in based_on for link in links), str(links))
    for link, text in zip(links, told):
        address = based_on.get(link)
        tally.check(f"{url} names the source’s address of {link}", address and address in html.unescape(text), str(address))
    return len(entries)


def schema_org(url, _options):
    """The context of schema.org without the network: every term stands in its one vocabulary."""
    if "schema.org" not in url:
        raise ValueError(f"a page asks for the context {url}")
    context = {"@vocab": "http://schema.org/", "id": "@id", "type": "@type"}
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": context}, "contentType": "application/ld+json"}


def strings(node):
    """Every string in an expanded node."""
    if isinstance(node, str):
        return [node]
    parts = node.values() if isinstance(node, dict) else node if isinstance(node, list) else []
    return [text for part in parts for text in strings(part)]


def check_article(tally, url):
    """Reads the structured data of the article at `url`; gives the address of its source, and the lists it leads to."""
    from pyld import jsonld

    page = Page(get(url)[0].decode("utf-8"))
    articles = []
    for text in page.json_ld:
        nodes = jsonld.expand(json.loads(text), {"documentLoader": schema_org, "base": url})
        articles += [node for node in nodes if ARTICLE_TYPES & set(node.get("@type", []))]
    if not tally.check(f"{url} has one NewsArticle", len(articles) == 1, str(len(articles))):
        return None, set()
    article = articles[0]
    for name in ("headline", "isBasedOn", "datePublished", "publisher", "inLanguage"):
        tally.check(f"the NewsArticle of {url} has {name}", bool(strings(article.get(SCHEMA + name))))
    sources = [text for text in strings(article.get(SCHEMA + "isBasedOn")) if text.startswith("http") and SCHEMA not in text]
    links = [link for link in sources if link in page.links]
    tally.check(f"the NewsArticle of {url} is based on what the page links to", bool(links), f"{sources}")
    lists = {on(url, href) for href in page.links if href.startswith(("/section/", "/source/"))}
    return links[0] if links else None, lists


def check_site(base, n_dispatches):
    tally = Tally()
    tally.check(f"the wire has {n_dispatches} dispatches within {WAIT_S} s", wait_for(base, n_dispatches))
    urls = sitemap(base)
    tally.check(f"the wire has {N_ARTICLES_MIN} articles", len(urls) >= N_ARTICLES_MIN, str(len(urls)))
    told = {url: check_article(tally, url) for url in urls}
    based_on = {url: address for url, (address, _) in told.items()}
    lists = set().union(*(found for _, found in told.values()))
    feeds = {}
    for url in [base + "/", *sorted(lists)]:
        page = Page(get(url)[0].decode("utf-8"))
        found = {on(base, href): kind for kind, href in page.alternates if kind in FEED_TYPES}
        tally.check(f"{url} has a feed of each kind", set(found.values()) == FEED_TYPES, str(found))
        tally.check(f"{url} has feeds of its own", not set(found) & set(feeds), str(found))
        feeds |= found
    n_entries = {url: check_feed(tally, kind, url, based_on) for url, kind in sorted(feeds.items())}
    for kind in FEED_TYPES:
        whole = sum(n for url, n in n_entries.items() if feeds[url] == kind and urllib.parse.urlsplit(url).path.count("/") == 1)
        newest = min(N_FEED_MAX, len(urls))
        tally.check(f"the wire’s feed of {kind} has the newest articles", whole == newest, f"{whole} of {newest}")
    n_listed = sum(n for url, n in n_entries.items() if urllib.parse.urlsplit(url).path.count("/") > 1)
    tally.check("every article is in the feeds of its section and its source", n_listed == 6 * len(urls), str(n_listed))
    print(f"{len(feeds)} feeds with {sum(n_entries.values())} entries and {len(urls)} articles read at {base}")
    return tally.close()


def check_archive(data):
    tally = Tally()
    files = sorted([*Path(data).rglob("*.warc.gz"), *Path(data).rglob("*.warc")])
    tally.check("the archive has files", bool(files), data)
    for file in files:
        command = [sys.executable, "-m", "warcio.cli", "check", "-v", str(file)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        said = (done.stdout + done.stderr).strip()
        tally.check(f"warcio check passes {file.name}", done.returncode == 0, said[-2000:])
        tally.check(f"warcio finds digests in {file.name}", "digest pass" in said, said[-2000:])
    print(f"{len(files)} archive files read")
    return tally.close()


def main(arguments):
    if len(arguments) == 3 and arguments[0] == "site":
        return check_site(arguments[1].rstrip("/"), int(arguments[2]))
    if len(arguments) == 2 and arguments[0] == "archive":
        return check_archive(arguments[1])
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
