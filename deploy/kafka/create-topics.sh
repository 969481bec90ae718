#!/bin/sh
# Brings a broker up to topics.txt: creates what is missing, configures what is there, removes nothing.
# Usage: create-topics.sh <bootstrap servers> <replication factor>
set -eu

servers=$1
replication=$2
tools=${KAFKA_TOOLS:-/opt/kafka/bin}
topics=$(dirname -- "$0")/topics.txt

create() {
    options=
    for setting in $3; do
        options="$options --config $setting"
    done
    # shellcheck disable=SC2086 # several options on purpose
    "$tools/kafka-topics.sh" --bootstrap-server "$servers" --create --if-not-exists --topic "$1" \
        --partitions "$2" --replication-factor "$replication" $options < /dev/null
}

configure() {
    settings=$(printf '%s' "$2" | tr ' ' ',')
    "$tools/kafka-configs.sh" --bootstrap-server "$servers" --alter --entity-type topics \
        --entity-name "$1" --add-config "$settings" < /dev/null
}

present=$("$tools/kafka-topics.sh" --bootstrap-server "$servers" --list < /dev/null)
grep -v '^#' "$topics" | while read -r name partitions settings; do
    if printf '%s\n' "$present" | grep -qxF "$name"; then
        configure "$name" "$settings"
    else
        create "$name" "$partitions" "$settings"
    fi
done
