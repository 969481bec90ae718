package dev.hookline.gateway.registry;

import dev.hookline.gateway.manifest.Manifest;
import dev.hookline.kit.problem.Problem;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import dev.hookline.schemas.hook.Capability;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a manifest asks for beyond the one before it. A plugin that serves its own manifest could
 * otherwise take more with an upgrade than an operator has seen.
 *
 * @param endpoint host and port to which calls would go instead, null when they stay the same
 */
record Widening(
        SortedSet<String> capabilities, SortedSet<String> allowedHosts, @Nullable String endpoint) {

    private static final int HASH_BYTES = 12;

    /** Empty when the later manifest asks for nothing more. */
    static Optional<Widening> between(Manifest before, Manifest after) {
        var capabilities = new TreeSet<String>();
        after.capabilities().stream()
                .filter(it -> !before.capabilities().contains(it))
                .map(Capability::id)
                .forEach(capabilities::add);
        var hosts = new TreeSet<>(after.allowedHosts());
        hosts.removeAll(before.allowedHosts());
        var isSame = after.endpoint().getAuthority().equals(before.endpoint().getAuthority());
        return capabilities.isEmpty() && hosts.isEmpty() && isSame
                ? Optional.empty()
                : Optional.of(
                        new Widening(
                                capabilities,
                                hosts,
                                isSame ? null : after.endpoint().getAuthority()));
    }

    /**
     * Refuses an upgrade that nobody has confirmed.
     *
     * @param accepted what the operator has confirmed, null for nothing
     * @throws ProblemException 409 {@code confirmation-needed}
     */
    void requireAccepted(@Nullable String accepted) {
        if (!hash().equals(accepted)) {
            throw Problem.of(
                            ProblemType.CONFIRMATION_NEEDED,
                            "the new manifest asks for more than the installed one; send the"
                                    + " request again with the member \"accept\" to confirm it")
                    .with("capabilities", capabilities)
                    .with("allowedHosts", allowedHosts)
                    .with("endpoint", endpoint)
                    .with("accept", hash())
                    .asException();
        }
    }

    /** Stands for this difference and no other. */
    private String hash() {
        var text = capabilities + "\n" + allowedHosts + "\n" + endpoint;
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
