-- What a list picks by: the language of the dispatched article (two or three letters; empty where it is not known), its
-- genre, and the day on which the item came.
ALTER TABLE shown ADD COLUMN lang TEXT NOT NULL DEFAULT '';
ALTER TABLE shown ADD COLUMN genre TEXT NOT NULL DEFAULT '';
-- The languages stand in texts of JSON, which are read behind this step.
UPDATE shown SET genre = (SELECT d.genre FROM dispatch d WHERE d.number = shown.number)
    WHERE EXISTS (SELECT 1 FROM dispatch d WHERE d.number = shown.number);
CREATE INDEX shown_lang ON shown (lang, first_number);
CREATE INDEX shown_genre ON shown (genre, first_number);
CREATE INDEX shown_day ON shown (first_ms, first_number);
-- The name of the format in which a source's list was read last; empty where none was.
ALTER TABLE list_state ADD COLUMN format TEXT NOT NULL DEFAULT '';
