-- Where dispatches are pushed to, what is owed there, and what the other side is known to hold of each item.
-- owed_to is the number of the last dispatch whose debts are written; who reads the wire on writes them and moves it in one
-- transaction.
CREATE TABLE destination (
  slug TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  url TEXT NOT NULL,
  settings TEXT NOT NULL,
  token TEXT NOT NULL,
  secret TEXT NOT NULL,
  secret_before TEXT NOT NULL,
  before_until_ms BIGINT NOT NULL,
  owed_to BIGINT NOT NULL,
  added_ms BIGINT NOT NULL,
  ok_ms BIGINT NOT NULL,
  n_failures BIGINT NOT NULL,
  rest_until_ms BIGINT NOT NULL,
  trouble TEXT NOT NULL,
  is_paused BIGINT NOT NULL
);
CREATE TABLE debt (
  destination TEXT NOT NULL,
  number BIGINT NOT NULL,
  item BYTEA NOT NULL,
  n_tries BIGINT NOT NULL,
  since_ms BIGINT NOT NULL,
  failed_ms BIGINT NOT NULL,
  due_ms BIGINT NOT NULL,
  reason TEXT NOT NULL,
  is_parked BIGINT NOT NULL,
  PRIMARY KEY (destination, number)
);
CREATE INDEX debt_item ON debt (destination, item, number);
CREATE INDEX debt_due ON debt (destination, is_parked, due_ms);
CREATE TABLE delivered (
  destination TEXT NOT NULL,
  item BYTEA NOT NULL,
  number BIGINT NOT NULL,
  remote TEXT NOT NULL,
  digest TEXT NOT NULL,
  at_ms BIGINT NOT NULL,
  PRIMARY KEY (destination, item)
);
