-- The provider of each exclusive hook. Without a row nobody is selected; without a plugin the operator wants nobody.
CREATE TABLE hook_provider (
    hook        text PRIMARY KEY,
    plugin_id   text REFERENCES plugin ON DELETE CASCADE,
    selected_at timestamptz NOT NULL
);
