-- Pictures: what the rights say of them, those that articles name, and the captures that are images.

ALTER TABLE source ADD COLUMN images BIGINT NOT NULL DEFAULT 0;
-- How search engines may treat the source's items: own, source or none.
ALTER TABLE source ADD COLUMN indexing TEXT NOT NULL DEFAULT 'source';

-- The pictures that an article names, its lead picture first.
CREATE TABLE picture (
    article BYTEA NOT NULL, place BIGINT NOT NULL, url TEXT NOT NULL, url_digest BYTEA NOT NULL, alt TEXT NOT NULL,
    PRIMARY KEY (article, place)
);
CREATE INDEX picture_url ON picture (url_digest);
-- The captures that are images; `digest` is that of the image's own bytes, without a content coding.
CREATE TABLE image (
    capture BYTEA PRIMARY KEY NOT NULL,
    digest BYTEA NOT NULL, kind TEXT NOT NULL, width BIGINT NOT NULL, height BIGINT NOT NULL, n_bytes BIGINT NOT NULL,
    metadata TEXT NOT NULL
);
CREATE INDEX image_digest ON image (digest);
-- Which image a picture of an article is.
CREATE TABLE picture_image (
    article BYTEA NOT NULL, place BIGINT NOT NULL, capture BYTEA NOT NULL, at_ms BIGINT NOT NULL,
    PRIMARY KEY (article, place)
);
CREATE INDEX picture_image_capture ON picture_image (capture);
CREATE INDEX dispatch_article ON dispatch (article);
