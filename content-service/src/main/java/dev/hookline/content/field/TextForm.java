package dev.hookline.content.field;

import com.fasterxml.jackson.databind.node.TextNode;
import com.google.re2j.Pattern;
import dev.hookline.content.slug.Slug;
import java.net.URI;
import java.net.URISyntaxException;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;

/** What a text must look like, beyond being a text. */
enum TextForm {
    /** A heading, a name: short enough to be sorted by. */
    SHORT {
        @Override
        Reading read(String text) {
            return text.codePointCount(0, text.length()) > MAX_SHORT
                    ? Reading.misfit("must have at most " + MAX_SHORT + " characters")
                    : fits(text);
        }
    },
    /** Text of any length that a request can carry. */
    LONG {
        @Override
        Reading read(String text) {
            return fits(text);
        }
    },
    SLUG {
        @Override
        Reading read(String text) {
            var composed = Normalizer.normalize(text, Normalizer.Form.NFC);
            return Slug.isValid(composed) ? fits(composed) : Reading.misfit(Slug.RULE);
        }
    },
    URL {
        @Override
        Reading read(String text) {
            return text.length() <= MAX_URL && isWebAddress(text)
                    ? fits(text)
                    : Reading.misfit("must be an http or https URL");
        }
    },
    EMAIL {
        @Override
        Reading read(String text) {
            return text.length() <= MAX_EMAIL && MAILBOX.matches(text)
                    ? fits(text)
                    : Reading.misfit("must be an e-mail address");
        }
    },
    DATE {
        @Override
        Reading read(String text) {
            try {
                if (text.length() == "2026-11-21".length()) {
                    return fits(LocalDate.parse(text).toString());
                }
            } catch (DateTimeException e) {
                // Falls through to the one answer for whatever is no date.
            }
            return Reading.misfit("must be a date such as 2026-11-21");
        }
    },
    /** Stored in UTC and in one width, so that the order of texts is the order of time. */
    DATETIME {
        @Override
        Reading read(String text) {
            try {
                var utc = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
                if (utc.getYear() >= 0 && utc.getYear() <= MAX_YEAR) {
                    return fits(FIXED_WIDTH.format(utc));
                }
            } catch (DateTimeException e) {
                // Falls through to the one answer for whatever is no point in time.
            }
            return Reading.misfit("must be a date-time such as 2026-11-21T08:30:00Z");
        }
    },
    /** The id of an entry or of a file. */
    IDENTIFIER {
        @Override
        Reading read(String text) {
            return ID.matches(text) ? fits(text) : Reading.misfit("must be an id");
        }
    };

    private static final int MAX_SHORT = 10_000;
    private static final int MAX_URL = 2_048;
    private static final int MAX_EMAIL = 254;
    private static final int MAX_YEAR = 9999;

    private static final Set<String> WEB = Set.of("http", "https");

    private static final DateTimeFormatter FIXED_WIDTH =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT);

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    // The form that HTML gives to input elements of type email.
    private static final Pattern MAILBOX =
            Pattern.compile(
                    "[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
                            + "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
                            + "(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*");

    /** Reads a text; the canonical form may differ from what was sent. */
    abstract Reading read(String text);

    private static Reading fits(String text) {
        return new Reading.Fits(TextNode.valueOf(text));
    }

    private static boolean isWebAddress(String text) {
        try {
            var uri = new URI(text);
            return uri.getScheme() != null
                    && WEB.contains(uri.getScheme().toLowerCase(Locale.ROOT))
                    && uri.getHost() != null
                    && !uri.getHost().isEmpty();
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
