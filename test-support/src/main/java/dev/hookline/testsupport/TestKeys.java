package dev.hookline.testsupport;

import dev.hookline.localstack.files.Trees;
import dev.hookline.localstack.token.SigningKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The key pair that signs the tokens of this test run, and one that nobody trusts. */
final class TestKeys {

    private TestKeys() {}

    static SigningKeys trusted() {
        return SigningKeys.in(directory().resolve("trusted"));
    }

    static SigningKeys untrusted() {
        return SigningKeys.in(directory().resolve("untrusted"));
    }

    private static Path directory() {
        return Path.of(
                OncePerProcess.value("dev.hookline.testsupport.keys", TestKeys::createDirectory));
    }

    private static String createDirectory() {
        try {
            var directory = Files.createTempDirectory("hookline-test-keys-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> Trees.delete(directory)));
            return directory.toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
