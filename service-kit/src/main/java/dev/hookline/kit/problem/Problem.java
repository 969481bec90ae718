package dev.hookline.kit.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hookline.kit.text.ForeignText;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457).
 *
 * @param detail what happened this time, null when the title says it all
 * @param errors every fault of the request, empty unless the request itself is wrong
 * @param extensions members beside the standard ones, such as {@code pluginId}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        URI type,
        String title,
        int status,
        @Nullable String detail,
        List<Fault> errors,
        @JsonAnyGetter Map<String, Object> extensions) {

    private static final int MAX_DETAIL = 2000;

    public Problem {
        // It may quote a request, or what another server answered.
        detail = detail == null ? null : ForeignText.cleaned(detail, MAX_DETAIL);
        errors = List.copyOf(errors);
        extensions = Map.copyOf(extensions);
    }

    public static Problem of(ProblemType type) {
        return new Problem(type.uri(), type.title(), type.status(), null, List.of(), Map.of());
    }

    public static Problem of(ProblemType type, String detail) {
        return new Problem(type.uri(), type.title(), type.status(), detail, List.of(), Map.of());
    }

    /**
     * A problem whose detail is its first fault, so that a client that reads only the detail learns
     * something.
     */
    public static Problem of(ProblemType type, List<Fault> errors) {
        var first = errors.getFirst();
        return new Problem(
                type.uri(),
                type.title(),
                type.status(),
                first.field() + ": " + first.message(),
                errors,
                Map.of());
    }

    public Problem with(String member, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        var more = new LinkedHashMap<>(extensions);
        more.put(member, value);
        return new Problem(type, title, status, detail, errors, more);
    }

    public ProblemException asException() {
        return new ProblemException(this);
    }
}
