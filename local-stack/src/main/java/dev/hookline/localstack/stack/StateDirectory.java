package dev.hookline.localstack.stack;

import dev.hookline.localstack.database.EmbeddedDatabase;
import dev.hookline.localstack.files.SecretFile;
import dev.hookline.localstack.files.Trees;
import dev.hookline.localstack.process.ProcessLedger;
import dev.hookline.localstack.sample.CredentialsDirectory;
import dev.hookline.localstack.token.SigningKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** Everything that a local stack remembers, in one directory that can be thrown away. */
public record StateDirectory(Path home) {

    /** The name of the stack's own process in the ledger. */
    public static final String STACK = "stack";

    private static final int KEY_BYTES = 32;
    private static final String PASS_KEY = "platform-pass.key";
    private static final String SIGNED_SINCE = "bus-signed.since";

    /** How long after-hook events stay on their topics. */
    private static final Duration EVENTS_KEPT = Duration.ofDays(7);

    public StateDirectory {
        home = home.toAbsolutePath().normalize();
    }

    public SigningKeys signingKeys() {
        return SigningKeys.in(home.resolve("keys"));
    }

    public CredentialsDirectory credentials() {
        return new CredentialsDirectory(home.resolve("credentials"));
    }

    /** The processes of the stack; the stack itself is among them as {@link #STACK}. */
    public ProcessLedger ledger() {
        return new ProcessLedger(home.resolve("run"));
    }

    Path database() {
        return home.resolve("database");
    }

    Path broker() {
        return home.resolve("broker");
    }

    /** Where the media service keeps files. */
    public Path media() {
        return home.resolve("media");
    }

    Path archives() {
        return home.resolve("archives");
    }

    public Path logs() {
        return home.resolve("logs");
    }

    /** What the last start told its user, without the token. */
    public Path summary() {
        return home.resolve("run").resolve("summary.txt");
    }

    Path exampleContentMark() {
        return home.resolve("example-content.loaded");
    }

    /** Base64 of the key that protects the signing secrets of plugins; made once. */
    String gatewayKey() {
        return keyIn("gateway-secret.key");
    }

    /** Base64 of the key with which the gateway vouches for plugins; made once. */
    String passKey() {
        return keyIn(PASS_KEY);
    }

    /**
     * Whether the topics may hold records of a release that did not sign them: for seven days after
     * a directory of such a release has been started first. To be asked before {@link #passKey}.
     */
    boolean hasUnsignedRecords(Instant now) {
        var file = home.resolve(SIGNED_SINCE);
        if (!Files.exists(file)) {
            var isOlder = Files.exists(home.resolve(PASS_KEY));
            SecretFile.write(file, (isOlder ? now : Instant.EPOCH).toString());
        }
        return now.isBefore(Instant.parse(SecretFile.read(file).strip()).plus(EVENTS_KEPT));
    }

    private String keyIn(String name) {
        var file = home.resolve(name);
        if (!Files.exists(file)) {
            var key = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(key);
            SecretFile.write(file, Base64.getEncoder().encodeToString(key));
        }
        return SecretFile.read(file).strip();
    }

    /** Throws the state away: only what this class knows, whatever else lies in the directory. */
    public void wipe() {
        if (Files.exists(database())) {
            EmbeddedDatabase.discard(database());
        }
        var known =
                List.of(
                        "keys",
                        "credentials",
                        "broker",
                        "media",
                        "plugins",
                        "run",
                        "gateway-secret.key",
                        PASS_KEY,
                        SIGNED_SINCE,
                        "example-content.loaded");
        known.forEach(name -> Trees.delete(home.resolve(name)));
    }
}
