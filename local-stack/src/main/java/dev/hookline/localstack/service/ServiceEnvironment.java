package dev.hookline.localstack.service;

import dev.hookline.localstack.database.DatabaseLogin;
import dev.hookline.localstack.token.AccessTokens;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What every service of the stack is told by its environment variables.
 *
 * @param gatewayKey with which the gateway encrypts the signing secrets of plugins
 * @param site where readers find the published pages
 * @param smtpPort where the mail server of the stack listens
 */
public record ServiceEnvironment(
        String bootstrapServers, Path publicKey, String gatewayKey, URI site, int smtpPort) {

    /** The variables of one service, in the spelling of MicroProfile Config. */
    public Map<String, String> of(ServiceDefinition service, int port, DatabaseLogin login) {
        var variables = new HashMap<String, String>();
        variables.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        variables.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        variables.put("QUARKUS_DATASOURCE_JDBC_URL", login.jdbcUrl());
        variables.put("QUARKUS_DATASOURCE_USERNAME", login.username());
        variables.put("QUARKUS_DATASOURCE_PASSWORD", login.password());
        variables.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        variables.put("MP_JWT_VERIFY_PUBLICKEY_LOCATION", "file:" + publicKey);
        variables.put("MP_JWT_VERIFY_ISSUER", AccessTokens.ISSUER);
        variables.put("HOOKLINE_SITE_URL", site.toString());
        if (service.equals(ServiceDefinition.GATEWAY)) {
            variables.put("HOOKLINE_GATEWAY_SECRET_KEY", gatewayKey);
        }
        if (service.equals(ServiceDefinition.EMAIL)) {
            variables.put("QUARKUS_MAILER_HOST", "127.0.0.1");
            variables.put("QUARKUS_MAILER_PORT", String.valueOf(smtpPort));
        }
        return variables;
    }

    /** Leaves the key out. */
    @Override
    public String toString() {
        return "ServiceEnvironment[bootstrapServers=" + bootstrapServers + "]";
    }
}
