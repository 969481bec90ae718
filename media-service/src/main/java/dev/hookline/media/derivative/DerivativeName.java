package dev.hookline.media.derivative;

import dev.hookline.media.store.Sha256;

/**
 * What a derivative is cached under.
 *
 * @param making how it was made; a change of the way or the quality makes others
 */
record DerivativeName(Sha256 hash, int width, String making) {

    /** To be raised when the same settings make other bytes. */
    private static final int WAY = 1;

    static DerivativeName of(Sha256 hash, int width, int quality) {
        return new DerivativeName(hash, width, "q" + quality + "v" + WAY);
    }

    /** Also good as an entity tag. */
    String text() {
        return hash.hex() + '-' + width + '-' + making;
    }

    /** The first letters, so that no directory grows too long. */
    static String directoryOf(String text) {
        return text.substring(0, 2);
    }
}
