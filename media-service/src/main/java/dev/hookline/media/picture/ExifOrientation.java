package dev.hookline.media.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads the one tag that matters here. A full reader of Exif copies what each tag points to, which
 * lets 64 KiB grow to hundreds of MiB.
 */
final class ExifOrientation {

    static final int MAX_LENGTH = 64 * 1024;

    private static final int TAG = 0x0112;
    private static final int SHORT = 3;
    private static final int ENTRY = 12;

    private ExifOrientation() {}

    /** Looks into the first directory of a TIFF structure; whatever is odd means as stored. */
    static Orientation in(byte[] tiff) {
        var exif = ByteBuffer.wrap(tiff);
        if (tiff.length < 8) {
            return Orientation.AS_STORED;
        }
        var order = exif.getShort(0);
        if (order == 0x4949) {
            exif.order(ByteOrder.LITTLE_ENDIAN);
        } else if (order != 0x4d4d) {
            return Orientation.AS_STORED;
        }
        var directory = exif.getInt(4);
        if (exif.getShort(2) != 42 || directory < 8 || directory > tiff.length - 2) {
            return Orientation.AS_STORED;
        }
        var entries = Short.toUnsignedInt(exif.getShort(directory));
        for (int i = 0; i < entries; i++) {
            var at = directory + 2 + i * ENTRY;
            if (at > tiff.length - ENTRY) {
                break;
            }
            if (exif.getShort(at) == TAG && exif.getShort(at + 2) == SHORT) {
                return Orientation.of(exif.getShort(at + 8));
            }
        }
        return Orientation.AS_STORED;
    }
}
