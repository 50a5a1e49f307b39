-- How much of what a source announced lately came in is asked of the entries of a source by time.
CREATE INDEX entry_source ON entry (source, at_ms);
