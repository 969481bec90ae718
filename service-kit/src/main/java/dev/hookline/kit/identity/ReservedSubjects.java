package dev.hookline.kit.identity;

import dev.hookline.kit.json.Storable;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Refuses access tokens that name no subject, since everything is done in the name of one, and
 * those whose subject says that they are a plugin's: those come with passes.
 */
@ApplicationScoped
class ReservedSubjects implements SecurityIdentityAugmentor {

    @Override
    public Uni<SecurityIdentity> augment(
            SecurityIdentity identity, AuthenticationRequestContext context) {
        return identity.getPrincipal() instanceof JsonWebToken token
                        && !isPerson(token.getSubject())
                ? Uni.createFrom().failure(new AuthenticationFailedException("no person's subject"))
                : Uni.createFrom().item(identity);
    }

    private static boolean isPerson(@Nullable String subject) {
        return subject != null
                && !subject.isBlank()
                && Storable.flawIn(subject) == null
                && !subject.startsWith(PluginPass.SUBJECT_PREFIX);
    }
}
