-- The pages of items on the wire that are looked at again: what was seen of each last. `article` is the version that stands
-- there, `capture` the last one of the page,
-- `born_ms` when it was published or last found changed, `gone_ms` since when its server says that there is no such page
-- (0: it does not), `gone` its code, `trouble` what else was wrong with the last answer.
CREATE TABLE watch (
    item BYTEA PRIMARY KEY NOT NULL,
    article BYTEA NOT NULL, capture BYTEA NOT NULL, born_ms BIGINT NOT NULL, looked_ms BIGINT NOT NULL, n_looks BIGINT NOT NULL,
    gone_ms BIGINT NOT NULL, gone TEXT NOT NULL, trouble TEXT NOT NULL
);
CREATE INDEX watch_capture ON watch (capture);
-- How long a source's pages were watched at each stage of their age, and how often one was found changed.
CREATE TABLE watch_history (
    source TEXT NOT NULL, stage BIGINT NOT NULL, watched_ms BIGINT NOT NULL, n_changes BIGINT NOT NULL,
    PRIMARY KEY (source, stage)
);
-- When the house said what it says of an item: a note is shown with its day.
ALTER TABLE dispatch ADD COLUMN note_ms BIGINT NOT NULL DEFAULT 0;
UPDATE dispatch SET note_ms = COALESCE((SELECT MAX(d.at_ms) FROM decision d WHERE d.item = dispatch.item
    AND d.kind = 'editor-note' AND d.at_ms <= dispatch.at_ms), at_ms) WHERE note <> '';
-- What a source changed in an item that stood on the wire, and what followed by the house's rules. `article` is the new
-- version, none (empty) where the page is gone; `was` the one that stood there.
CREATE TABLE source_change (
    item BYTEA NOT NULL, n BIGINT NOT NULL, article BYTEA NOT NULL, was BYTEA NOT NULL,
    classes TEXT NOT NULL, follow TEXT NOT NULL, at_ms BIGINT NOT NULL, PRIMARY KEY (item, n)
);
CREATE INDEX source_change_at ON source_change (at_ms);
