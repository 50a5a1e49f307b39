-- The posts of accounts among what is looked at again: a post has no page of its own, and is looked for in its account's list.
-- `entry` is its identity there, `at_ms` when it was published.
CREATE TABLE watch_post (
    item BYTEA PRIMARY KEY NOT NULL, source TEXT NOT NULL, entry BYTEA NOT NULL, at_ms BIGINT NOT NULL
);
CREATE INDEX watch_post_source ON watch_post (source, at_ms);
