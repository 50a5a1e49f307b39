-- How far the mailbox at `url`, which is the list of `source`, was read; a changed `validity` makes its numbers new.
CREATE TABLE mailbox (
    source TEXT NOT NULL, url TEXT NOT NULL, validity BIGINT NOT NULL, uid BIGINT NOT NULL, PRIMARY KEY (source, url)
);
-- The messages that were read for a source, by the digests of their bytes: none is read twice.
CREATE TABLE mailbox_message (source TEXT NOT NULL, message BYTEA NOT NULL, PRIMARY KEY (source, message));
