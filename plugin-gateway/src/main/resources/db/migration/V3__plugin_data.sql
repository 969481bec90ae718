-- What plugins keep here. None of it refers to table plugin: a plugin that is removed without its data finds them again.

-- What counts against a plugin's quotas. A row is there while a plugin may write; writers change it last in their
-- transaction, so that they queue for as short as can be.
CREATE TABLE plugin_usage (
    plugin_id text   NOT NULL,
    resource  text   NOT NULL CHECK (resource IN ('kv', 'storage')),
    used      bigint NOT NULL CHECK (used >= 0),
    PRIMARY KEY (plugin_id, resource)
) WITH (fillfactor = 50);
INSERT INTO plugin_usage (plugin_id, resource, used)
SELECT id, resource, 0 FROM plugin CROSS JOIN (VALUES ('kv'), ('storage')) AS resources (resource);

-- As json, not jsonb: a plugin gets its value back as it wrote it.
CREATE TABLE kv_entry (
    plugin_id  text        NOT NULL,
    key        text        COLLATE "C" NOT NULL,
    value      json        NOT NULL,
    writes     bigint      NOT NULL DEFAULT 1,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (plugin_id, key)
);

-- Each storage collection has a table of its own, made when a plugin declares it (ADR 0012).
CREATE TABLE storage_collection (
    plugin_id  text NOT NULL,
    name       text NOT NULL,
    table_name text NOT NULL UNIQUE,
    PRIMARY KEY (plugin_id, name)
);

-- A JSON value as a text whose order, byte by byte, is the order of the values: null and absent, booleans, numbers by
-- value, strings by code point, then whatever else. Indexes are made of it: it must never change, only get a successor.
CREATE FUNCTION storage_key(value jsonb) RETURNS text
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS
$$
DECLARE
    number    numeric;
    plain     text;
    whole     text;
    fraction  text;
    digits    text;
    magnitude integer;
BEGIN
    CASE coalesce(jsonb_typeof(value), 'null')
        WHEN 'null' THEN
            RETURN '0';
        WHEN 'boolean' THEN
            RETURN CASE WHEN value::boolean THEN '1t' ELSE '1f' END;
        WHEN 'string' THEN
            RETURN '3' || (value #>> '{}');
        WHEN 'number' THEN
            number := value::numeric;
            IF number = 0 THEN
                RETURN '2m';
            END IF;
            plain := trim_scale(abs(number))::text;
            whole := ltrim(split_part(plain, '.', 1), '0');
            fraction := split_part(plain, '.', 2);
            digits := rtrim(ltrim(whole || fraction, '0'), '0');
            -- The number is 0.digits times ten to the power of this.
            magnitude := CASE
                WHEN whole <> '' THEN length(whole)
                ELSE length(ltrim(fraction, '0')) - length(fraction)
            END;
            IF number > 0 THEN
                RETURN '2p' || lpad((500000 + magnitude)::text, 6, '0') || digits;
            END IF;
            -- The more there is of a negative number, the earlier it comes.
            RETURN '2a' || lpad((500000 - magnitude)::text, 6, '0')
                || translate(digits, '0123456789', '9876543210') || '~';
        ELSE
            RETURN '4' || md5(value::text);
    END CASE;
END
$$;

CREATE TABLE plugin_log (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    plugin_id text        NOT NULL,
    level     smallint    NOT NULL,
    message   text        NOT NULL,
    data      json,
    logged_at timestamptz NOT NULL
);
CREATE INDEX plugin_log_newest ON plugin_log (plugin_id, id);
CREATE INDEX plugin_log_age ON plugin_log (logged_at);
