-- Who works at the desk. `hash` is Argon2id's in its own form (PHC); empty while no password was chosen.
CREATE TABLE account (
    name TEXT PRIMARY KEY NOT NULL, role TEXT NOT NULL, hash TEXT NOT NULL, is_off BIGINT NOT NULL, made_ms BIGINT NOT NULL
);
-- Who is logged in, by the digest of what the browser holds.
CREATE TABLE session (
    token BYTEA PRIMARY KEY NOT NULL, account TEXT NOT NULL, begun_ms BIGINT NOT NULL, seen_ms BIGINT NOT NULL
);
CREATE INDEX session_account ON session (account);
-- Links by which a password is chosen, once: by the digest of what stands in them. Of the first, whose account nobody
-- has yet, the name is empty.
CREATE TABLE invitation (token BYTEA PRIMARY KEY NOT NULL, account TEXT NOT NULL, role TEXT NOT NULL, until_ms BIGINT NOT NULL);
-- Browsers on which somebody has logged in before: strangers' guesses do not count against them.
CREATE TABLE device (token BYTEA PRIMARY KEY NOT NULL, account TEXT NOT NULL, seen_ms BIGINT NOT NULL);
-- What was done that is no decision on an item: who, what, on what, before, after, from where. Never changed.
CREATE TABLE act (
    n BIGINT PRIMARY KEY NOT NULL, at_ms BIGINT NOT NULL, by_whom TEXT NOT NULL, what TEXT NOT NULL, object TEXT NOT NULL,
    was TEXT NOT NULL, becomes TEXT NOT NULL, place TEXT NOT NULL
);
-- What the desk looks for among many: what was taken off, and what was decided last.
CREATE INDEX shown_off ON shown (first_number) WHERE withheld > 0;
CREATE INDEX decision_kind ON decision (kind, at_ms);
