package dev.hookline.media.testing;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;

/**
 * A drawing whose corners differ, in many formats: top left red, top right green, bottom left blue,
 * bottom right yellow.
 */
public final class Pictures {

    public static final int RED = 0xd02020;
    public static final int GREEN = 0x20c040;
    public static final int BLUE = 0x3040d0;
    public static final int YELLOW = 0xe0d030;

    private Pictures() {}

    /** The drawing. */
    public static BufferedImage drawing(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, colour(x * 2 >= width, y * 2 >= height));
            }
        }
        return image;
    }

    public static int colour(boolean right, boolean bottom) {
        if (bottom) {
            return right ? YELLOW : BLUE;
        }
        return right ? GREEN : RED;
    }

    /** The drawing with its left half half transparent and its top right corner gone. */
    public static BufferedImage transparent(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        var opaque = drawing(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                var opacity = x * 2 < width ? 128 : y * 2 < height ? 0 : 255;
                image.setRGB(x, y, opacity << 24 | opaque.getRGB(x, y) & 0xffffff);
            }
        }
        return image;
    }

    public static byte[] encoded(BufferedImage image, String format) {
        var bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalArgumentException("nothing writes " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static byte[] png(int width, int height) {
        return encoded(drawing(width, height), "png");
    }

    public static byte[] gif(int width, int height) {
        return encoded(drawing(width, height), "gif");
    }

    public static byte[] jpeg(int width, int height) {
        return jpeg(drawing(width, height), false);
    }

    public static byte[] jpeg(BufferedImage image, boolean progressive) {
        return write(new IIOImage(image, null, null), progressive, null);
    }

    private static byte[] write(
            IIOImage image, boolean progressive, ImageTypeSpecifier destination) {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream();
        try (var output = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(output);
            var param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(0.95f);
            if (progressive) {
                param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            if (destination != null) {
                param.setDestinationType(destination);
            }
            writer.write(null, image, param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** The drawing as Adobe writes it for print: four inks upside down, of each one byte. */
    public static byte[] cmykJpeg(int width, int height) {
        var drawing = drawing(width, height);
        var raster =
                java.awt.image.Raster.createInterleavedRaster(
                        java.awt.image.DataBuffer.TYPE_BYTE, width, height, 4, null);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                var rgb = drawing.getRGB(x, y);
                raster.setPixel(
                        x, y, new int[] {rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff, 255});
            }
        }
        var plain = write(new IIOImage(raster, null, null), false, null);
        var adobe = ByteBuffer.allocate(12).put("Adobe".getBytes(StandardCharsets.US_ASCII));
        adobe.putShort((short) 100).putShort((short) 0).putShort((short) 0).put((byte) 0);
        return withSegment(plain, 0xee, adobe.array());
    }

    /** A JPEG with one more segment, right at its beginning. */
    public static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
        var with = ByteBuffer.allocate(jpeg.length + content.length + 4);
        with.put(jpeg, 0, 2).put((byte) 0xff).put((byte) marker);
        with.putShort((short) (content.length + 2)).put(content);
        return with.put(jpeg, 2, jpeg.length - 2).array();
    }

    /** A JPEG with Exif: an orientation, and where it was taken. */
    public static byte[] withExif(byte[] jpeg, int orientation) {
        return withSegment(jpeg, 0xe1, join("Exif\0\0", tiff(orientation)));
    }

    public static byte[] join(String name, byte[] content) {
        var start = name.getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(start.length + content.length).put(start).put(content).array();
    }

    /** A TIFF structure with an orientation and a position: 48° 51', north. */
    public static byte[] tiff(int orientation) {
        var tiff = ByteBuffer.allocate(110).order(ByteOrder.LITTLE_ENDIAN);
        tiff.putShort((short) 0x4949).putShort((short) 42).putInt(8);
        tiff.putShort((short) 2);
        tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1).putInt(orientation);
        tiff.putShort((short) 0x8825).putShort((short) 4).putInt(1).putInt(38);
        tiff.putInt(0);
        tiff.putShort((short) 2);
        tiff.putShort((short) 1).putShort((short) 2).putInt(2).putInt('N');
        tiff.putShort((short) 2).putShort((short) 5).putInt(3).putInt(68);
        tiff.putInt(0);
        tiff.position(68);
        for (int number : new int[] {48, 51, 24}) {
            tiff.putInt(number).putInt(1);
        }
        return tiff.array();
    }

    /** A PNG with one more chunk, after its header. */
    public static byte[] withChunk(byte[] png, String type, byte[] content) {
        var with = new ByteArrayOutputStream();
        with.write(png, 0, 33);
        with.writeBytes(chunk(type, content));
        with.write(png, 33, png.length - 33);
        return with.toByteArray();
    }

    public static byte[] chunk(String type, byte[] content) {
        var chunk = ByteBuffer.allocate(content.length + 12).putInt(content.length);
        chunk.put(type.getBytes(StandardCharsets.US_ASCII)).put(content);
        var crc = new CRC32();
        crc.update(chunk.array(), 4, content.length + 4);
        return chunk.putInt((int) crc.getValue()).array();
    }

    /** A PNG that says how large it is and has next to nothing to show for it. */
    public static byte[] claimedPng(int width, int height) {
        var header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        header.put(new byte[] {8, 6, 0, 0, 0});
        var png = new ByteArrayOutputStream();
        png.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        png.writeBytes(chunk("IHDR", header.array()));
        png.writeBytes(chunk("IDAT", new byte[900]));
        png.writeBytes(chunk("IEND", new byte[0]));
        return png.toByteArray();
    }

    /** A file that is shipped, since nothing here writes such ones. */
    public static byte[] shipped(String name) {
        try (InputStream file = Pictures.class.getResourceAsStream("/pictures/" + name)) {
            return java.util.Objects.requireNonNull(file, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A profile under which red and green have changed places. */
    public static byte[] swappedProfile() {
        var profile = java.awt.color.ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        var buffer = ByteBuffer.wrap(profile);
        var red = -1;
        var green = -1;
        for (int i = 0; i < buffer.getInt(128); i++) {
            var at = 132 + 12 * i;
            if (buffer.getInt(at) == 0x7258595a) {
                red = at;
            } else if (buffer.getInt(at) == 0x6758595a) {
                green = at;
            }
        }
        var offset = buffer.getInt(red + 4);
        buffer.putInt(red + 4, buffer.getInt(green + 4));
        buffer.putInt(green + 4, offset);
        return profile;
    }
}
