package dev.hookline.schemas.event.explorer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hookline.schemas.Checked;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The visitor's HTTP request as plugins may see it: never with cookies or credentials.
 *
 * @param path without the query
 * @param fullPath with the query
 * @param args query parameters in their order, each with all its values
 * @param headers lower-case names; no {@code cookie}, {@code authorization} or other secret
 * @param baseUrl path prefix of the site, {@code /} when there is none
 * @param ip the visitor's address, null when it is not to be told
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WebRequest(
        String method,
        String path,
        String fullPath,
        Map<String, List<String>> args,
        @Nullable String host,
        @Nullable String httpVersion,
        Map<String, String> headers,
        String baseUrl,
        @Nullable String ip) {

    public WebRequest {
        Checked.text(method, "method");
        Checked.text(path, "path");
        Checked.text(fullPath, "fullPath");
        args = args == null ? Map.of() : copyOf(args);
        headers = headers == null ? Map.of() : Checked.map(headers, "headers");
        Objects.requireNonNull(baseUrl, "baseUrl");
    }

    private static Map<String, List<String>> copyOf(Map<String, List<String>> args) {
        var copy = new LinkedHashMap<String, List<String>>();
        args.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        return Collections.unmodifiableMap(copy);
    }
}
