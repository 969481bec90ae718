-- The scheduled tasks of plugins. No reference to plugin: what a plugin keeps outlives its removal, unless its data go
-- too, and waits there for the same id to be installed again.
CREATE TABLE cron_task (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    plugin_id     text        NOT NULL,
    name          text        NOT NULL,
    schedule      text        NOT NULL,
    time_zone     text        NOT NULL,
    -- JSON as text: jsonb refuses some strings that JSON has.
    data          text,
    one_shot      boolean     NOT NULL,
    -- Null when the next run cannot be worked out; fault then says why.
    next_run_at   timestamptz,
    fault         text,
    last_run_at   timestamptz,
    last_event_id text,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL,
    UNIQUE (plugin_id, name)
);
CREATE INDEX cron_task_due ON cron_task (next_run_at);
