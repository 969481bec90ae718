package dev.hookline.gateway.members;

import java.net.URI;

/** A service that owns data which plugins reach through the gateway. */
enum OwningService {
    CONTENT("content-service"),
    MEDIA("media-service"),
    EMAIL("email-service");

    private final String applicationName;

    OwningService(String applicationName) {
        this.applicationName = applicationName;
    }

    /** The name to which passes are bound. */
    String applicationName() {
        return applicationName;
    }

    URI address(ServicesConfig config) {
        return switch (this) {
            case CONTENT -> config.content();
            case MEDIA -> config.media();
            case EMAIL -> config.email();
        };
    }
}
