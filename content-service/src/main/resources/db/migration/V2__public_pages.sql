-- Which entry a slug led to when it was published last: an address that has been public answers 301 or
-- 410, never 404.
CREATE TABLE published_slug (
    collection text COLLATE "C" NOT NULL REFERENCES collection (name) ON DELETE CASCADE,
    slug       text COLLATE "C" NOT NULL,
    entry_id   text COLLATE "C" NOT NULL,
    PRIMARY KEY (collection, slug)
);

INSERT INTO published_slug (collection, slug, entry_id)
SELECT collection, live_slug, id FROM entry WHERE live_slug IS NOT NULL
ON CONFLICT DO NOTHING;

-- Lists of pages, newest first, of one collection and of all.
CREATE INDEX entry_by_publication ON entry (collection, published_at DESC, id DESC)
    WHERE live_data IS NOT NULL;
CREATE INDEX entry_by_publication_anywhere ON entry (published_at DESC, collection DESC, id DESC)
    WHERE live_data IS NOT NULL;
