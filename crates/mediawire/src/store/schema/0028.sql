-- Items that a person keeps on the wire though they carry the text of one that was withdrawn.
CREATE TABLE kept_copy (
    item BYTEA NOT NULL, of_item BYTEA NOT NULL, by_whom TEXT NOT NULL, at_ms BIGINT NOT NULL, PRIMARY KEY (item, of_item)
);
