package dev.hookline.localstack.service;

import dev.hookline.localstack.database.DatabaseLogin;
import dev.hookline.localstack.token.AccessTokens;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What every service of the stack is told by its environment variables.
 *
 * @param keys whom to trust, and what to keep secrets with
 * @param addresses of the services by their names; readers find the published pages at the content
 *     service's
 * @param smtpPort where the mail server of the stack listens
 * @param mediaDirectory where the media service keeps files
 * @param acceptUnsigned whether records of the bus are believed without a signature
 */
public record ServiceEnvironment(
        String bootstrapServers,
        ServiceKeys keys,
        Map<String, URI> addresses,
        int smtpPort,
        Path mediaDirectory,
        boolean acceptUnsigned) {

    public ServiceEnvironment {
        addresses = Map.copyOf(addresses);
    }

    /** The variables of one service, in the spelling of MicroProfile Config. */
    public Map<String, String> of(ServiceDefinition service, int port, DatabaseLogin login) {
        var variables = new HashMap<String, String>();
        variables.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        variables.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        variables.put("QUARKUS_DATASOURCE_JDBC_URL", login.jdbcUrl());
        variables.put("QUARKUS_DATASOURCE_USERNAME", login.username());
        variables.put("QUARKUS_DATASOURCE_PASSWORD", login.password());
        variables.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        variables.put("MP_JWT_VERIFY_PUBLICKEY_LOCATION", "file:" + keys.publicKey());
        variables.put("MP_JWT_VERIFY_ISSUER", AccessTokens.ISSUER);
        variables.put("MP_JWT_VERIFY_AUDIENCES", AccessTokens.AUDIENCE);
        variables.put("HOOKLINE_SITE_URL", addressOf(ServiceDefinition.CONTENT));
        variables.put("HOOKLINE_PLATFORM_PASS_KEY", keys.passKey());
        variables.put("HOOKLINE_BUS_ACCEPT_UNSIGNED", String.valueOf(acceptUnsigned));
        if (service.equals(ServiceDefinition.GATEWAY)) {
            addGatewayVariables(variables);
        }
        if (service.equals(ServiceDefinition.CONTENT)) {
            variables.put("HOOKLINE_PAGES_MEDIA_URL", addressOf(ServiceDefinition.MEDIA));
        }
        if (service.equals(ServiceDefinition.MEDIA)) {
            variables.put("HOOKLINE_MEDIA_STORE_DIRECTORY", mediaDirectory.toString());
        }
        if (service.equals(ServiceDefinition.EMAIL)) {
            variables.put("QUARKUS_MAILER_HOST", "127.0.0.1");
            variables.put("QUARKUS_MAILER_PORT", String.valueOf(smtpPort));
        }
        return variables;
    }

    private void addGatewayVariables(Map<String, String> variables) {
        variables.put("HOOKLINE_GATEWAY_SECRET_KEY", keys.gatewayKey());
        // Everything, plugins too, runs on this machine.
        variables.put("HOOKLINE_GATEWAY_PLAIN_HTTP_ENDPOINTS", "true");
        for (var owner :
                List.of(
                        ServiceDefinition.CONTENT,
                        ServiceDefinition.MEDIA,
                        ServiceDefinition.EMAIL)) {
            variables.put(
                    "HOOKLINE_GATEWAY_SERVICES_"
                            + owner.database().toUpperCase(Locale.ROOT)
                            + "_URL",
                    addressOf(owner));
        }
    }

    private String addressOf(ServiceDefinition service) {
        var address = addresses.get(service.name());
        if (address == null) {
            throw new IllegalArgumentException("no address of " + service.name());
        }
        return address.toString();
    }
}
