package dev.hookline.gateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.kit.problem.ProblemException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an operator hands in: a manifest, or an object that says where to find it or holds it, with
 * credentials beside it.
 *
 * @param manifest null when it is to be fetched
 * @param url where to fetch it, null when it is given
 * @param accept the difference that the operator confirms, null for none
 */
record InstallationRequest(
        @Nullable JsonNode manifest,
        @Nullable String url,
        @Nullable JsonNode signingSecret,
        @Nullable JsonNode token,
        @Nullable String accept) {

    private static final String URL = "url";
    private static final String MANIFEST = "manifest";
    private static final String SECRET = "signingSecret";
    private static final String TOKEN = "token";
    private static final String ACCEPT = "accept";
    private static final Set<String> MEMBERS = Set.of(URL, MANIFEST, SECRET, TOKEN, ACCEPT);

    /**
     * Reads a request.
     *
     * @throws ProblemException 422 {@code validation-failed}
     */
    static InstallationRequest of(JsonNode body) {
        // No manifest has either member.
        if (!(body instanceof ObjectNode object) || !(object.has(URL) || object.has(MANIFEST))) {
            return new InstallationRequest(body, null, null, null, null);
        }
        object.fieldNames()
                .forEachRemaining(name -> {
                    if (!MEMBERS.contains(name)) {
                        throw ProblemException.invalid(name, "is not a member of an installation");
                    }
                });
        var url = object.get(URL);
        var manifest = object.get(MANIFEST);
        if (url != null && manifest != null) {
            throw ProblemException.invalid(MANIFEST, "cannot be given together with url");
        }
        if (url != null && !url.isTextual()) {
            throw ProblemException.invalid(URL, "must be a text");
        }
        return new InstallationRequest(
                manifest,
                url == null ? null : url.textValue(),
                object.get(SECRET),
                object.get(TOKEN),
                object.hasNonNull(ACCEPT) ? object.get(ACCEPT).asText() : null);
    }

    /** Keeps the secrets out of logs. */
    @Override
    public String toString() {
        return "InstallationRequest[url=" + url + "]";
    }
}
