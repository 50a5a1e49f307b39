-- What the lists that a source's list names answered last, by the digest of their address: a projection of the fetch log.
-- `stated_ms` is the change that was stated of the list when it was read last; 0 for none.
CREATE TABLE part_state (
    source TEXT NOT NULL, url_digest BYTEA NOT NULL,
    etag TEXT NOT NULL, modified TEXT NOT NULL,
    stated_ms BIGINT NOT NULL, polled_ms BIGINT NOT NULL, n_failures BIGINT NOT NULL,
    PRIMARY KEY (source, url_digest)
);
