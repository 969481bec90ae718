#!/bin/sh
# Brings a broker up to topics.txt: creates what is missing, configures what is there, removes nothing.
# Usage: create-topics.sh <bootstrap servers> <replication factor>
# CLIENT_PROPERTIES names a file with the login of an administrator, where the broker asks for one.
set -eu

servers=$1
replication=$2
tools=${KAFKA_TOOLS:-/opt/kafka/bin}
topics=$(dirname -- "$0")/topics.txt
login=${CLIENT_PROPERTIES:+--command-config $CLIENT_PROPERTIES}

create() {
    options=
    for setting in $3; do
        options="$options --config $setting"
    done
    # shellcheck disable=SC2086 # several options on purpose
    "$tools/kafka-topics.sh" --bootstrap-server "$servers" $login --create --if-not-exists --topic "$1" \
        --partitions "$2" --replication-factor "$replication" $options < /dev/null
}

configure() {
    settings=$(printf '%s' "$2" | tr ' ' ',')
    # shellcheck disable=SC2086
    "$tools/kafka-configs.sh" --bootstrap-server "$servers" $login --alter --entity-type topics \
        --entity-name "$1" --add-config "$settings" < /dev/null
}

# shellcheck disable=SC2086
present=$("$tools/kafka-topics.sh" --bootstrap-server "$servers" $login --list < /dev/null)
grep -v '^#' "$topics" | while read -r name partitions settings; do
    if printf '%s\n' "$present" | grep -qxF "$name"; then
        configure "$name" "$settings"
    else
        create "$name" "$partitions" "$settings"
    fi
done
