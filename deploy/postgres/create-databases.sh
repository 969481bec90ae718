#!/bin/sh
# Gives each service a database and a role of its own. Runs once, when the data directory is empty.
set -eu

for service in content media email gateway; do
    variable=$(printf '%s' "$service" | tr '[:lower:]' '[:upper:]')_DATABASE_PASSWORD
    # The password comes from the environment: a command line could be read by others.
    psql -v ON_ERROR_STOP=1 -v service="$service" -v variable="$variable" \
        --username "$POSTGRES_USER" --dbname postgres <<'SQL'
\getenv password :variable
CREATE ROLE :"service" LOGIN PASSWORD :'password';
CREATE DATABASE :"service" OWNER :"service";
REVOKE ALL ON DATABASE :"service" FROM PUBLIC;
SQL
done
