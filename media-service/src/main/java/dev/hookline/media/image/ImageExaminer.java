package dev.hookline.media.image;

import dev.hookline.media.picture.Allowance;
import dev.hookline.media.picture.Picture;
import dev.hookline.media.picture.PictureConfig;
import dev.hookline.media.picture.PictureWorkers;
import dev.hookline.media.picture.UnreadablePictureException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells what can be told of a picture within bounds. An upload never fails because of what is found
 * here.
 */
@ApplicationScoped
public class ImageExaminer {

    private static final Logger LOG = Logger.getLogger(ImageExaminer.class);
    private static final Set<String> KNOWN =
            Set.of("image/jpeg", "image/png", "image/gif", "image/webp");

    private final PictureWorkers workers;
    private final PictureConfig config;
    private final MeterRegistry metrics;

    public ImageExaminer(PictureWorkers workers, PictureConfig config, MeterRegistry metrics) {
        this.workers = workers;
        this.config = config;
        this.metrics = metrics;
    }

    /**
     * Looks into a file. Dimensions come from the header; a placeholder is made if the picture can
     * be decoded within {@link PictureConfig#patience()}.
     *
     * @param mimeType what the bytes say
     * @return empty for what is no JPEG, PNG, GIF or WebP, or does not tell its size
     */
    public Optional<ImageFacts> examine(Path file, String mimeType) {
        if (!KNOWN.contains(mimeType)) {
            return Optional.empty();
        }
        try {
            return Picture.sizeOf(file)
                    .map(size -> new ImageFacts(size.width(), size.height(), placeholder(file)));
        } catch (IOException | RuntimeException e) {
            LOG.warnf("a picture could not be examined: %s", e);
            return Optional.empty();
        }
    }

    private @Nullable String placeholder(Path file) {
        var timer = Timer.start();
        var outcome = "made";
        try {
            return await(file);
        } catch (ExecutionException e) {
            outcome = e.getCause() instanceof UnreadablePictureException ? "unreadable" : "failed";
            LOG.debugf("no placeholder: %s", e.getCause());
        } catch (TimeoutException | RejectedExecutionException e) {
            outcome = "late";
        } catch (InterruptedException e) {
            outcome = "interrupted";
            Thread.currentThread().interrupt();
        } finally {
            timer.stop(metrics.timer("hookline.media.placeholders", "outcome", outcome));
        }
        return null;
    }

    private String await(Path file)
            throws InterruptedException, ExecutionException, TimeoutException {
        var work = workers.start(allowance -> placeholder(file, allowance));
        try {
            return work.get(config.patience().toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            work.cancel(false);
        }
    }

    private String placeholder(Path file, Allowance allowance) throws IOException {
        try (var picture =
                Picture.open(file, allowance)
                        .orElseThrow(() -> new UnreadablePictureException("no picture"))) {
            return Placeholder.of(picture.reduced(Placeholder.width(picture.size()), config));
        }
    }
}
