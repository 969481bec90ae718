package dev.hookline.schemas.hook;

import java.util.regex.Pattern;

/** Names of the schemas: {@code urn:hookline:schema:content.beforeSave.event:1}. */
public final class SchemaUris {

    /** Part of a schema that several events or answers share: {@code actor.type}. */
    public static final String TYPE = "type";

    private static final String PREFIX = "urn:hookline:schema:";
    private static final Pattern URI = Pattern.compile(PREFIX + "([A-Za-z_.]+):(\\d+)");
    private static final int VERSION = 1;

    private SchemaUris() {}

    /**
     * The URI of the current version of a schema.
     *
     * @param name a hook's name or a message's type; a colon becomes a dot
     * @param part {@code event}, {@code result} or {@value #TYPE}
     */
    public static String of(String name, String part) {
        return PREFIX + name.replace(':', '.') + "." + part + ":" + VERSION;
    }

    /** Whether this is the name of a schema of the platform, existing or not. */
    public static boolean isOne(String uri) {
        return URI.matcher(uri).matches();
    }

    /** The classpath resource that holds the schema of this URI. */
    public static String resourceOf(String uri) {
        var matcher = URI.matcher(uri);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a Hookline schema: " + uri);
        }
        return "/schemas/" + matcher.group(1) + ".v" + matcher.group(2) + ".json";
    }
}
