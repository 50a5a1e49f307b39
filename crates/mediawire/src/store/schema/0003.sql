-- A kill: why an item was withdrawn for ever; empty if it was not.
ALTER TABLE dispatch ADD COLUMN killed TEXT NOT NULL DEFAULT '';
-- From here on `shown.withheld` is 0 for what is shown, 1 for what is withheld, 2 for what is killed.
