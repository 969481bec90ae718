package dev.hookline.kit.identity;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Refuses access tokens whose subject says that they are a plugin's: those come with passes. */
@ApplicationScoped
class ReservedSubjects implements SecurityIdentityAugmentor {

    @Override
    public Uni<SecurityIdentity> augment(
            SecurityIdentity identity, AuthenticationRequestContext context) {
        var isReserved =
                identity.getPrincipal() instanceof JsonWebToken token
                        && token.getSubject() != null
                        && token.getSubject().startsWith(PluginPass.SUBJECT_PREFIX);
        return isReserved
                ? Uni.createFrom().failure(new AuthenticationFailedException("a plugin's subject"))
                : Uni.createFrom().item(identity);
    }
}
