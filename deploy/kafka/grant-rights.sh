#!/bin/sh
# Gives principals the rights of a file; adds, never removes.
# Usage: grant-rights.sh <bootstrap servers> [id of a plugin that reads the topics itself]
# CLIENT_PROPERTIES names a file with the login of an administrator.
set -eu

servers=$1
plugin=${2:-}
tools=${KAFKA_TOOLS:-/opt/kafka/bin}
here=$(dirname -- "$0")

grant() {
    case $4 in
        prefix) pattern=prefixed ;;
        *) pattern=literal ;;
    esac
    options=
    for operation in $(printf '%s' "$5" | tr ',' ' '); do
        options="$options --operation $operation"
    done
    # shellcheck disable=SC2086 # several options on purpose
    "$tools/kafka-acls.sh" --bootstrap-server "$servers" --command-config "$CLIENT_PROPERTIES" --add --force \
        --allow-principal "User:$1" "--$2" "$3" --resource-pattern-type "$pattern" $options < /dev/null > /dev/null
}

if [ -n "$plugin" ]; then
    rights=$(sed "s/\$ID/$plugin/g" "$here/plugin-rights.txt")
else
    rights=$(cat "$here/rights.txt")
fi
printf '%s\n' "$rights" | grep -v '^#' | while read -r principal resource name pattern operations; do
    grant "$principal" "$resource" "$name" "$pattern" "$operations"
done
