#!/bin/sh
# Brings the broker of docker-compose.yml up to date: topics, a principal for each service, and their rights.
# Usage: prepare-broker.sh <bootstrap servers> <replication factor>
set -eu

here=$(dirname -- "$0")
tools=${KAFKA_TOOLS:-/opt/kafka/bin}
CLIENT_PROPERTIES=$(mktemp)
export CLIENT_PROPERTIES
trap 'rm -f "$CLIENT_PROPERTIES"' EXIT

module=org.apache.kafka.common.security.plain.PlainLoginModule
cat > "$CLIENT_PROPERTIES" << END
security.protocol=SASL_PLAINTEXT
sasl.mechanism=PLAIN
sasl.jaas.config=$module required username="admin" password="$KAFKA_ADMIN_PASSWORD";
END

admit() {
    "$tools/kafka-configs.sh" --bootstrap-server "$servers" --command-config "$CLIENT_PROPERTIES" --alter \
        --entity-type users --entity-name "$1" --add-config "SCRAM-SHA-512=[password=$2]" < /dev/null > /dev/null
}

servers=$1
"$here/create-topics.sh" "$servers" "$2"
admit plugin-gateway "$GATEWAY_KAFKA_PASSWORD"
admit content-service "$CONTENT_KAFKA_PASSWORD"
admit media-service "$MEDIA_KAFKA_PASSWORD"
admit email-service "$EMAIL_KAFKA_PASSWORD"
"$here/grant-rights.sh" "$servers"

# A plugin that reads the topics itself, once: PLUGIN_ID and PLUGIN_KAFKA_PASSWORD.
if [ -n "${PLUGIN_ID:-}" ]; then
    admit "plugin-$PLUGIN_ID" "${PLUGIN_KAFKA_PASSWORD:?}"
    "$here/grant-rights.sh" "$servers" "$PLUGIN_ID"
fi
