package dev.hookline.content.page.text;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Optional;

/**
 * Decodes a <a href="https://github.com/woltapp/blurhash/blob/master/Algorithm.md">BlurHash</a> to
 * a bitmap of a few pixels, small enough to stand in the page as a {@code data:} URL.
 */
final class Blurhash {

    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";

    private static final int WIDTH = 8;
    private static final int HEIGHT = 6;
    private static final int HEADER = 54;
    private static final int SHORTEST = 6;

    private Blurhash() {}

    /** The bitmap as a URL; empty when the text is no BlurHash. */
    static Optional<String> dataUrl(String hash) {
        if (hash.length() < SHORTEST || hash.chars().anyMatch(it -> DIGITS.indexOf(it) < 0)) {
            return Optional.empty();
        }
        int size = number(hash, 0, 1);
        int columns = size % 9 + 1;
        int rows = size / 9 + 1;
        if (hash.length() != 4 + 2 * columns * rows) {
            return Optional.empty();
        }
        var bitmap = Base64.getEncoder().encodeToString(bitmap(components(hash), columns, rows));
        return Optional.of("data:image/bmp;base64," + bitmap);
    }

    private static double[][] components(String hash) {
        double maximum = (number(hash, 1, 2) + 1) / 166.0;
        var components = new double[(hash.length() - 4) / 2][];
        int average = number(hash, 2, 6);
        components[0] =
                new double[] {
                    linear(average >> 16), linear(average >> 8 & 255), linear(average & 255)
                };
        for (int i = 1; i < components.length; i++) {
            int value = number(hash, 4 + 2 * i, 6 + 2 * i);
            components[i] =
                    new double[] {
                        signed(value / 361) * maximum,
                        signed(value / 19 % 19) * maximum,
                        signed(value % 19) * maximum
                    };
        }
        return components;
    }

    /** A BMP of 24 bits per pixel; 8 pixels fill a row to a multiple of 4 bytes. */
    private static byte[] bitmap(double[][] components, int columns, int rows) {
        int length = HEADER + WIDTH * HEIGHT * 3;
        var bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 'B').put((byte) 'M').putInt(length).putInt(0).putInt(HEADER);
        bytes.putInt(40).putInt(WIDTH).putInt(HEIGHT).putShort((short) 1).putShort((short) 24);
        bytes.position(HEADER);
        for (int y = HEIGHT - 1; y >= 0; y--) {
            for (int x = 0; x < WIDTH; x++) {
                for (int colour = 2; colour >= 0; colour--) {
                    bytes.put(pixel(components, columns, rows, x, y, colour));
                }
            }
        }
        return bytes.array();
    }

    private static byte pixel(
            double[][] components, int columns, int rows, int x, int y, int colour) {
        double sum = 0;
        for (int j = 0; j < rows; j++) {
            for (int i = 0; i < columns; i++) {
                sum +=
                        components[i + j * columns][colour]
                                * Math.cos(Math.PI * x * i / WIDTH)
                                * Math.cos(Math.PI * y * j / HEIGHT);
            }
        }
        return (byte) nonLinear(sum);
    }

    private static double linear(int value) {
        double share = value / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    private static int nonLinear(double value) {
        double share = Math.clamp(value, 0, 1);
        double encoded =
                share <= 0.0031308 ? share * 12.92 : 1.055 * Math.pow(share, 1 / 2.4) - 0.055;
        return (int) (encoded * 255 + 0.5);
    }

    private static double signed(int digit) {
        double share = (digit - 9) / 9.0;
        return Math.copySign(share * share, share);
    }

    private static int number(String hash, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            value = value * 83 + DIGITS.indexOf(hash.charAt(i));
        }
        return value;
    }
}
