package dev.hookline.gateway.secret;

import java.util.Arrays;
import java.util.Base64;

/** Keys of a gateway whose secret key is the same byte throughout. */
public final class DerivedKeysFixture {

    private DerivedKeysFixture() {}

    public static DerivedKeys of(byte key) {
        var bytes = new byte[32];
        Arrays.fill(bytes, key);
        return new DerivedKeys(() -> Base64.getEncoder().encodeToString(bytes));
    }
}
