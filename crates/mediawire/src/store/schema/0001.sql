-- One text for both engines: BIGINT, TEXT, BYTEA and DOUBLE PRECISION only, NOT NULL; times are Unix milliseconds.

CREATE TABLE setting (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL);

CREATE TABLE source (
    slug TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    home TEXT NOT NULL,
    list TEXT NOT NULL,
    cadence_ms BIGINT NOT NULL,
    display TEXT NOT NULL,
    licence TEXT NOT NULL,
    section TEXT NOT NULL,
    genre TEXT NOT NULL,
    release TEXT NOT NULL
);
CREATE TABLE source_history (
    slug TEXT NOT NULL, n BIGINT NOT NULL, change TEXT NOT NULL, by_whom TEXT NOT NULL, at_ms BIGINT NOT NULL,
    PRIMARY KEY (slug, n)
);
-- What the list of a source answered last: a projection of the fetch log.
CREATE TABLE list_state (
    source TEXT PRIMARY KEY NOT NULL,
    etag TEXT NOT NULL, modified TEXT NOT NULL,
    polled_ms BIGINT NOT NULL, ok_ms BIGINT NOT NULL, n_failures BIGINT NOT NULL, trouble TEXT NOT NULL
);

CREATE TABLE capture (
    id BYTEA PRIMARY KEY NOT NULL,
    url TEXT NOT NULL, at_ms BIGINT NOT NULL, payload BYTEA NOT NULL, n_bytes BIGINT NOT NULL,
    status BIGINT NOT NULL, headers TEXT NOT NULL
);
CREATE INDEX capture_payload ON capture (payload);
-- Where captures lie; `holder` is the capture whose record holds the payload, itself unless it was a revisit.
CREATE TABLE capture_place (
    capture BYTEA PRIMARY KEY NOT NULL,
    file TEXT NOT NULL, at_byte BIGINT NOT NULL, n_bytes BIGINT NOT NULL, member BYTEA NOT NULL, holder BYTEA NOT NULL
);
CREATE UNIQUE INDEX capture_place_member ON capture_place (file, at_byte);
CREATE INDEX capture_place_holder ON capture_place (holder);
CREATE TABLE fetch_log (
    url TEXT NOT NULL, at_ms BIGINT NOT NULL, source TEXT NOT NULL, code TEXT NOT NULL, detail TEXT NOT NULL,
    PRIMARY KEY (url, at_ms, code)
);
CREATE INDEX fetch_log_source ON fetch_log (source, at_ms);

-- A row for each thing that a list ever said of an entry.
CREATE TABLE entry (
    id BYTEA NOT NULL, said BYTEA NOT NULL,
    source TEXT NOT NULL, capture BYTEA NOT NULL, url TEXT NOT NULL, guid TEXT NOT NULL,
    title TEXT NOT NULL, detail TEXT NOT NULL, via TEXT NOT NULL, at_ms BIGINT NOT NULL,
    PRIMARY KEY (id, said)
);
CREATE INDEX entry_via ON entry (via);
CREATE INDEX entry_capture ON entry (capture);

CREATE TABLE article (
    id BYTEA PRIMARY KEY NOT NULL,
    capture BYTEA NOT NULL, entry BYTEA NOT NULL, said BYTEA NOT NULL, recipe BIGINT NOT NULL,
    headline TEXT NOT NULL, meta TEXT NOT NULL, teaser TEXT NOT NULL, words BYTEA NOT NULL, n_chars BIGINT NOT NULL
);
CREATE INDEX article_words ON article (words);
CREATE INDEX article_capture ON article (capture);
CREATE INDEX article_entry ON article (entry, said);
CREATE TABLE article_body (article BYTEA PRIMARY KEY NOT NULL, body TEXT NOT NULL);

CREATE TABLE item (
    id BYTEA PRIMARY KEY NOT NULL,
    public TEXT NOT NULL, source TEXT NOT NULL, url TEXT NOT NULL, received_ms BIGINT NOT NULL
);
CREATE UNIQUE INDEX item_public ON item (public);
CREATE INDEX item_source ON item (source, received_ms);
CREATE TABLE item_key (
    source TEXT NOT NULL, key TEXT NOT NULL, item BYTEA NOT NULL, PRIMARY KEY (source, key)
);
CREATE TABLE item_version (
    item BYTEA NOT NULL, n BIGINT NOT NULL, article BYTEA NOT NULL, at_ms BIGINT NOT NULL, PRIMARY KEY (item, n)
);
CREATE UNIQUE INDEX item_version_article ON item_version (article);
-- The same words as another item's.
CREATE TABLE pickup (
    item BYTEA NOT NULL, of_item BYTEA NOT NULL, article BYTEA NOT NULL, at_ms BIGINT NOT NULL,
    PRIMARY KEY (item, of_item, article)
);
-- What became of an entry that did not become an item's newest version, and why.
CREATE TABLE outcome (
    entry BYTEA NOT NULL, said BYTEA NOT NULL, step TEXT NOT NULL, code TEXT NOT NULL, why TEXT NOT NULL,
    at_ms BIGINT NOT NULL, PRIMARY KEY (entry, said, step)
);

CREATE TABLE decision (
    item BYTEA NOT NULL, n BIGINT NOT NULL, kind TEXT NOT NULL, words TEXT NOT NULL, by_whom TEXT NOT NULL,
    why TEXT NOT NULL, at_ms BIGINT NOT NULL, PRIMARY KEY (item, n)
);

CREATE TABLE wire_head (one BIGINT PRIMARY KEY NOT NULL, number BIGINT NOT NULL);
INSERT INTO wire_head (one, number) VALUES (1, 0);
CREATE TABLE dispatch (
    number BIGINT PRIMARY KEY NOT NULL,
    item BYTEA NOT NULL, article BYTEA NOT NULL, body BYTEA NOT NULL,
    headline TEXT NOT NULL, section TEXT NOT NULL, genre TEXT NOT NULL, display TEXT NOT NULL, withheld TEXT NOT NULL,
    at_ms BIGINT NOT NULL, cause TEXT NOT NULL
);
CREATE UNIQUE INDEX dispatch_cause ON dispatch (cause);
CREATE INDEX dispatch_item ON dispatch (item, number);
-- The last dispatch of each item, with the number of its first, which is its place in every list: a projection.
CREATE TABLE shown (
    item BYTEA PRIMARY KEY NOT NULL,
    number BIGINT NOT NULL, first_number BIGINT NOT NULL, first_ms BIGINT NOT NULL,
    section TEXT NOT NULL, source TEXT NOT NULL, withheld BIGINT NOT NULL
);
CREATE UNIQUE INDEX shown_first ON shown (first_number);
CREATE INDEX shown_section ON shown (section, first_number);
CREATE INDEX shown_source ON shown (source, first_number);

-- `place` is the order of jobs of one kind that were added for the same moment.
CREATE TABLE job (
    kind TEXT NOT NULL, key TEXT NOT NULL, run_at BIGINT NOT NULL, place BIGINT NOT NULL,
    n_tries BIGINT NOT NULL, lease_ms BIGINT NOT NULL, PRIMARY KEY (kind, key)
);
CREATE INDEX job_due ON job (kind, run_at, place);
CREATE TABLE parked (
    kind TEXT NOT NULL, key TEXT NOT NULL, at_ms BIGINT NOT NULL, code TEXT NOT NULL, why TEXT NOT NULL,
    PRIMARY KEY (kind, key, at_ms)
);
