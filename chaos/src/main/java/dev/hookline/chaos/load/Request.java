package dev.hookline.chaos.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.hookline.chaos.history.Action;
import java.util.LinkedHashMap;
import java.util.Map;

/** One request, which may be sent several times. */
record Request(
        String operation,
        Action action,
        String method,
        String path,
        Map<String, String> headers,
        byte[] body) {

    static Request of(String operation, Action action, String method, String path) {
        return new Request(operation, action, method, path, Map.of(), new byte[0]);
    }

    Request json(Object value) {
        try {
            var bytes = Answer.JSON.writeValueAsBytes(value);
            return new Request(operation, action, method, path, headers, bytes)
                    .with("Content-Type", "application/json");
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("a request is always JSON", failure);
        }
    }

    Request body(String type, byte[] bytes) {
        return new Request(operation, action, method, path, headers, bytes)
                .with("Content-Type", type);
    }

    Request with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Request(operation, action, method, path, more, body);
    }
}
