package dev.hookline.kit.identity;

import dev.hookline.kit.cause.CurrentCause;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Signs in plugins by {@code Authorization: Hookline-Pass}. A scheme of its own keeps passes and
 * access tokens apart: neither is ever tried as the other.
 */
@ApplicationScoped
class PassAuthentication implements HttpAuthenticationMechanism {

    static final String ATTRIBUTE = "hookline.pass";

    private final PluginPasses passes;

    PassAuthentication(PluginPasses passes) {
        this.passes = passes;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            RoutingContext context, IdentityProviderManager identityProviders) {
        var header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        var scheme = PluginPasses.SCHEME;
        if (header == null || !header.regionMatches(true, 0, scheme, 0, scheme.length())) {
            return Uni.createFrom().nullItem();
        }
        try {
            var token = header.substring(scheme.length()).strip();
            var pass = passes.read(token, context.request().path());
            CurrentCause.set(context, pass.cause());
            return Uni.createFrom().item(identityOf(pass));
        } catch (AuthenticationFailedException e) {
            return Uni.createFrom().failure(e);
        }
    }

    /** None: whoever lacks a token is told of access tokens, not of a way that is not theirs. */
    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().nullItem();
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return Uni.createFrom()
                .item(
                        new HttpCredentialTransport(
                                HttpCredentialTransport.Type.AUTHORIZATION, PluginPasses.SCHEME));
    }

    private static SecurityIdentity identityOf(PluginPass pass) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(pass.subject()))
                .addRoles(pass.roles())
                .addAttribute(ATTRIBUTE, pass)
                .build();
    }
}
