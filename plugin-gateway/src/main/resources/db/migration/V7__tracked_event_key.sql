-- Which requests have been answered with which event, so that a repeated one publishes nothing anew.
CREATE TABLE tracked_event_key (
    principal    text        NOT NULL,
    key          text        NOT NULL,
    request_hash bytea       NOT NULL,
    event        text        NOT NULL,
    expires_at   timestamptz NOT NULL,
    PRIMARY KEY (principal, key)
);
CREATE INDEX tracked_event_key_by_expiry ON tracked_event_key (expires_at);
