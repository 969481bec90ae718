package dev.hookline.gateway.secret;

/** Tells secrets from placeholders: 32 random bytes repeat few of their values. */
final class Variety {

    private static final int LEAST_DISTINCT = 16;

    private Variety() {}

    static boolean isEnough(String secret) {
        return secret.chars().distinct().count() >= LEAST_DISTINCT;
    }
}
