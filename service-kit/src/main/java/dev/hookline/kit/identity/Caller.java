package dev.hookline.kit.identity;

import dev.hookline.kit.text.ForeignText;
import dev.hookline.schemas.Actor;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Who sent the current request, a person or a plugin; asking it checks the token, so a bad token is
 * refused even where none is needed.
 */
@RequestScoped
public class Caller {

    private static final int MAX_NAME = 500;

    private final SecurityIdentity identity;

    Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    public boolean isAnonymous() {
        return identity.isAnonymous();
    }

    public boolean has(String role) {
        return identity.hasRole(role);
    }

    /** The signed-in caller, empty for anonymous requests. */
    public Optional<Actor> actor() {
        if (isAnonymous()) {
            return Optional.empty();
        }
        if (identity.getAttribute(PassAuthentication.ATTRIBUTE) instanceof PluginPass pass) {
            return Optional.of(pass.actor());
        }
        var roles = identity.getRoles().stream().sorted().toList();
        if (identity.getPrincipal() instanceof JsonWebToken token) {
            return Optional.of(new Actor(token.getSubject(), nameOf(token), roles));
        }
        return Optional.of(new Actor(identity.getPrincipal().getName(), null, roles));
    }

    private static String nameOf(JsonWebToken token) {
        String name = token.getClaim("name");
        // People choose their names themselves, and not every issuer looks at them.
        return ForeignText.cleaned(name == null ? token.getName() : name, MAX_NAME);
    }
}
