-- Requests that created something, so that a repeated one gets the same answer.
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
