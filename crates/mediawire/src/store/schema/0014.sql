-- The desk's routing rules as they are now, in their order; what each was before stands among the acts. `rule` is JSON:
-- a list of pairs of a key and its text.
CREATE TABLE routing (
    id TEXT PRIMARY KEY NOT NULL, version BIGINT NOT NULL, place BIGINT NOT NULL, is_on BIGINT NOT NULL, rule TEXT NOT NULL
);
-- What is looked over of late.
CREATE INDEX item_received ON item (received_ms);
-- What machines ask at the desk by: the digest of what was shown once, whose it is, and what it is for.
CREATE TABLE api_token (
    token BYTEA PRIMARY KEY NOT NULL, id TEXT NOT NULL, account TEXT NOT NULL, name TEXT NOT NULL, scope TEXT NOT NULL,
    made_ms BIGINT NOT NULL, used_ms BIGINT NOT NULL, revoked_ms BIGINT NOT NULL
);
CREATE UNIQUE INDEX api_token_id ON api_token (id);
-- From where a decision was made and a source changed, as acts have it; without a row nobody has said.
CREATE TABLE decision_place (item BYTEA NOT NULL, n BIGINT NOT NULL, place TEXT NOT NULL, PRIMARY KEY (item, n));
CREATE TABLE source_place (slug TEXT NOT NULL, n BIGINT NOT NULL, place TEXT NOT NULL, PRIMARY KEY (slug, n));
-- What is told of it in the order of time.
CREATE INDEX act_at ON act (at_ms);
CREATE INDEX decision_at ON decision (at_ms);
CREATE INDEX source_history_at ON source_history (at_ms);
-- Pages that a person took at the desk: who, whether they let them out at once, and from where.
CREATE TABLE taken (
    entry BYTEA NOT NULL, said BYTEA NOT NULL, account TEXT NOT NULL, goes_out BIGINT NOT NULL, place TEXT NOT NULL,
    PRIMARY KEY (entry, said)
);
