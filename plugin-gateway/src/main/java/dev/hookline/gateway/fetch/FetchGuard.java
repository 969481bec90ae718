package dev.hookline.gateway.fetch;

import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a plugin may fetch from a place, and at which addresses.
 *
 * <pre>
 *   host and port in the manifest? ──► name harmless? ──► look up ──► every address harmless? ──► connect there
 *    (or unrestricted)                                       one bad among many is enough to refuse
 * </pre>
 *
 * The addresses returned are the ones to connect to: looking the name up again could give others.
 */
@ApplicationScoped
class FetchGuard {

    private final AddressLookup lookup;
    private final boolean privateIsAllowed;

    FetchGuard(AddressLookup lookup, FetchConfig config) {
        this.lookup = lookup;
        this.privateIsAllowed = config.allowPrivateAddresses();
    }

    /**
     * The checked addresses of a target, at least one.
     *
     * @throws ProblemException 403 {@code fetch-refused}
     */
    List<InetAddress> check(FetchRights plugin, FetchTarget target, Duration left) {
        var host = target.host();
        requireCovered(plugin, host);
        host.objection(privateIsAllowed).ifPresent(objection -> refuse(plugin, host, objection));
        requireUsualPort(plugin, target);
        var addresses = lookup.find(plugin.pluginId(), host, left);
        addresses.stream()
                .map(this::objection)
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(objection -> refuse(plugin, host, objection));
        return addresses;
    }

    private static void requireCovered(FetchRights plugin, HostName host) {
        if (plugin.isUnrestricted()) {
            return;
        }
        var allowed = plugin.allowedHosts();
        if (allowed.isEmpty()) {
            throw new ProblemException(
                    ProblemType.FETCH_REFUSED,
                    ("Plugin \"%s\" has no allowed hosts configured. Add hosts to the plugin's"
                                    + " allowedHosts array to enable HTTP requests.")
                            .formatted(plugin.pluginId()));
        }
        if (allowed.stream().map(AllowedPlace::parse).noneMatch(it -> it.coversHost(host))) {
            throw new ProblemException(
                    ProblemType.FETCH_REFUSED,
                    "Plugin \"%s\" is not allowed to fetch from host \"%s\". Allowed hosts: %s"
                            .formatted(
                                    plugin.pluginId(),
                                    host.text(),
                                    String.join(", ", allowed.stream().sorted().toList())));
        }
    }

    /** Where private addresses are open, so are all ports: for development. */
    private void requireUsualPort(FetchRights plugin, FetchTarget target) {
        var isNamed =
                plugin.allowedHosts().stream()
                        .map(AllowedPlace::parse)
                        .anyMatch(place -> place.covers(target));
        var isOpen = plugin.isUnrestricted() && AllowedPlace.isUsual(target.port());
        if (!privateIsAllowed && !isNamed && !isOpen) {
            refuse(
                    plugin,
                    target.host(),
                    "port " + target.port() + " is neither 80 nor 443 nor named in allowedHosts");
        }
    }

    /** Names the kind and never the address: a plugin must not learn of the inner network. */
    private Optional<String> objection(InetAddress address) {
        return switch (AddressRules.kindOf(address)) {
            case AddressKind.Public open -> Optional.empty();
            case AddressKind.Private inner ->
                    privateIsAllowed
                            ? Optional.empty()
                            : Optional.of("its address is not public (" + inner.what() + ")");
            case AddressKind.Forbidden special ->
                    Optional.of("its address is not public (" + special.what() + ")");
        };
    }

    private static void refuse(FetchRights plugin, HostName host, String reason) {
        throw new ProblemException(
                ProblemType.FETCH_REFUSED,
                "Plugin \"%s\": blocked fetch to \"%s\": %s"
                        .formatted(plugin.pluginId(), host.text(), reason));
    }
}
