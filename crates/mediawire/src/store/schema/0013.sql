-- What the house says of an item beside its headline. `dek` says which line stands below that: the source's own, the
-- text's first words (teaser), or the house's (house, and the words). Dispatches from before have the source's.
ALTER TABLE dispatch ADD COLUMN kicker TEXT NOT NULL DEFAULT '';
ALTER TABLE dispatch ADD COLUMN dek TEXT NOT NULL DEFAULT 'source';
ALTER TABLE dispatch ADD COLUMN note TEXT NOT NULL DEFAULT '';
