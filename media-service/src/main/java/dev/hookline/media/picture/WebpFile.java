package dev.hookline.media.picture;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.util.Optional;

/** WebP (RFC 9649). Its reader is named, so that it is found whatever loads the classes. */
record WebpFile(
        Size size,
        Orientation orientation,
        Optional<String> obstacle,
        boolean animated,
        boolean lossless,
        boolean alpha,
        long profileAt,
        int profileLength,
        Pieces pixels)
        implements PictureFile {

    /** Measured: what the decoder holds of each pixel of the file besides what it hands out. */
    private static final int LOSSLESS_PIXEL = 5;

    private static final int ALPHA_PIXEL = 6;
    private static final int DECODER = 4 * 1024 * 1024;

    @Override
    public Optional<byte[]> profile(FileBytes file) throws IOException {
        if (profileLength == 0) {
            return Optional.empty();
        }
        if (profileLength > Profile.MAX_LENGTH) {
            throw new UnreadablePictureException("the colour profile is too large");
        }
        return Optional.of(file.bytes(profileAt, profileLength));
    }

    @Override
    public Plan plan(Size wanted) {
        var every = PictureFile.everyOf(size, wanted);
        var samples = alpha ? Samples.RGB_ALPHA : Samples.RGB;
        var decoded = Plan.every(every, size, samples, 0).size();
        var held = lossless ? LOSSLESS_PIXEL : alpha ? ALPHA_PIXEL : 1;
        return Plan.every(
                every,
                size,
                samples,
                decoded.pixels() * samples.bands() + size.pixels() * held + DECODER);
    }

    @Override
    public void decode(FileBytes file, Plan plan, RowSink rows) throws IOException {
        DecodedRows.read(new WebPImageReaderSpi().createReaderInstance(), pixels, file, plan, rows);
    }
}
