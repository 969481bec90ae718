-- A message from its acceptance to its end. It is worked on by whoever holds its claim, until the claim runs out.
CREATE TABLE email_message (
    id              text PRIMARY KEY,
    -- The order in which messages were accepted.
    accepted        bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    status          text        NOT NULL CHECK (status IN ('queued', 'sending', 'sent', 'cancelled', 'failed')),
    source          text        NOT NULL,
    -- As the client sent it, and as plugins made it; the latter is null until they were asked.
    submitted       jsonb       NOT NULL,
    prepared        jsonb,
    message_id      text        NOT NULL,
    actor           jsonb,
    cause           jsonb,
    cancelled_by    text,
    provider        text,
    attempts        integer     NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL,
    claim           uuid,
    claimed_until   timestamptz,
    last_error      text,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    sent_at         timestamptz,
    -- Who gave which idempotency key to this message, and what the request was.
    submitter       text        NOT NULL,
    idempotency_key text,
    request_hash    text,
    UNIQUE (submitter, idempotency_key)
);
CREATE INDEX email_message_due ON email_message (accepted) WHERE status IN ('queued', 'sending');
CREATE INDEX email_message_ended ON email_message (updated_at) WHERE status IN ('sent', 'cancelled', 'failed');

CREATE TABLE email_attempt (
    email_id   text        NOT NULL REFERENCES email_message ON DELETE CASCADE,
    started_at timestamptz NOT NULL,
    millis     bigint      NOT NULL,
    step       text        NOT NULL,
    provider   text,
    outcome    text        NOT NULL,
    detail     text,
    PRIMARY KEY (email_id, started_at, step)
);

-- Whether a provider is out of order, and which replica delivers through one that takes messages one after the other.
CREATE TABLE email_provider (
    provider   text PRIMARY KEY,
    held_until timestamptz,
    failures   integer NOT NULL DEFAULT 0,
    last_error text,
    lane       uuid,
    lane_until timestamptz
);
