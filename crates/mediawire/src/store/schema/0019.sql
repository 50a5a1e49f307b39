-- The items that have the words of another are asked for by that one.
CREATE INDEX pickup_of ON pickup (of_item);
