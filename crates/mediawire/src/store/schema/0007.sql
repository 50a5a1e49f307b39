-- How far the import of a file has come, by the digest of its name, length and ends: there until all of it is worked off.
-- `n_records` are the records behind `at_byte` that are done; `report` is what was counted so far, as JSON.
CREATE TABLE import_mark (
    file BYTEA PRIMARY KEY NOT NULL, at_byte BIGINT NOT NULL, n_records BIGINT NOT NULL, report TEXT NOT NULL
);
