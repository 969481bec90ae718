package dev.hookline.gateway.fetch;

import dev.hookline.gateway.exchange.Exchanged;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One request of a fetch: the first, or one that a redirect asks for.
 *
 * @param headers by name in lower case
 */
record Hop(FetchTarget target, HttpMethod method, Map<String, String> headers, Buffer body) {

    private static final Set<String> CREDENTIALS =
            Set.of("authorization", "cookie", "proxy-authorization");

    /**
     * Where the answer sends us, as the Fetch standard has it: 303 turns everything but HEAD into a
     * GET, 301 and 302 a POST; credentials stay with their origin.
     *
     * @see <a href="https://fetch.spec.whatwg.org/#http-redirect-fetch">HTTP-redirect fetch</a>
     */
    Optional<Hop> after(Exchanged.Answered answer) {
        var location = answer.headers().getOrDefault("location", List.of());
        if (!isRedirect(answer.status()) || location.isEmpty()) {
            return Optional.empty();
        }
        var next = target.resolve(location.getFirst());
        var kept = next.isSameOriginAs(target) ? headers : without(headers, CREDENTIALS::contains);
        return Optional.of(
                becomesGet(answer.status())
                        ? new Hop(
                                next,
                                HttpMethod.GET,
                                without(kept, name -> name.startsWith("content-")),
                                Buffer.buffer())
                        : new Hop(next, method, kept, body));
    }

    private static boolean isRedirect(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    private boolean becomesGet(int status) {
        return switch (status) {
            case 301, 302 -> method.equals(HttpMethod.POST);
            case 303 -> !method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD);
            default -> false;
        };
    }

    private static Map<String, String> without(
            Map<String, String> headers, Predicate<String> dropped) {
        var kept = new LinkedHashMap<>(headers);
        kept.keySet().removeIf(dropped);
        return kept;
    }
}
