-- A file as people know it. Several may have the same bytes, which the store then keeps once.
CREATE TABLE media_item (
    -- A ULID: the order of ids is the order of uploads.
    id           text        COLLATE "C" PRIMARY KEY,
    filename     text        NOT NULL,
    mime_type    text        NOT NULL,
    -- What the client said it was, when the bytes say something else.
    claimed_type text,
    size         bigint      NOT NULL CHECK (size >= 0),
    sha256       text        NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    -- As seen, so after the orientation was applied; null unless it is an image that can be read.
    width        integer,
    height       integer,
    blurhash     text,
    alt          text,
    caption      text,
    uploaded_by  text        NOT NULL,
    version      bigint      NOT NULL DEFAULT 1,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL
);
CREATE INDEX media_item_by_bytes ON media_item (sha256);
CREATE INDEX media_item_by_type ON media_item (mime_type text_pattern_ops, id);
