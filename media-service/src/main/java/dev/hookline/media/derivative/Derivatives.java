package dev.hookline.media.derivative;

import dev.hookline.media.picture.Allowance;
import dev.hookline.media.picture.MemoryBusyException;
import dev.hookline.media.picture.PictureConfig;
import dev.hookline.media.picture.PictureWorkers;
import dev.hookline.media.picture.UnreadablePictureException;
import dev.hookline.media.store.MediaStore;
import dev.hookline.media.store.Sha256;
import dev.hookline.media.store.StoreDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Smaller copies of pictures, made when first asked for.
 *
 * <pre>
 * of ─► in the cache ─────────────────────────────────────► Made
 *    ─► known as broken ──────────────────────────────────► None
 *    ─► being made already ─┐
 *    ─► a place in the queue ┴─► wait ─► made, cached ────► Made
 *    └► none: Busy                  ├──► cannot be made ──► None, remembered
 *                                   └──► out of patience ─► Busy; the work goes on
 * </pre>
 */
@ApplicationScoped
public class Derivatives {

    private static final Logger LOG = Logger.getLogger(Derivatives.class);
    private static final Set<String> SOURCES = Set.of("image/jpeg", "image/png", "image/webp");

    private final DerivativesConfig config;
    private final PictureWorkers workers;
    private final DerivativeCache cache;
    private final DerivativeMaker maker;
    private final BrokenPictures broken;
    private final DerivativeMetrics metrics;
    private final List<Integer> widths;
    private final Map<DerivativeName, CompletableFuture<Derivative>> underWay =
            new ConcurrentHashMap<>();

    @Inject
    Derivatives(
            DerivativesConfig config,
            PictureConfig limits,
            PictureWorkers workers,
            MediaStore store,
            StoreDirectory directory,
            DerivativeMetrics metrics,
            Clock clock) {
        this(config, limits, workers, store, directory.derivatives(), metrics, clock);
    }

    Derivatives(
            DerivativesConfig config,
            PictureConfig limits,
            PictureWorkers workers,
            MediaStore store,
            Path directory,
            DerivativeMetrics metrics,
            Clock clock) {
        this.config = config;
        this.workers = workers;
        this.metrics = metrics;
        this.cache = open(directory, config, clock);
        this.maker = new DerivativeMaker(store, cache, limits, config.quality());
        this.broken = new BrokenPictures(clock, config.retryBroken());
        this.widths = config.widths().stream().sorted().distinct().toList();
        metrics.watch(cache);
    }

    private static DerivativeCache open(Path directory, DerivativesConfig config, Clock clock) {
        try {
            return DerivativeCache.open(directory, config.cacheSize().asLongValue(), clock);
        } catch (IOException e) {
            throw new UncheckedIOException("the cache of derivatives cannot be opened", e);
        }
    }

    /** Whether this width is made; {@link #widths} names them all. */
    public boolean offers(int width) {
        return widths.contains(width);
    }

    /** All widths that are made, the smallest first. */
    public List<Integer> widths() {
        return widths;
    }

    /**
     * The widths that make sense for a picture: those it is wider than.
     *
     * @param originalWidth as seen; 0 when it is not known
     */
    public List<Integer> widthsFor(String mimeType, int originalWidth) {
        return SOURCES.contains(mimeType)
                ? widths.stream().filter(width -> width < originalWidth).toList()
                : List.of();
    }

    /**
     * A copy of this width, or of the picture's own if that is smaller. Blocks up to {@link
     * DerivativesConfig#patience()}.
     *
     * @param mimeType of the original, by its bytes
     * @param width one that is {@linkplain #offers offered}
     */
    public Derivative of(Sha256 hash, String mimeType, int width) {
        if (!offers(width)) {
            throw new IllegalArgumentException(width + " is none of " + widths);
        }
        if (!SOURCES.contains(mimeType)) {
            return new Derivative.None("there are no derivatives of " + mimeType);
        }
        var name = DerivativeName.of(hash, width, config.quality());
        try {
            var cached = cache.find(name.text(), PictureFormat.ENDINGS);
            if (cached.isPresent()) {
                return metrics.counted("hit", made(name, cached.get()));
            }
        } catch (IOException e) {
            LOG.warnf("the cache of derivatives cannot be read: %s", e);
        }
        return broken.reason(hash)
                .<Derivative>map(reason -> metrics.counted("none", new Derivative.None(reason)))
                .orElseGet(() -> metrics.counted(await(name)));
    }

    /** Removes all that was made of the bytes. */
    public void forget(Sha256 hash) {
        broken.forget(hash);
        underWay.forEach((name, work) -> {
            if (name.hash().equals(hash)) {
                work.cancel(false);
                underWay.remove(name, work);
            }
        });
        try {
            cache.remove(hash);
        } catch (IOException e) {
            LOG.warnf("derivatives could not be removed sha256=%s: %s", hash, e);
        }
    }

    private Derivative await(DerivativeName name) {
        try {
            return underWay.computeIfAbsent(name, this::start)
                    .get(config.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | RejectedExecutionException e) {
            return new Derivative.Busy();
        } catch (CancellationException e) {
            return new Derivative.None("it was deleted");
        } catch (ExecutionException e) {
            LOG.warnf(e.getCause(), "a derivative could not be made derivative=%s", name.text());
            return new Derivative.None("it could not be made");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Derivative.Busy();
        }
    }

    private CompletableFuture<Derivative> start(DerivativeName name) {
        return workers.start(allowance -> {
            try {
                return metrics.timed(() -> make(name, allowance));
            } finally {
                underWay.remove(name);
            }
        });
    }

    private Derivative make(DerivativeName name, Allowance allowance) throws IOException {
        try {
            var cached = cache.find(name.text(), PictureFormat.ENDINGS);
            return made(name, cached.isPresent() ? cached.get() : maker.make(name, allowance));
        } catch (UnreadablePictureException e) {
            return remember(name, e);
        } catch (MemoryBusyException e) {
            return new Derivative.Busy();
        } catch (InterruptedIOException e) {
            return allowance.stopped() ? new Derivative.None("it was deleted") : remember(name, e);
        } catch (NoSuchFileException e) {
            return new Derivative.None("the bytes are gone");
        }
    }

    private Derivative remember(DerivativeName name, IOException reason) {
        var text = String.valueOf(reason.getMessage());
        LOG.infof("no derivative of a picture sha256=%s: %s", name.hash(), text);
        broken.add(name.hash(), text);
        return new Derivative.None(text);
    }

    private static Derivative made(DerivativeName name, Path file) throws IOException {
        var format = PictureFormat.of(file);
        return new Derivative.Made(file, format.mimeType(), Files.size(file), name.text());
    }
}
