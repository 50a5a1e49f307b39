-- Where each item stands at the desk, and what its lists are picked by: a projection of versions, decisions and
-- dispatches. `list` is `waiting`, `scheduled`, `spiked`, `wire`, `off` or `copy` (in no list); `at_ms` its place there:
-- when it was received, when it goes out, when it came out, else when it changed. `assigned` is an account, or empty.
CREATE TABLE standing (
    item BYTEA PRIMARY KEY NOT NULL,
    public TEXT NOT NULL, list TEXT NOT NULL, is_held BIGINT NOT NULL, at_ms BIGINT NOT NULL,
    source TEXT NOT NULL, section TEXT NOT NULL, lang TEXT NOT NULL, genre TEXT NOT NULL,
    received_ms BIGINT NOT NULL, changed_ms BIGINT NOT NULL, assigned TEXT NOT NULL
);
INSERT INTO standing (item, public, list, is_held, at_ms, source, section, lang, genre, received_ms, changed_ms, assigned)
SELECT i.id, i.public, CASE WHEN s.withheld = 0 THEN 'wire' WHEN s.withheld > 0 THEN 'off' ELSE 'waiting' END, 0,
    COALESCE(s.first_ms, i.received_ms), i.source, COALESCE(s.section, o.section, ''), COALESCE(s.lang, ''),
    COALESCE(s.genre, CASE WHEN o.genre <> '' THEN o.genre ELSE 'report' END), i.received_ms, i.received_ms, ''
FROM item i LEFT JOIN shown s ON s.item = i.id LEFT JOIN source o ON o.slug = i.source
WHERE EXISTS (SELECT 1 FROM item_version v WHERE v.item = i.id);
UPDATE standing SET changed_ms = (SELECT MAX(t.at_ms) FROM (
    SELECT received_ms AS at_ms
    UNION ALL SELECT v.at_ms FROM item_version v WHERE v.item = standing.item
    UNION ALL SELECT k.at_ms FROM decision k WHERE k.item = standing.item
    UNION ALL SELECT d.at_ms FROM dispatch d WHERE d.item = standing.item) t);
UPDATE standing SET at_ms = changed_ms WHERE list = 'off';
-- Behind this step the program sets right what is not on the wire, by its decisions and the languages of its versions.
CREATE INDEX standing_list ON standing (list, at_ms, public);
CREATE INDEX standing_source ON standing (list, source, at_ms, public);
CREATE INDEX standing_section ON standing (list, section, at_ms, public);
CREATE INDEX standing_lang ON standing (list, lang, at_ms, public);
CREATE INDEX standing_genre ON standing (list, genre, at_ms, public);
CREATE INDEX standing_assigned ON standing (list, assigned, at_ms, public) WHERE assigned <> '';
CREATE INDEX standing_changed ON standing (changed_ms);

-- What people at the desk tell each other of an item: never public, never changed.
CREATE TABLE desk_note (
    item BYTEA NOT NULL, n BIGINT NOT NULL, by_whom TEXT NOT NULL, words TEXT NOT NULL, at_ms BIGINT NOT NULL,
    PRIMARY KEY (item, n)
);
