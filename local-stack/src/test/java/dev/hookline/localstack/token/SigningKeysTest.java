package dev.hookline.localstack.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeysTest {

    @TempDir Path directory;

    @Test
    void createsThePairOnce() throws Exception {
        var first = Files.readString(keys().publicKeyFile());

        assertThat(Files.readString(keys().publicKeyFile())).isEqualTo(first);
        assertThat(first).startsWith("-----BEGIN PUBLIC KEY-----\n");
    }

    @Test
    void keepsThePrivateKeyToItsOwner() throws Exception {
        keys();

        assertThat(Files.getPosixFilePermissions(directory.resolve("keys/private-key.pem")))
                .hasToString("[OWNER_READ, OWNER_WRITE]");
        assertThat(Files.list(directory)).containsExactly(directory.resolve("keys"));
    }

    @Test
    void createsOnePairForAllWhoComeAtOnce() {
        var found = new HashSet<>();
        IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(this::keys))
                .toList()
                .forEach(keys -> found.add(keys.join().privateKey()));

        assertThat(found).hasSize(1);
    }

    @Test
    void refusesADamagedKey() throws Exception {
        keys();
        Files.writeString(directory.resolve("keys/private-key.pem"), "damaged");

        assertThatThrownBy(this::keys)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not an RSA private key");
    }

    private SigningKeys keys() {
        return SigningKeys.in(directory.resolve("keys"));
    }
}
