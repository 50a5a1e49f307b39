-- What was erased by order: what stays of it, and whether it is done: 0 said and yet to be done, 1 done, 2 done, and
-- announced again since.
CREATE TABLE erased (
    item BYTEA PRIMARY KEY NOT NULL,
    public TEXT NOT NULL, why TEXT NOT NULL, is_legal BIGINT NOT NULL, by_whom TEXT NOT NULL, confirmed_by TEXT NOT NULL,
    at_ms BIGINT NOT NULL, is_done BIGINT NOT NULL
);
CREATE INDEX erased_open ON erased (item) WHERE is_done <> 1;
-- Erasures that wait for another person.
CREATE TABLE erasure_asked (
    item BYTEA PRIMARY KEY NOT NULL, why TEXT NOT NULL, is_legal BIGINT NOT NULL, by_whom TEXT NOT NULL, at_ms BIGINT NOT NULL
);
-- The entries of what was erased, which are not taken again, and captures of lists that announced one of them since.
CREATE TABLE erased_entry (entry BYTEA PRIMARY KEY NOT NULL, item BYTEA NOT NULL);
CREATE INDEX erased_entry_item ON erased_entry (item);
CREATE TABLE erased_again (capture BYTEA NOT NULL, item BYTEA NOT NULL, PRIMARY KEY (capture, item));
-- Bodies that were held against their captures before those were removed, and that no dispatch had sealed.
CREATE TABLE held_body (article BYTEA PRIMARY KEY NOT NULL, body BYTEA NOT NULL, at_ms BIGINT NOT NULL);
