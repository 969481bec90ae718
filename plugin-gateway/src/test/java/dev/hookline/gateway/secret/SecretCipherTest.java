package dev.hookline.gateway.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class SecretCipherTest {

    private final SecretCipher cipher = cipher((byte) 1);

    @Test
    void givesBackWhatItEncrypted() {
        assertThat(cipher.decrypt("a", cipher.encrypt("a", "whsec_secret")))
                .isEqualTo("whsec_secret");
    }

    @Test
    void neverEncryptsTheSameWayTwice() {
        assertThat(cipher.encrypt("a", "whsec_secret"))
                .isNotEqualTo(cipher.encrypt("a", "whsec_secret"));
    }

    @Test
    void bindsASecretToItsOwner() {
        var encrypted = cipher.encrypt("a", "whsec_secret");

        assertThatIllegalStateException().isThrownBy(() -> cipher.decrypt("b", encrypted));
    }

    @Test
    void cannotBeReadWithAnotherKey() {
        var encrypted = cipher.encrypt("a", "whsec_secret");

        assertThatIllegalStateException()
                .isThrownBy(() -> cipher((byte) 2).decrypt("a", encrypted));
    }

    @Test
    void refusesAShortKey() {
        SecretConfig config = () -> Base64.getEncoder().encodeToString(new byte[16]);

        assertThatIllegalArgumentException().isThrownBy(() -> new SecretCipher(config));
    }

    private static SecretCipher cipher(byte first) {
        var key = new byte[32];
        key[0] = first;
        return new SecretCipher(() -> Base64.getEncoder().encodeToString(key));
    }
}
