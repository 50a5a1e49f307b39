-- How a source's list is asked for: the rhythm of its entries, how long it asks to be left alone and when it is not asked,
-- when it was last asked for whole, whether its validators lie, where it says that it has moved, and since when it is gone.
ALTER TABLE list_state ADD COLUMN since_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE list_state ADD COLUMN n_since BIGINT NOT NULL DEFAULT 0;
ALTER TABLE list_state ADD COLUMN ttl_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE list_state ADD COLUMN skip_hours BIGINT NOT NULL DEFAULT 0;
ALTER TABLE list_state ADD COLUMN skip_days BIGINT NOT NULL DEFAULT 0;
ALTER TABLE list_state ADD COLUMN whole_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE list_state ADD COLUMN lies BIGINT NOT NULL DEFAULT 0;
ALTER TABLE list_state ADD COLUMN moved TEXT NOT NULL DEFAULT '';
ALTER TABLE list_state ADD COLUMN moved_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE list_state ADD COLUMN n_moved BIGINT NOT NULL DEFAULT 0;
ALTER TABLE list_state ADD COLUMN gone_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE list_state ADD COLUMN n_gone BIGINT NOT NULL DEFAULT 0;

-- What the host of a capture said to machines of its use when it was captured (robots.txt, tdmrep.json), a line each.
CREATE TABLE capture_signals (capture BYTEA PRIMARY KEY NOT NULL, said TEXT NOT NULL);

-- Where what is new of a source's list is pushed from (WebSub). `until_ms` is when that ends; 0 until the hub has asked back.
CREATE TABLE subscription (
    source TEXT PRIMARY KEY NOT NULL, token TEXT NOT NULL, hub TEXT NOT NULL, topic TEXT NOT NULL, secret TEXT NOT NULL,
    asked_ms BIGINT NOT NULL, until_ms BIGINT NOT NULL, trouble TEXT NOT NULL
);
CREATE UNIQUE INDEX subscription_token ON subscription (token);
