-- Events written in the transaction that causes them; the relay publishes and deletes them in order of position.
CREATE TABLE outbox_event (
    position    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic       text        NOT NULL,
    message_key text        NOT NULL,
    headers     jsonb       NOT NULL,
    payload     bytea,
    created_at  timestamptz NOT NULL DEFAULT now()
) WITH (
    -- The table is written and emptied all the time: keep dead rows few and updates off the index.
    autovacuum_vacuum_scale_factor = 0.0,
    autovacuum_vacuum_threshold = 5000
);
