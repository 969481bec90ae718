package dev.hookline.hooks.before;

import java.util.concurrent.CompletableFuture;

/** The way of hook requests to the gateway. */
interface RequestChannel {

    /** Completes when the bus has the request, exceptionally when it can't be had in time. */
    CompletableFuture<Void> send(HookRequest request);
}
