-- Whether what was killed was killed by legal order: then its page answers 451.
ALTER TABLE dispatch ADD COLUMN legal BIGINT NOT NULL DEFAULT 0;
UPDATE dispatch SET legal = 1 WHERE killed <> '' AND item IN (SELECT item FROM erased WHERE is_legal = 1);
