-- The provider of each exclusive hook. Without a row nobody is selected; without a plugin the operator wants nobody.
CREATE TABLE hook_provider (
    hook        text PRIMARY KEY,
    plugin_id   text REFERENCES plugin ON DELETE CASCADE,
    selected_at timestamptz NOT NULL
);

-- A transition that waits for the plugin is claimed first, so that nobody waits inside a transaction: other transitions
-- are refused until it ends, and one that is not ended in time was abandoned by its gateway and is taken back.
ALTER TABLE plugin
    ADD COLUMN accepted_manifest     jsonb,
    ADD COLUMN prepared_at           timestamptz,
    ADD COLUMN transition            text,
    ADD COLUMN transition_id         uuid,
    ADD COLUMN transition_started_at timestamptz,
    ADD COLUMN transition_until      timestamptz,
    ADD COLUMN failed_transition     text,
    ADD COLUMN failed_hook           text,
    ADD COLUMN failure               text,
    ADD COLUMN failed_at             timestamptz,
    ADD CONSTRAINT plugin_transition_is_whole CHECK (
        (transition IS NULL) = (transition_id IS NULL)
        AND (transition IS NULL) = (transition_started_at IS NULL)
        AND (transition IS NULL) = (transition_until IS NULL));

-- Plugins from before lifecycle hooks were called have nothing left to prepare.
UPDATE plugin SET prepared_at = installed_at;

-- What was done with plugins; outlives them.
CREATE TABLE plugin_transition (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    plugin_id text        NOT NULL,
    ended_at  timestamptz NOT NULL,
    record    jsonb       NOT NULL
);
CREATE INDEX plugin_transition_plugin ON plugin_transition (plugin_id, id DESC);
CREATE INDEX plugin_transition_ended ON plugin_transition (ended_at);

-- Plugins that were removed without their data: an installation that fails must not delete what was kept.
CREATE TABLE kept_plugin_data (
    plugin_id text PRIMARY KEY,
    kept_at   timestamptz NOT NULL
);
