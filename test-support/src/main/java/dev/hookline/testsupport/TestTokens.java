package dev.hookline.testsupport;

import dev.hookline.localstack.token.AccessTokens;
import dev.hookline.localstack.token.SigningKeys;
import dev.hookline.localstack.token.TokenSubject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Bearer tokens that a service under test accepts, and some that it must refuse. */
public final class TestTokens {

    private static final Duration LIFETIME = Duration.ofHours(1);

    private TestTokens() {}

    public static String admin() {
        return issue("admin-1", "Ada Admin", "admin");
    }

    public static String editor() {
        return issue("editor-1", "Edda Editor", "editor");
    }

    /**
     * An author.
     *
     * @param id the token's subject, the author id of what they create
     */
    public static String author(String id) {
        return issue(id, "Author " + id, "author");
    }

    public static String viewer() {
        return issue("viewer-1", "Vera Viewer", "viewer");
    }

    /** A valid token of somebody who has no role. */
    public static String withoutRole() {
        return issue("nobody-1", "Nobody");
    }

    /** An administrator's token that expired an hour ago. */
    public static String expired() {
        var admin = TokenSubject.of("admin-1", "Ada Admin", "admin");
        return tokens(TestKeys.trusted()).issue(admin, LIFETIME.negated());
    }

    /** An administrator's token signed with a key that no service trusts. */
    public static String wronglySigned() {
        var admin = TokenSubject.of("admin-1", "Ada Admin", "admin");
        return tokens(TestKeys.untrusted()).issue(admin, LIFETIME);
    }

    /** An administrator's token with another claim; an empty text leaves the claim out. */
    public static String adminWith(String claim, String value) {
        var admin = TokenSubject.of("admin-1", "Ada Admin", "admin");
        return tokens(TestKeys.trusted()).issue(admin, LIFETIME, Map.of(claim, value));
    }

    /** A token for anybody. */
    public static String issue(String id, String name, String... roles) {
        return tokens(TestKeys.trusted()).issue(TokenSubject.of(id, name, roles), LIFETIME);
    }

    /** The public key that verifies these tokens, in PEM form. */
    public static Path publicKeyFile() {
        return TestKeys.trusted().publicKeyFile();
    }

    private static AccessTokens tokens(SigningKeys keys) {
        return new AccessTokens(keys, Clock.systemUTC());
    }
}
