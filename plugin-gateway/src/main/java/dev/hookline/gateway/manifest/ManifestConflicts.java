package dev.hookline.gateway.manifest;

import dev.hookline.kit.problem.Fault;
import dev.hookline.kit.problem.Problem;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import dev.hookline.schemas.platform.BuiltInMagicParameters;
import dev.hookline.schemas.platform.BuiltInPermissions;
import dev.hookline.schemas.result.PermissionDeclaration;
import dev.hookline.schemas.tracked.BuiltInEventTypes;
import dev.hookline.schemas.tracked.TrackedEventType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a manifest declares although it belongs to somebody else. A permission can be asked
 * for by its name or its abbreviation, so both come out of one stock.
 */
public final class ManifestConflicts {

    private static final String PLATFORM = "the platform";

    private final Map<String, String> events = new HashMap<>();
    private final Map<String, String> permissions = new HashMap<>();
    private final Map<String, String> prefixes = new HashMap<>();
    private final List<Fault> found = new ArrayList<>();

    private ManifestConflicts(Collection<Manifest> others) {
        BuiltInEventTypes.all().stream()
                .map(TrackedEventType::name)
                .forEach(name -> events.put(name, PLATFORM));
        BuiltInPermissions.all().forEach(permission -> own(permission, PLATFORM));
        BuiltInMagicParameters.prefixes().forEach(prefix -> prefixes.put(prefix, PLATFORM));
        for (var other : others) {
            var owner = "plugin " + other.id();
            other.events().forEach(event -> events.putIfAbsent(event.name(), owner));
            other.permissions().forEach(permission -> own(permission, owner));
            other.magicParameters()
                    .forEach(parameter -> prefixes.putIfAbsent(parameter.prefix(), owner));
        }
    }

    /**
     * Refuses a manifest that declares what the platform or another plugin owns.
     *
     * @param others the manifests of all other installed plugins
     * @throws ProblemException 409 {@code duplicate} naming each conflict and its owner
     */
    public static void refuse(Manifest manifest, Collection<Manifest> others) {
        var conflicts = new ManifestConflicts(others);
        conflicts.examine(manifest);
        if (!conflicts.found.isEmpty()) {
            throw new ProblemException(Problem.of(ProblemType.DUPLICATE, conflicts.found));
        }
    }

    private void own(PermissionDeclaration permission, String owner) {
        permissions.putIfAbsent(permission.name(), owner);
        if (permission.abbreviation() != null) {
            permissions.putIfAbsent(permission.abbreviation(), owner);
        }
    }

    private void examine(Manifest manifest) {
        for (int i = 0; i < manifest.events().size(); i++) {
            claim("events[" + i + "].name", manifest.events().get(i).name(), events);
        }
        for (int i = 0; i < manifest.permissions().size(); i++) {
            var permission = manifest.permissions().get(i);
            claim("permissions[" + i + "].name", permission.name(), permissions);
            claim("permissions[" + i + "].abbr", permission.abbreviation(), permissions);
        }
        for (int i = 0; i < manifest.magicParameters().size(); i++) {
            claim(
                    "magicParameters[" + i + "].prefix",
                    manifest.magicParameters().get(i).prefix(),
                    prefixes);
        }
    }

    private void claim(String field, @Nullable String name, Map<String, String> owners) {
        var owner = name == null ? null : owners.get(name);
        if (owner != null) {
            found.add(new Fault(field, name + " belongs to " + owner));
        }
    }
}
