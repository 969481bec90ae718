package dev.hookline.gateway.pluginapi;

import dev.hookline.gateway.registry.PluginTokens;
import dev.hookline.gateway.secret.PluginToken;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/** Finds the plugin of a request by its token. */
@Provider
@ForPlugins
@Priority(Priorities.AUTHENTICATION)
class PluginAuthentication implements ContainerRequestFilter {

    private static final String SCHEME = "Bearer ";
    private static final int LONGEST_TOKEN = 200;

    private final PluginTokens tokens;
    private final CallingPlugin caller;

    PluginAuthentication(PluginTokens tokens, CallingPlugin caller) {
        this.tokens = tokens;
        this.caller = caller;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header == null
                || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                || header.length() > LONGEST_TOKEN) {
            throw new ProblemException(ProblemType.UNAUTHENTICATED, "a plugin token is needed");
        }
        var token = new PluginToken(header.substring(SCHEME.length()).strip());
        caller.set(
                tokens.ownerOf(token)
                        .orElseThrow(() ->
                                new ProblemException(
                                        ProblemType.UNAUTHENTICATED,
                                        "the plugin token is not valid")));
    }
}
