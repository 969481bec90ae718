package dev.hookline.content.page.markup;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.hookline.schemas.result.FragmentContribution;
import dev.hookline.schemas.result.FragmentContribution.ExternalScript;
import dev.hookline.schemas.result.FragmentContribution.Html;
import dev.hookline.schemas.result.FragmentContribution.InlineScript;
import dev.hookline.schemas.result.FragmentContribution.Placement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fragments of one page after deduplication: within a placement, the first with a key wins.
 * Their authors are trusted, so markup stays as it is; what would break the page around it does
 * not.
 */
public record Fragments(@JsonValue List<FragmentContribution> contributions) {

    private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z_:][A-Za-z0-9_:.-]*");

    /** Set by the contribution's own members: a second one would change where code comes from. */
    private static final Set<String> OWN_ATTRIBUTES = Set.of("src", "async", "defer");

    public Fragments {
        contributions = List.copyOf(contributions);
    }

    /**
     * Deduplicates, and drops scripts whose address is not HTTP, HTTPS or a path of the site.
     *
     * @param candidates in pipeline order
     */
    public static Fragments of(List<FragmentContribution> candidates) {
        Set<String> taken = new HashSet<>();
        var kept = new ArrayList<FragmentContribution>();
        for (var candidate : candidates) {
            var key = keyOf(candidate);
            if (isSafe(candidate)
                    && (key == null || taken.add(candidate.placement() + " " + key))) {
                kept.add(candidate);
            }
        }
        return new Fragments(kept);
    }

    /** What belongs to a placement, one fragment per line. */
    public String html(Placement placement) {
        return contributions.stream()
                .filter(it -> it.placement() == placement)
                .map(Fragments::html)
                .collect(Collectors.joining("\n"));
    }

    /** The code of an inline script as it stands in the page. */
    static String bodyOf(InlineScript script) {
        // Browsers hash what they have read: line ends are one character, and NUL is replaced.
        return script.code()
                .replace("\r\n", "\n")
                .replace('\r', '\n')
                .replace('\0', '\uFFFD')
                .replace("</", "<\\/")
                // Within <!-- and <script, a closing tag does not close.
                .replace("<!--", "<\\!--");
    }

    private static @Nullable String keyOf(FragmentContribution fragment) {
        if (fragment.key() != null) {
            return fragment.key();
        }
        return fragment instanceof ExternalScript script ? script.src() : null;
    }

    private static boolean isSafe(FragmentContribution fragment) {
        return !(fragment instanceof ExternalScript script)
                || ScriptSource.find(script.src()).isPresent();
    }

    private static String html(FragmentContribution fragment) {
        return switch (fragment) {
            case ExternalScript script -> externalScript(script);
            case InlineScript script ->
                    "<script"
                            + attributes(script.attributes())
                            + '>'
                            + bodyOf(script)
                            + "</script>";
            case Html html -> html.html();
        };
    }

    private static String externalScript(ExternalScript script) {
        return "<script src=\""
                + HtmlText.escape(script.src())
                + '"'
                + (Boolean.TRUE.equals(script.async()) ? " async" : "")
                + (Boolean.TRUE.equals(script.defer()) ? " defer" : "")
                + attributes(script.attributes())
                + "></script>";
    }

    private static String attributes(@Nullable Map<String, String> attributes) {
        if (attributes == null) {
            return "";
        }
        return attributes.entrySet().stream()
                .filter(it -> isHarmless(it.getKey()))
                .map(it -> " %s=\"%s\"".formatted(it.getKey(), HtmlText.escape(it.getValue())))
                .collect(Collectors.joining());
    }

    private static boolean isHarmless(String name) {
        return ATTRIBUTE.matcher(name).matches()
                && !name.regionMatches(true, 0, "on", 0, 2)
                && OWN_ATTRIBUTES.stream().noneMatch(name::equalsIgnoreCase);
    }
}
