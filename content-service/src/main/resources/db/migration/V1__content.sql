-- Identifiers and slugs compare byte by byte, so that pages come in the same order everywhere.

CREATE TABLE collection (
    name       text COLLATE "C" PRIMARY KEY,
    label      text,
    fields     jsonb       NOT NULL,
    version    bigint      NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);

CREATE TABLE entry (
    collection      text COLLATE "C" NOT NULL REFERENCES collection (name),
    id              text COLLATE "C" NOT NULL,
    slug            text COLLATE "C" NOT NULL,
    status          text             NOT NULL
        CHECK (status IN ('DRAFT', 'SCHEDULED', 'PUBLISHED', 'TRASHED')),
    data            jsonb            NOT NULL,
    version         bigint           NOT NULL,
    revision        integer          NOT NULL,
    author_id       text             NOT NULL,
    created_at      timestamptz      NOT NULL,
    updated_at      timestamptz      NOT NULL,
    -- What readers see, while they see anything.
    live_slug       text COLLATE "C",
    live_data       jsonb,
    live_revision   integer,
    live_version    bigint,
    live_updated_at timestamptz,
    published_at    timestamptz,
    -- The publication to come.
    scheduled_at    timestamptz,
    scheduled_by    jsonb,
    trashed_at      timestamptz,
    PRIMARY KEY (collection, id),
    CHECK ((status = 'PUBLISHED') = (live_data IS NOT NULL)),
    CHECK ((status = 'TRASHED') = (trashed_at IS NOT NULL)),
    CHECK (status <> 'SCHEDULED' OR scheduled_at IS NOT NULL)
);

CREATE INDEX entry_by_creation ON entry (collection, created_at, id);
CREATE INDEX entry_by_slug ON entry (collection, slug);
CREATE INDEX entry_by_live_slug ON entry (collection, live_slug) WHERE live_slug IS NOT NULL;
CREATE INDEX entry_by_schedule ON entry (scheduled_at) WHERE scheduled_at IS NOT NULL;
CREATE INDEX entry_by_value ON entry USING gin (data jsonb_path_ops);
CREATE INDEX entry_by_live_value ON entry USING gin (live_data jsonb_path_ops)
    WHERE live_data IS NOT NULL;

-- Who holds which slug and which value of a unique field, in either of its copies. The primary key
-- is what makes uniqueness hold under concurrency; an entry in the trash holds nothing.
CREATE TABLE entry_unique_value (
    collection text COLLATE "C" NOT NULL,
    field      text COLLATE "C" NOT NULL,
    value_hash bytea            NOT NULL,
    entry_id   text COLLATE "C" NOT NULL,
    PRIMARY KEY (collection, field, value_hash)
);

-- One row per save, never changed.
CREATE TABLE entry_revision (
    collection text COLLATE "C" NOT NULL,
    entry_id   text COLLATE "C" NOT NULL,
    revision   integer          NOT NULL,
    slug       text             NOT NULL,
    data       jsonb            NOT NULL,
    author_id  text             NOT NULL,
    created_at timestamptz      NOT NULL,
    PRIMARY KEY (collection, entry_id, revision),
    FOREIGN KEY (collection, entry_id) REFERENCES entry (collection, id) ON DELETE CASCADE
);

CREATE TABLE idempotency_key (
    principal    text        NOT NULL,
    key          text        NOT NULL,
    -- Whose request may complete the key.
    claim        uuid        NOT NULL,
    request_hash text        NOT NULL,
    -- The answer, once there is one.
    status       integer,
    body         text,
    location     text,
    etag         text,
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    PRIMARY KEY (principal, key)
);

CREATE INDEX idempotency_key_by_expiry ON idempotency_key (expires_at);
