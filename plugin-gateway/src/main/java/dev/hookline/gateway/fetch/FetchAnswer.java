package dev.hookline.gateway.fetch;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hookline.gateway.exchange.Exchanged;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came of a fetch.
 *
 * @param headers by name in lower case; several of one name are joined by a comma
 * @param body as text where it is UTF-8 and not compressed; otherwise
 * @param bodyBase64 as the bytes that came over the wire
 * @param url where the answer came from, after redirects
 * @param truncated true when the body was longer than the gateway takes and ends there
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FetchAnswer(
        int status,
        String statusText,
        Map<String, String> headers,
        @Nullable String body,
        @Nullable String bodyBase64,
        String url,
        @Nullable Boolean truncated) {

    /** They are about one connection, and mean nothing to whoever is behind the gateway. */
    private static final Set<String> HOP_BY_HOP =
            Set.of(
                    "connection",
                    "keep-alive",
                    "proxy-authenticate",
                    "proxy-connection",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade");

    static FetchAnswer of(String url, Exchanged.Answered answered) {
        var text = isEncoded(answered) ? null : textOf(answered.body());
        return new FetchAnswer(
                answered.status(),
                answered.reason(),
                joined(answered.headers()),
                text,
                text == null ? Base64.getEncoder().encodeToString(answered.body()) : null,
                url,
                answered.truncated() ? true : null);
    }

    /** Of the body, in characters. */
    @JsonIgnore
    int size() {
        return (body == null ? 0 : body.length()) + (bodyBase64 == null ? 0 : bodyBase64.length());
    }

    private static boolean isEncoded(Exchanged.Answered answered) {
        return answered.headers().getOrDefault("content-encoding", List.of()).stream()
                .anyMatch(encoding -> !encoding.equalsIgnoreCase("identity"));
    }

    private static @Nullable String textOf(byte[] body) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static Map<String, String> joined(Map<String, List<String>> headers) {
        var joined = new LinkedHashMap<String, String>();
        headers.forEach((name, values) -> {
            if (!HOP_BY_HOP.contains(name)) {
                joined.put(name, String.join(", ", values));
            }
        });
        return joined;
    }
}
