-- That posts were found older than what was written there, when first, and when the wire was last sent again: somebody may
-- have put the destination back to what it was. 0 if never.
ALTER TABLE destination ADD COLUMN older_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE destination ADD COLUMN replayed_ms BIGINT NOT NULL DEFAULT 0;
