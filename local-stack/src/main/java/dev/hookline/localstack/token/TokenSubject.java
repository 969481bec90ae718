package dev.hookline.localstack.token;

import java.util.Set;
import java.util.TreeSet;

/**
 * Whom a token speaks for.
 *
 * @param id the {@code sub} and {@code upn} claims
 * @param name for display
 * @param roles the {@code groups} claim: admin, editor, author or viewer
 */
public record TokenSubject(String id, String name, Set<String> roles) {

    public TokenSubject {
        if (id.isBlank()) {
            throw new IllegalArgumentException("a token needs a subject");
        }
        roles = new TreeSet<>(roles);
    }

    public static TokenSubject of(String id, String name, String... roles) {
        return new TokenSubject(id, name, Set.of(roles));
    }
}
