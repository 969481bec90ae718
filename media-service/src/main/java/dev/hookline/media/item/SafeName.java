package dev.hookline.media.item;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * Makes of any text a file name that is one on every file system, and that is what it seems to be
 * to a reader. A safe name stays as it is.
 */
public final class SafeName {

    /** In bytes of UTF-8: the limit of most file systems. */
    public static final int MAX_BYTES = 255;

    /** The dot included; what is longer after a dot is no extension. */
    private static final int MAX_EXTENSION_BYTES = 32;

    private static final String NAMELESS = "unnamed";

    /**
     * Controls, line ends, marks that turn the direction of the text, characters without a shape
     * and half characters. The joiners stay: emoji and scripts need them.
     */
    private static final Pattern UNSEEN =
            Pattern.compile(
                    "[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}\\u061c\\u200b\\u200e\\u200f\\u202a-\\u202e"
                            + "\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb\\x{e0000}-\\x{e007f}]");

    /** What Windows does not take in names. */
    private static final Pattern FORBIDDEN = Pattern.compile("[<>:\"|?*]");

    private static final Pattern PATH = Pattern.compile("^.*[/\\\\]", Pattern.DOTALL);
    private static final Pattern SPACES = Pattern.compile("\\p{Zs}+");
    private static final Pattern EDGES = Pattern.compile("^[. ]+|[. ]+$");

    /** Devices of Windows, with any extension. */
    private static final Pattern RESERVED =
            Pattern.compile(
                    "(?:con|prn|aux|nul|conin\\$|conout\\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])"
                            + " *(?:\\..*)?",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private SafeName() {}

    public static String of(String name) {
        var normal = Normalizer.normalize(name, Normalizer.Form.NFC);
        var last = PATH.matcher(normal).replaceFirst("");
        var seen = FORBIDDEN.matcher(UNSEEN.matcher(last).replaceAll("")).replaceAll("_");
        var spaced = SPACES.matcher(seen).replaceAll(" ");
        var trimmed = trimmed(Normalizer.normalize(spaced, Normalizer.Form.NFC));
        if (trimmed.isEmpty()) {
            return NAMELESS;
        }
        var free = RESERVED.matcher(trimmed).matches() ? '_' + trimmed : trimmed;
        return shortened(free);
    }

    /** The ending with its dot, empty when there is none. */
    private static String extensionOf(String name) {
        int dot = name.lastIndexOf('.');
        return dot <= 0 || bytes(name.substring(dot)) > MAX_EXTENSION_BYTES
                ? ""
                : name.substring(dot);
    }

    private static String shortened(String name) {
        if (bytes(name) <= MAX_BYTES) {
            return name;
        }
        var extension = extensionOf(name);
        int end = 0;
        int left = MAX_BYTES - bytes(extension);
        while (true) {
            var next = new String(Character.toChars(name.codePointAt(end)));
            left -= bytes(next);
            if (left < 0) {
                return trimmed(name.substring(0, end)) + extension;
            }
            end += next.length();
        }
    }

    private static String trimmed(String name) {
        return EDGES.matcher(name).replaceAll("");
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
