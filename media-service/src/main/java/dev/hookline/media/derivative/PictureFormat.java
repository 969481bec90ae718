package dev.hookline.media.derivative;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.FileImageOutputStream;

/** What derivatives are written as: transparent ones as PNG, all others as JPEG. */
enum PictureFormat {
    JPEG("image/jpeg", ".jpg"),
    PNG("image/png", ".png");

    static final List<String> ENDINGS =
            Arrays.stream(values()).map(format -> format.ending).toList();

    private final String mimeType;
    private final String ending;

    PictureFormat(String mimeType, String ending) {
        this.mimeType = mimeType;
        this.ending = ending;
    }

    static PictureFormat of(BufferedImage picture) {
        return picture.getColorModel().hasAlpha() ? PNG : JPEG;
    }

    static PictureFormat of(Path file) {
        return file.getFileName().toString().endsWith(PNG.ending) ? PNG : JPEG;
    }

    String mimeType() {
        return mimeType;
    }

    String ending() {
        return ending;
    }

    /** Writes a picture without any metadata. */
    void write(BufferedImage picture, int quality, Path file) throws IOException {
        var writer = ImageIO.getImageWritersByMIMEType(mimeType).next();
        try (var output = new FileImageOutputStream(file.toFile())) {
            writer.setOutput(output);
            var param = writer.getDefaultWriteParam();
            if (this == JPEG) {
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionQuality(quality / 100f);
            }
            writer.write(null, new IIOImage(picture, null, null), param);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            writer.dispose();
        }
    }
}
