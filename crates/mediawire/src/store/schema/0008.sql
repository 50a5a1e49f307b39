-- What was noticed of a source that is no failure: of each kind the last, since when, and how often.
CREATE TABLE source_doubt (
    source TEXT NOT NULL, code TEXT NOT NULL,
    url TEXT NOT NULL, words TEXT NOT NULL, first_ms BIGINT NOT NULL, last_ms BIGINT NOT NULL, n BIGINT NOT NULL,
    PRIMARY KEY (source, code)
);
-- Pages of a source that are asked for on `day` (days since 1970), and on the last day for which one waits.
CREATE TABLE allowance (
    source TEXT PRIMARY KEY NOT NULL,
    day BIGINT NOT NULL, n BIGINT NOT NULL, last_day BIGINT NOT NULL, n_last BIGINT NOT NULL, usual BIGINT NOT NULL
);
