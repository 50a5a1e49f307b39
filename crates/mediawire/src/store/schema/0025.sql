-- What a source has changed in a text since it first went out, and since when its page is gone: readers are told of both.
-- `changed` is the moment of the last change (Unix milliseconds) and the kinds of all that are told, each after a space;
-- empty if nothing was changed. `gone_ms` is 0 where the page is there.
ALTER TABLE dispatch ADD COLUMN changed TEXT NOT NULL DEFAULT '';
ALTER TABLE dispatch ADD COLUMN gone_ms BIGINT NOT NULL DEFAULT 0;
UPDATE dispatch SET changed = COALESCE((SELECT CAST(c.at_ms AS TEXT) || ' ' || c.classes FROM source_change c
    WHERE c.item = dispatch.item AND c.article = dispatch.article ORDER BY c.n DESC LIMIT 1), '');
