-- What the house put right of what it said of an item: a JSON array of pairs, Unix milliseconds and words; empty if nothing.
ALTER TABLE dispatch ADD COLUMN corrections TEXT NOT NULL DEFAULT '';
