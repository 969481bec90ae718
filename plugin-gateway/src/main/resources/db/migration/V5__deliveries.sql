-- Who works on a partition of a plugin's consumer group. Each new owner raises the epoch, and only the owner of the
-- present epoch may change what waits: a former owner that is still at work changes nothing.
CREATE TABLE delivery_owner (
    plugin_id text    NOT NULL,
    topic     text    NOT NULL,
    partition integer NOT NULL,
    epoch     bigint  NOT NULL,
    PRIMARY KEY (plugin_id, topic, partition)
);

-- A subject that has events waiting for a plugin: none of its later events may overtake them.
CREATE TABLE parked_subject (
    plugin_id text        NOT NULL,
    topic     text        NOT NULL,
    partition integer     NOT NULL,
    subject   text        NOT NULL,
    due_at    timestamptz NOT NULL,
    PRIMARY KEY (plugin_id, topic, partition, subject)
);
CREATE INDEX parked_subject_due ON parked_subject (plugin_id, due_at);

-- Deliveries that did not succeed at once: waiting for another attempt or behind one that does, or given up.
CREATE TABLE delivery (
    position      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    plugin_id     text        NOT NULL,
    topic         text        NOT NULL,
    partition     integer     NOT NULL,
    subject       text        NOT NULL,
    record_offset bigint      NOT NULL,
    -- 0 for what came from the topic as it happened; otherwise the replay that brought it.
    replay_id     bigint      NOT NULL DEFAULT 0,
    recorded_at   timestamptz NOT NULL,
    event_id      text        NOT NULL,
    hook          text        NOT NULL,
    headers       jsonb       NOT NULL,
    payload       bytea       NOT NULL,
    state         text        NOT NULL CHECK (state IN ('waiting', 'dead', 'withheld')),
    attempts      integer     NOT NULL,
    reason        text,
    http_status   integer,
    queued_at     timestamptz NOT NULL,
    changed_at    timestamptz NOT NULL,
    UNIQUE (plugin_id, topic, partition, record_offset, replay_id)
);
CREATE INDEX delivery_queue ON delivery (plugin_id, topic, partition, subject, record_offset, position)
    WHERE state = 'waiting';
CREATE INDEX delivery_listed ON delivery (plugin_id, state, position);
CREATE INDEX delivery_event ON delivery (event_id, plugin_id);

-- A plugin that answered 410 Gone is sent nothing more until the operator activates it again.
CREATE TABLE push_stop (
    plugin_id  text PRIMARY KEY,
    stopped_at timestamptz NOT NULL,
    reason     text        NOT NULL
);

-- Every attempt, for a while. Written late and in batches; the last moments may be missing after a crash.
CREATE TABLE delivery_log (
    position    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at          timestamptz NOT NULL,
    plugin_id   text        NOT NULL,
    event_id    text        NOT NULL,
    hook        text        NOT NULL,
    subject     text        NOT NULL,
    attempt     integer     NOT NULL,
    status      text        NOT NULL,
    http_status integer,
    millis      integer     NOT NULL,
    reason      text,
    answer      text
);
CREATE INDEX delivery_log_plugin ON delivery_log (plugin_id, position);
CREATE INDEX delivery_log_event ON delivery_log (event_id);

CREATE TABLE delivery_replay (
    id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    plugin_id         text        NOT NULL,
    from_at           timestamptz NOT NULL,
    to_at             timestamptz NOT NULL,
    hooks             text[]      NOT NULL,
    dead_letters_only boolean     NOT NULL,
    state             text        NOT NULL CHECK (state IN ('running', 'finished', 'failed')),
    -- The next offset of each partition, or the next position among the dead letters.
    progress          jsonb       NOT NULL,
    queued            bigint      NOT NULL DEFAULT 0,
    reason            text,
    leased_until      timestamptz,
    created_at        timestamptz NOT NULL,
    finished_at       timestamptz
);
CREATE INDEX delivery_replay_plugin ON delivery_replay (plugin_id, id);
