package dev.hookline.media.upload;

import java.util.Locale;
import java.util.Map;
import org.apache.commons.fileupload2.core.ParameterParser;
import org.jspecify.annotations.Nullable;

/**
 * The headers of one part (RFC 7578, section 4).
 *
 * @param name of the form's field
 * @param filename null when the part is no file
 * @param type media type as the client says, without parameters
 */
record PartHead(String name, @Nullable String filename, @Nullable String type) {

    private static final String DISPOSITION = "content-disposition:";
    private static final String TYPE = "content-type:";
    private static final String FORM_DATA = "form-data";

    /**
     * Reads the header lines of a part.
     *
     * @throws IllegalArgumentException when they do not make it a part of a form
     */
    static PartHead of(String headers) {
        String disposition = null;
        String type = null;
        for (var line : headers.split("\r\n")) {
            var start = line.toLowerCase(Locale.ROOT);
            if (start.startsWith(DISPOSITION)) {
                disposition = line.substring(DISPOSITION.length()).strip();
            } else if (start.startsWith(TYPE)) {
                type = line.substring(TYPE.length()).strip();
            }
        }
        var parameters = parametersOf(disposition);
        var name = parameters.get("name");
        if (name == null) {
            throw new IllegalArgumentException("a part has no name");
        }
        return new PartHead(name, parameters.get("filename"), withoutParameters(type));
    }

    private static Map<String, String> parametersOf(@Nullable String disposition) {
        if (disposition == null || !disposition.toLowerCase(Locale.ROOT).startsWith(FORM_DATA)) {
            throw new IllegalArgumentException("a part is no form-data");
        }
        var parser = new ParameterParser();
        parser.setLowerCaseNames(true);
        return parser.parse(disposition, ';');
    }

    private static @Nullable String withoutParameters(@Nullable String type) {
        return type == null ? null : type.split(";", 2)[0].strip();
    }
}
