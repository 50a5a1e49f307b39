-- Who may have the captured pages of a source's items that are shown in full.
ALTER TABLE source ADD COLUMN archive TEXT NOT NULL DEFAULT 'private';
