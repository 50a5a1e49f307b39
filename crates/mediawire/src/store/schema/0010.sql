-- Captures of which nothing goes out by itself, and why.
CREATE TABLE quarantine (capture BYTEA PRIMARY KEY NOT NULL, code TEXT NOT NULL, words TEXT NOT NULL);
-- What the list of a source said of itself when it was read last: another site in its place is known by it.
CREATE TABLE list_identity (source TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL, site TEXT NOT NULL, lang TEXT NOT NULL);
