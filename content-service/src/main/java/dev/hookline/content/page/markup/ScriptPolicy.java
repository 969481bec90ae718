package dev.hookline.content.page.markup;

import dev.hookline.schemas.result.FragmentContribution;
import dev.hookline.schemas.result.FragmentContribution.ExternalScript;
import dev.hookline.schemas.result.FragmentContribution.Html;
import dev.hookline.schemas.result.FragmentContribution.InlineScript;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collection;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/**
 * The Content-Security-Policy of a page: lets the scripts of its metadata and fragments run, and no
 * others. Inline scripts are named by the hash of their text, others by their address.
 */
public final class ScriptPolicy {

    private static final String NONE = "'none'";

    private ScriptPolicy() {}

    /**
     * The header's value.
     *
     * @param mediaOrigin where pictures come from, besides the site and HTTPS
     */
    public static String of(Metadata metadata, Fragments fragments, String mediaOrigin) {
        var scripts = new TreeSet<String>();
        var connections = new TreeSet<String>();
        var frames = new TreeSet<String>();
        metadata.scriptBodies().forEach(body -> scripts.add(hash(body)));
        for (var fragment : fragments.contributions()) {
            add(fragment, scripts, connections, frames);
        }
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src " + (scripts.isEmpty() ? NONE : String.join(" ", scripts)),
                // Scripts of a host may report back to it.
                "connect-src 'self' " + String.join(" ", connections),
                "frame-src " + (frames.isEmpty() ? NONE : String.join(" ", frames)),
                // Style attributes hold the placeholders of pictures.
                "style-src 'self' 'unsafe-inline'",
                "img-src 'self' https: data: " + mediaOrigin,
                "font-src 'self'",
                "manifest-src 'self'",
                "media-src 'self' https: " + mediaOrigin,
                "base-uri 'none'",
                "form-action 'self'",
                "frame-ancestors 'self'");
    }

    /** {@code 'sha256-…'} of a script's text. */
    static String hash(String body) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(body.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void add(
            FragmentContribution fragment,
            Collection<String> scripts,
            Collection<String> connections,
            Collection<String> frames) {
        switch (fragment) {
            case ExternalScript script -> allow(script.src(), scripts, connections);
            case InlineScript script -> scripts.add(hash(Fragments.bodyOf(script)));
            case Html html -> {
                var body = Jsoup.parseBodyFragment(html.html()).body();
                body.select("script").forEach(it -> addElement(it, scripts, connections));
                addressesOf(body.select("iframe[src]").stream(), ScriptSource::expression)
                        .forEach(frames::add);
            }
        }
    }

    private static void addElement(
            Element script, Collection<String> scripts, Collection<String> connections) {
        if (script.hasAttr("src")) {
            allow(script.attr("src"), scripts, connections);
        } else {
            scripts.add(hash(script.data().replace("\r\n", "\n").replace('\r', '\n')));
        }
    }

    private static void allow(
            String address, Collection<String> scripts, Collection<String> connections) {
        ScriptSource.find(address)
                .ifPresent(source -> {
                    scripts.add(source.expression());
                    if (!source.origin().equals("'self'")) {
                        connections.add(source.origin());
                    }
                });
    }

    private static Stream<String> addressesOf(
            Stream<Element> elements, Function<ScriptSource, String> part) {
        return elements.flatMap(it -> ScriptSource.find(it.attr("src")).stream()).map(part);
    }
}
