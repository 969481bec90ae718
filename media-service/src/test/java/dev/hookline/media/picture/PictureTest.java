package dev.hookline.media.picture;

import static dev.hookline.media.picture.Reduction.assertColour;
import static dev.hookline.media.picture.Reduction.assertCorners;
import static dev.hookline.media.picture.Reduction.assertDrawing;
import static dev.hookline.media.testing.Pictures.BLUE;
import static dev.hookline.media.testing.Pictures.GREEN;
import static dev.hookline.media.testing.Pictures.RED;
import static dev.hookline.media.testing.Pictures.YELLOW;
import static dev.hookline.media.testing.Pictures.shipped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookline.media.testing.Pictures;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {

    private static final Size SMALL = new Size(96, 64);

    @Test
    void readsTheSizeOfEachFormat() throws IOException {
        assertThat(Reduction.sizeOf(Pictures.jpeg(96, 64))).isEqualTo(SMALL);
        assertThat(Reduction.sizeOf(Pictures.png(96, 64))).isEqualTo(SMALL);
        assertThat(Reduction.sizeOf(Pictures.gif(96, 64))).isEqualTo(SMALL);
        assertThat(Reduction.sizeOf(shipped("lossy.webp"))).isEqualTo(SMALL);
        assertThat(Reduction.sizeOf(shipped("lossless.webp"))).isEqualTo(SMALL);
        assertThat(Reduction.sizeOf(shipped("transparent.webp"))).isEqualTo(SMALL);
        assertThat(Reduction.sizeOf(shipped("animated.webp"))).isEqualTo(SMALL);
        assertThat(Reduction.sizeOf(shipped("turned-profile.webp"))).isEqualTo(SMALL.turned());
    }

    @ParameterizedTest
    @ValueSource(strings = {"lossy.webp", "lossless.webp", "animated.webp"})
    void readsWebp(String name) throws IOException {
        var small = Reduction.of(shipped(name), 48);

        assertThat(small.getWidth()).isEqualTo(48);
        assertThat(small.getHeight()).isEqualTo(32);
        assertDrawing(small, 6);
    }

    @Test
    void readsJpegPngAndGif() throws IOException {
        assertDrawing(Reduction.of(Pictures.jpeg(96, 64), 48), 6);
        assertDrawing(Reduction.of(Pictures.jpeg(Pictures.drawing(96, 64), true), 48), 6);
        assertDrawing(Reduction.of(Pictures.png(96, 64), 48), 0);
        assertDrawing(Reduction.of(Pictures.gif(96, 64), 48), 0);
    }

    @ParameterizedTest
    @CsvSource({
        "1, RGBY", "2, GRYB", "3, YBGR", "4, BYRG", "5, RBGY", "6, BRYG", "7, YGBR", "8, GYRB"
    })
    void turnsPictures(int tag, String corners) throws IOException {
        var colours = corners.chars().map(PictureTest::colour).toArray();
        var seen = tag < 5 ? SMALL : SMALL.turned();
        var jpeg = Pictures.withExif(Pictures.jpeg(96, 64), tag);
        var png = Pictures.withChunk(Pictures.png(96, 64), "eXIf", Pictures.tiff(tag));

        assertThat(Reduction.sizeOf(jpeg)).isEqualTo(seen);
        assertThat(Reduction.sizeOf(png)).isEqualTo(seen);
        var fromJpeg = Reduction.of(jpeg, 32);
        assertThat(fromJpeg.getWidth()).isEqualTo(32);
        assertThat(fromJpeg.getHeight()).isEqualTo(tag < 5 ? 21 : 48);
        assertCorners(fromJpeg, 6, colours);
        assertCorners(Reduction.of(png, 32), 0, colours);
    }

    private static int colour(int letter) {
        return switch (letter) {
            case 'R' -> RED;
            case 'G' -> GREEN;
            case 'B' -> BLUE;
            default -> YELLOW;
        };
    }

    @Test
    void neverEnlarges() throws IOException {
        assertThat(Reduction.of(Pictures.png(96, 64), 640).getWidth()).isEqualTo(96);
        assertThat(Reduction.of(Pictures.jpeg(96, 64), 640).getHeight()).isEqualTo(64);
    }

    @Test
    void keepsAtLeastOneRow() throws IOException {
        var image = Reduction.of(Pictures.png(640, 1), 160);

        assertThat(image.getWidth()).isEqualTo(160);
        assertThat(image.getHeight()).isEqualTo(1);
    }

    @Test
    void keepsTransparency() throws IOException {
        var png = Pictures.encoded(Pictures.transparent(96, 64), "png");
        for (var file :
                new byte[][] {
                    png, shipped("transparent.webp"), shipped("lossless-transparent.webp")
                }) {
            var image = Reduction.of(file, 48);

            assertThat(image.getRGB(12, 8) >>> 24).isEqualTo(128);
            assertThat(image.getRGB(36, 8) >>> 24).isZero();
            assertThat(image.getRGB(36, 24) >>> 24).isEqualTo(255);
            assertColour(image.getRGB(12, 8), RED, 8);
            assertColour(image.getRGB(12, 24), BLUE, 8);
            assertColour(image.getRGB(36, 24), YELLOW, 8);
        }
    }

    @Test
    void doesNotMixColoursOfWhatCannotBeSeen() throws IOException {
        var image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0xffff0000);
        image.setRGB(1, 0, 0x0000ff00);

        var pixel = Reduction.of(Pictures.encoded(image, "png"), 1).getRGB(0, 0);

        assertThat(pixel).isEqualTo(0x80ff0000);
    }

    @Test
    void writesOpaqueWhatOnlyHasAChannelForOpacity() throws IOException {
        var image = new BufferedImage(96, 64, BufferedImage.TYPE_INT_ARGB);
        image.createGraphics().drawImage(Pictures.drawing(96, 64), 0, 0, null);

        var small = Reduction.of(Pictures.encoded(image, "png"), 48);

        assertThat(small.getColorModel().hasAlpha()).isFalse();
        assertDrawing(small, 0);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_BYTE_BINARY,
                BufferedImage.TYPE_BYTE_INDEXED,
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_USHORT_GRAY,
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_INT_ARGB
            })
    void readsEveryKindOfPngAsTheJdkDoes(int type) throws IOException {
        // An odd size, so that rows end within a byte and passes of Adam7 are cut off.
        var image = new BufferedImage(37, 23, type);
        image.createGraphics().drawImage(Pictures.transparent(37, 23), 0, 0, null);
        for (boolean interlaced : new boolean[] {false, true}) {
            var file = png(image, interlaced);
            var expected = ImageIO.read(new ByteArrayInputStream(file));

            var read = Reduction.of(file, 37);

            var grey = type == BufferedImage.TYPE_BYTE_GRAY;
            for (int y = 0; y < 23; y++) {
                for (int x = 0; x < 37; x++) {
                    if (grey || type == BufferedImage.TYPE_USHORT_GRAY) {
                        // The JDK takes grey for linear, which no PNG is.
                        var level = expected.getRaster().getSample(x, y, 0) >> (grey ? 0 : 8);
                        assertColour(read.getRGB(x, y), level * 0x10101, grey ? 0 : 1);
                    } else {
                        assertSame(read.getRGB(x, y), expected.getRGB(x, y));
                    }
                }
            }
        }
    }

    private static void assertSame(int actual, int expected) {
        assertThat(actual >>> 24).isEqualTo(expected >>> 24);
        if (actual >>> 24 != 0) {
            assertThat(Integer.toHexString(actual)).isEqualTo(Integer.toHexString(expected));
        }
    }

    private static byte[] png(BufferedImage image, boolean interlaced) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("png").next();
        var bytes = new ByteArrayOutputStream();
        try (var output = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(output);
            var param = writer.getDefaultWriteParam();
            param.setProgressiveMode(
                    interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            writer.write(null, new IIOImage(image, null, null), param);
        }
        return bytes.toByteArray();
    }

    @Test
    void readsOnlyTheFirstPassesOfAnInterlacedPngForASmallCopy() throws IOException {
        assertDrawing(Reduction.of(png(Pictures.drawing(801, 599), true), 50), 0);
    }

    @Test
    void knowsTheColourThatStandsForNothing() throws IOException {
        var key = new byte[] {0, (byte) 0xd0, 0, 0x20, 0, 0x20};
        var image = Reduction.of(Pictures.withChunk(Pictures.png(96, 64), "tRNS", key), 96);

        assertThat(image.getRGB(10, 10) >>> 24).isZero();
        assertThat(image.getRGB(90, 10)).isEqualTo(0xff000000 | GREEN);
    }

    @Test
    void followsColourProfiles() throws IOException {
        var icc = Pictures.swappedProfile();
        var jpeg =
                Pictures.withSegment(
                        Pictures.jpeg(96, 64), 0xe2, Pictures.join("ICC_PROFILE\0\1\1", icc));
        var png = Pictures.withChunk(Pictures.png(96, 64), "iCCP", packed(icc));

        // With red and green exchanged, what was mostly red is mostly green.
        for (var file : new byte[][] {jpeg, png, shipped("turned-profile.webp")}) {
            var turned = file[0] == 'R';
            var image = Reduction.of(file, 48);
            var red = image.getRGB(image.getWidth() * (turned ? 3 : 1) / 4, 8);
            assertThat(red >> 8 & 0xff).isGreaterThan(150);
            assertThat(red >> 16 & 0xff).isLessThan(120);
        }
    }

    @Test
    void refusesColoursItDoesNotKnow() {
        var broken = Pictures.withChunk(Pictures.png(96, 64), "iCCP", packed(new byte[200]));
        var grey =
                java.awt.color.ICC_Profile.getInstance(java.awt.color.ColorSpace.CS_GRAY).getData();
        var other = Pictures.withChunk(Pictures.png(96, 64), "iCCP", packed(grey));
        var gamma = Pictures.withChunk(Pictures.png(96, 64), "gAMA", new byte[] {0, 1, 0, 0});
        var adobe = Pictures.cmykJpeg(96, 64);
        adobe[4 + 2] = 'X';

        for (var file : new byte[][] {broken, other, gamma, adobe}) {
            assertThatThrownBy(() -> Reduction.of(file, 48))
                    .isInstanceOf(UnreadablePictureException.class)
                    .hasMessageContaining("colour");
        }
    }

    private static byte[] packed(byte[] profile) {
        var deflater = new Deflater();
        deflater.setInput(profile);
        deflater.finish();
        var packed = new byte[profile.length + 100];
        var length = deflater.deflate(packed);
        deflater.end();
        return Pictures.join("name\0\0", java.util.Arrays.copyOf(packed, length));
    }

    @Test
    void readsInksUpsideDown() throws IOException {
        assertDrawing(Reduction.of(Pictures.cmykJpeg(96, 64), 48), 8);
    }

    @Test
    void ignoresWhatIsNoPicture() throws IOException {
        for (var text : new String[] {"", "x", "<svg xmlns='...'/>", "%PDF-1.7", "GIF89a"}) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> Reduction.of(bytes, 48))
                    .isInstanceOf(UnreadablePictureException.class);
        }
    }
}
