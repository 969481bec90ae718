package dev.hookline.media.picture;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A picture on the disk whose header was read. Nothing is decoded before {@link #reduced}, and no
 * more than is needed then.
 *
 * <pre>
 * file → header → plan → memory reserved → rows decoded → averaged → colours → turned → picture
 *                  └ too large, unknown, broken: UnreadablePictureException
 * </pre>
 */
public final class Picture implements AutoCloseable {

    private static final int START = 16;
    private static final Duration HEADER_TIME = Duration.ofSeconds(2);

    private final FileBytes bytes;
    private final PictureFile file;
    private final Allowance allowance;

    private Picture(FileBytes bytes, PictureFile file, Allowance allowance) {
        this.bytes = bytes;
        this.file = file;
        this.allowance = allowance;
    }

    /**
     * Reads the header of JPEG, PNG, GIF or WebP; empty when it is none of them or does not tell
     * its size.
     */
    public static Optional<Picture> open(Path path, Allowance allowance) throws IOException {
        var bytes = new FileBytes(path, allowance);
        try {
            var found = header(bytes).map(file -> new Picture(bytes, file, allowance));
            if (found.isEmpty()) {
                bytes.close();
            }
            return found;
        } catch (UnreadablePictureException e) {
            bytes.close();
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    /** The size of a picture as seen; empty when it is not known. */
    public static Optional<Size> sizeOf(Path path) throws IOException {
        try (var allowance = Allowance.of(0, HEADER_TIME)) {
            var picture = open(path, allowance);
            if (picture.isEmpty()) {
                return Optional.empty();
            }
            try (var open = picture.get()) {
                return Optional.of(open.size());
            }
        }
    }

    private static Optional<? extends PictureFile> header(FileBytes bytes) throws IOException {
        var start = bytes.bytes(0, (int) Math.min(START, bytes.size()));
        if (JpegHeader.looksLike(start)) {
            return JpegHeader.read(bytes);
        } else if (PngHeader.looksLike(start)) {
            return PngHeader.read(bytes);
        } else if (GifFile.looksLike(start)) {
            return GifFile.read(bytes);
        }
        return WebpHeader.looksLike(start) ? WebpHeader.read(bytes) : Optional.empty();
    }

    /** As seen, so after it was turned. */
    public Size size() {
        return file.orientation().turn(file.size());
    }

    /** Whether a still copy would lose something. */
    public boolean animated() {
        return file.animated();
    }

    /**
     * A copy in sRGB, turned as it is to be seen, without any metadata; opaque pixels as {@code
     * TYPE_3BYTE_BGR}, otherwise {@code TYPE_4BYTE_ABGR}. Never larger than the picture.
     *
     * @throws UnreadablePictureException when it is too large, unknown or broken
     * @throws java.io.InterruptedIOException when it took too long
     */
    public BufferedImage reduced(int width, PictureConfig limits) throws IOException {
        if (file.obstacle().isPresent()) {
            throw new UnreadablePictureException(file.obstacle().get());
        }
        var stored = file.size();
        if (stored.pixels() > limits.maxPixels()
                || Math.max(stored.width(), stored.height()) > limits.maxSide()) {
            throw new UnreadablePictureException("it is too large: " + stored);
        }
        var seen = size().within(width);
        var wanted = file.orientation().turn(seen);
        var plan = file.plan(wanted);
        allowance.reserve(plan.memory() + Canvas.memory(seen, plan));
        return decoded(smaller(wanted, plan.size()), plan);
    }

    private static Size smaller(Size wanted, Size decoded) {
        return new Size(
                Math.min(wanted.width(), decoded.width()),
                Math.min(wanted.height(), decoded.height()));
    }

    private BufferedImage decoded(Size wanted, PictureFile.Plan plan) throws IOException {
        var samples = plan.samples();
        var icc = file.profile(bytes);
        var profile =
                icc.isPresent()
                        ? Profile.of(icc.get(), samples.colours())
                        : Optional.<Profile>empty();
        var canvas =
                new Canvas(
                        file.orientation().turn(wanted),
                        file.orientation(),
                        samples,
                        new Colours(samples, profile, wanted.width()));
        var average = new AreaAverage(plan.size(), wanted, samples, canvas);
        try {
            file.decode(
                    bytes,
                    plan,
                    row -> {
                        allowance.check();
                        average.row(row);
                    });
        } catch (UnreadablePictureException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Decoders meet broken files with any exception there is, and hide that of the
            // allowance.
            allowance.check();
            throw new UnreadablePictureException("it is broken", e);
        }
        return canvas.image();
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
