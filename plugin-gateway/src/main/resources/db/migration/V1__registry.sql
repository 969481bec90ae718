CREATE TABLE plugin (
    id                 text PRIMARY KEY,
    registration_order bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    status             text        NOT NULL CHECK (status IN ('installed', 'active', 'inactive')),
    trusted            boolean     NOT NULL,
    manifest           jsonb       NOT NULL,
    installed_at       timestamptz NOT NULL,
    activated_at       timestamptz,
    deactivated_at     timestamptz,
    updated_at         timestamptz NOT NULL
);

-- Grows with every change of any plugin. One row, so that changes queue for it: a replica that has seen revision n has
-- seen every change up to n.
CREATE TABLE directory_revision (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    revision bigint NOT NULL
);
INSERT INTO directory_revision (revision) VALUES (0);

CREATE TABLE plugin_signing_secret (
    plugin_id  text        NOT NULL REFERENCES plugin ON DELETE CASCADE,
    ciphertext bytea       NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz,
    PRIMARY KEY (plugin_id, created_at)
);

CREATE TABLE plugin_token (
    hash       bytea PRIMARY KEY,
    plugin_id  text        NOT NULL REFERENCES plugin ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz
);
CREATE INDEX plugin_token_plugin ON plugin_token (plugin_id);

-- Where deliveries to a plugin begin: events before its activation are none of its business.
CREATE TABLE delivery_start (
    plugin_id  text    NOT NULL REFERENCES plugin ON DELETE CASCADE,
    topic      text    NOT NULL,
    partition  integer NOT NULL,
    start_from bigint  NOT NULL,
    PRIMARY KEY (plugin_id, topic, partition)
);
