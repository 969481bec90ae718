package dev.hookline.content.page.view;

import dev.hookline.content.page.site.PagesConfig;
import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.TemplateLocator;
import io.quarkus.qute.Variant;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The templates of pages: those of the site owner's folder, and built-in ones for what is not
 * there. Looks for changes at most once a second.
 */
@ApplicationScoped
public class Templates {

    private static final Logger LOG = Logger.getLogger(Templates.class);
    private static final String BUILT_IN = "/pages/";
    private static final Variant HTML = Variant.forContentType("text/html");
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final @Nullable Path folder;
    private final Engine builtIn = engine(Map.of());
    private volatile Loaded loaded;

    private record Loaded(String version, Map<String, String> files, Engine engine, long at) {}

    Templates(PagesConfig config) {
        folder = config.templates().orElse(null);
        loaded = load();
    }

    /** Changes whenever a template or the style sheet does. */
    public String version() {
        var present = loaded;
        if (folder != null && System.nanoTime() - present.at() > PAUSE) {
            refresh();
        }
        return loaded.version();
    }

    /** Renders a page; with the built-in templates when the owner's fail. */
    public String render(String name, Map<String, Object> data) {
        var present = loaded;
        if (!present.files().isEmpty()) {
            try {
                return render(present.engine(), name, data);
            } catch (TemplateException e) {
                LOG.errorf(
                        "template failed, the built-in one is used name=%s: %s",
                        name, e.getMessage());
            }
        }
        return render(builtIn, name, data);
    }

    /** The style sheet. */
    public String style() {
        var own = loaded.files().get("style.css");
        return own == null ? builtIn("style.css").orElseThrow() : own;
    }

    private static String render(Engine engine, String name, Map<String, Object> data) {
        var template = engine.getTemplate(name);
        if (template == null) {
            throw new TemplateException("there is no template " + name);
        }
        return template.data(data).render();
    }

    private synchronized void refresh() {
        var version = versionOf(read());
        loaded =
                version.equals(loaded.version())
                        ? new Loaded(version, loaded.files(), loaded.engine(), System.nanoTime())
                        : load();
    }

    private Loaded load() {
        var files = read();
        return new Loaded(versionOf(files), files, engine(files), System.nanoTime());
    }

    private static String versionOf(Map<String, String> files) {
        return Integer.toHexString(files.hashCode());
    }

    private Map<String, String> read() {
        var files = new TreeMap<String, String>();
        if (folder == null || !Files.isDirectory(folder)) {
            return files;
        }
        try (var found = Files.list(folder)) {
            for (var file : found.filter(Files::isRegularFile).toList()) {
                files.put(String.valueOf(file.getFileName()), Files.readString(file));
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.errorf("templates are not readable folder=%s: %s", folder, e);
        }
        return files;
    }

    private static Engine engine(Map<String, String> files) {
        return Engine.builder()
                .addDefaults()
                .addValueResolver(new ReflectionValueResolver())
                .addResultMapper(new HtmlEscaper(List.of("text/html")))
                .addLocator(name -> locate(name, files))
                .strictRendering(true)
                .build();
    }

    private static Optional<TemplateLocator.TemplateLocation> locate(
            String name, Map<String, String> files) {
        var file = name.endsWith(".html") ? name : name + ".html";
        return Optional.ofNullable(files.get(file)).or(() -> builtIn(file)).map(Text::new);
    }

    private static Optional<String> builtIn(String file) {
        try (var stream = Templates.class.getResourceAsStream(BUILT_IN + file)) {
            return stream == null
                    ? Optional.empty()
                    : Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Text(String text) implements TemplateLocator.TemplateLocation {

        @Override
        public Reader read() {
            return new StringReader(text);
        }

        @Override
        public Optional<Variant> getVariant() {
            return Optional.of(HTML);
        }
    }
}
