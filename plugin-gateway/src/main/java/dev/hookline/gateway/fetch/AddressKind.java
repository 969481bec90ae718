package dev.hookline.gateway.fetch;

/** What an IP address may be used for here. */
sealed interface AddressKind {

    /** Anybody's on the internet. */
    record Public() implements AddressKind {}

    /** Of this machine or its own network: fetched only where development needs it. */
    record Private(String what) implements AddressKind {}

    /** Never fetched: metadata services, and whatever is no single host of the internet. */
    record Forbidden(String what) implements AddressKind {}
}
