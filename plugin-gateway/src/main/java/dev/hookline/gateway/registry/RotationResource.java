package dev.hookline.gateway.registry;

import dev.hookline.gateway.manifest.ManifestReader;
import dev.hookline.kit.identity.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** New secrets for a plugin, while the former ones stay good for a while. */
@Path("/api/v1/plugins/{id}")
@Tag(name = "Plugins")
@RolesAllowed(Role.ADMIN)
@RunOnVirtualThread
class RotationResource {

    /** A new signing secret, shown this once. */
    record SecretView(String signingSecret, Instant formerValidUntil) {}

    /** A new token, shown this once. */
    record TokenView(String token, Instant formerValidUntil) {}

    private final SecretRotation rotation;

    RotationResource(SecretRotation rotation) {
        this.rotation = rotation;
    }

    @POST
    @Path("/secret/rotate")
    public SecretView rotateSecret(@RestPath String id, @QueryParam("overlap") String overlap) {
        var rotated = rotation.rotateSecret(known(id), SecretRotation.overlapOf(overlap));
        return new SecretView(rotated.secret().text(), rotated.formerValidUntil());
    }

    @POST
    @Path("/token/rotate")
    public TokenView rotateToken(@RestPath String id, @QueryParam("overlap") String overlap) {
        var rotated = rotation.rotateToken(known(id), SecretRotation.overlapOf(overlap));
        return new TokenView(rotated.secret().text(), rotated.formerValidUntil());
    }

    private static String known(String id) {
        if (!ManifestReader.ID.matcher(id).matches()) {
            throw PluginInstaller.unknown("of that name");
        }
        return id;
    }
}
