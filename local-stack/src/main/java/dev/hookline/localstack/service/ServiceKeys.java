package dev.hookline.localstack.service;

import java.nio.file.Path;

/**
 * The keys of a stack.
 *
 * @param publicKey with which services check access tokens
 * @param gatewayKey with which the gateway encrypts the signing secrets of plugins
 * @param passKey with which the gateway vouches for plugins towards the services
 */
public record ServiceKeys(Path publicKey, String gatewayKey, String passKey) {

    /** Leaves the keys out. */
    @Override
    public String toString() {
        return "ServiceKeys[publicKey=" + publicKey + "]";
    }
}
