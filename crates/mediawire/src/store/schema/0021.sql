-- What waits is in one of two lists: `new`, or `held`, where a person, a rule or an agency has looked at it before.
-- `story` names the story of an item, by the public id of one of its items; empty where nothing else has its words.
-- Behind this step the program says it, by what was picked up.
UPDATE standing SET list = CASE is_held WHEN 1 THEN 'held' ELSE 'new' END WHERE list = 'waiting';
ALTER TABLE standing DROP COLUMN is_held;
ALTER TABLE standing ADD COLUMN story TEXT NOT NULL DEFAULT '';
CREATE INDEX standing_story ON standing (story, list, at_ms, public) WHERE story <> '';
