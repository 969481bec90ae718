package dev.hookline.gateway.pluginapi;

import dev.hookline.gateway.registry.PluginTokens;
import dev.hookline.gateway.secret.PluginToken;
import dev.hookline.kit.problem.Problem;
import dev.hookline.kit.problem.ProblemType;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/**
 * Finds the plugin of a request by its token. Other credentials, such as an operator's access
 * token, are no plugin's.
 */
@Provider
@ForPlugins
@Priority(Priorities.AUTHENTICATION)
class PluginAuthentication implements ContainerRequestFilter {

    private static final String SCHEME = "Bearer ";
    private static final String CHALLENGE = "Bearer";
    private static final String INVALID_TOKEN = CHALLENGE + " error=\"invalid_token\"";
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
            refuse(request, CHALLENGE, "a plugin token is needed");
            return;
        }
        var token = new PluginToken(header.substring(SCHEME.length()).strip());
        tokens.ownerOf(token)
                .ifPresentOrElse(
                        caller::set,
                        () -> refuse(request, INVALID_TOKEN, "the plugin token is not valid"));
    }

    private static void refuse(ContainerRequestContext request, String challenge, String detail) {
        var problem = Problem.of(ProblemType.UNAUTHENTICATED, detail);
        request.abortWith(
                Response.status(problem.status())
                        .header(HttpHeaders.WWW_AUTHENTICATE, challenge)
                        .type("application/problem+json")
                        .entity(problem)
                        .build());
    }
}
