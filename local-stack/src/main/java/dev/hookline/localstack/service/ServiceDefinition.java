package dev.hookline.localstack.service;

import java.util.List;
import java.util.Locale;

/**
 * A service that the stack runs.
 *
 * @param name its module and the name in messages
 * @param database the database that it owns
 * @param preferredPort taken unless something else listens there
 */
public record ServiceDefinition(String name, String database, int preferredPort) {

    public static final ServiceDefinition GATEWAY =
            new ServiceDefinition("plugin-gateway", "gateway", 8080);
    public static final ServiceDefinition CONTENT =
            new ServiceDefinition("content-service", "content", 8081);
    public static final ServiceDefinition MEDIA =
            new ServiceDefinition("media-service", "media", 8082);
    public static final ServiceDefinition EMAIL =
            new ServiceDefinition("email-service", "email", 8083);

    /** All services, in the order in which they are listed. */
    public static List<ServiceDefinition> all() {
        return List.of(GATEWAY, CONTENT, MEDIA, EMAIL);
    }

    /** The environment variable that chooses another port. */
    public String portVariable() {
        return "HOOKLINE_" + database.toUpperCase(Locale.ROOT) + "_PORT";
    }
}
