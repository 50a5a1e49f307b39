-- How many days the captures of a source's items are kept; 0 for ever.
ALTER TABLE source ADD COLUMN retention_days BIGINT NOT NULL DEFAULT 0;
-- Captures whose bytes were taken out of the archive: when, under which source's terms, why in words, and SHA-256 of what
-- lies there instead, once it is done. It is said before it is done, so that a crash between the two is made good.
CREATE TABLE removed (
    capture BYTEA PRIMARY KEY NOT NULL, at_ms BIGINT NOT NULL, source TEXT NOT NULL, why TEXT NOT NULL, member BYTEA NOT NULL,
    is_done BIGINT NOT NULL
);
CREATE INDEX removed_open ON removed (capture) WHERE is_done = 0;
