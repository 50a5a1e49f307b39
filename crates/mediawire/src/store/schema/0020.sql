-- Whether any source's captures are removed is asked whenever something is archived.
CREATE INDEX source_retained ON source (slug) WHERE retention_days > 0;
