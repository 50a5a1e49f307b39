-- The images that were brought to a destination for an item, by which they are found there when the item's own rows are
-- emptied.
CREATE TABLE brought (
  destination TEXT NOT NULL,
  item BYTEA NOT NULL,
  digest BYTEA NOT NULL,
  PRIMARY KEY (destination, item, digest)
);
-- A digest of what is being written there, said before it is: what is found there afterwards is known as the wire's own,
-- though the answer was lost or the process ended. Empty if nothing is under way.
ALTER TABLE delivered ADD COLUMN intended TEXT NOT NULL DEFAULT '';
