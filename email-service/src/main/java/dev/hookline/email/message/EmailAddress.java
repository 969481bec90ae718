package dev.hookline.email.message;

import java.net.IDN;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox (RFC 5322) with an optional display name. Local parts may be international (RFC 6531),
 * domains are kept in their ASCII form; quoted local parts, address literals and comments are not
 * taken.
 *
 * @param name what is shown before the address, null for nothing
 */
public record EmailAddress(@Nullable String name, String localPart, String domain) {

    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL_PART = 64;
    private static final int LONGEST_NAME = 200;

    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\-\\x{a1}-\\x{10ffff}]+";
    private static final Pattern LOCAL_PART = Pattern.compile(ATOM + "(\\." + ATOM + ")*");
    private static final Pattern NAMED = Pattern.compile("(?<name>[^<>]*)<(?<address>[^<>]+)>");
    private static final Pattern ASCII = Pattern.compile("[ -~]*");
    private static final Pattern WORDS = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*");
    private static final Pattern QUOTED = Pattern.compile("\"(?<text>[^\"\\\\]*)\"");

    /** Reads {@code ann@example.org} or {@code Ann <ann@example.org>}; empty when it is neither. */
    public static Optional<EmailAddress> of(String text) {
        if (text.codePoints().anyMatch(EmailAddress::isForbidden)) {
            return Optional.empty();
        }
        var named = NAMED.matcher(text.strip());
        if (!named.matches()) {
            return of(null, text.strip());
        }
        var name = named.group("name").strip();
        var quoted = QUOTED.matcher(name);
        var shown = quoted.matches() ? quoted.group("text").strip() : name;
        return shown.length() > LONGEST_NAME || shown.contains("\"")
                ? Optional.empty()
                : of(shown.isEmpty() ? null : shown, named.group("address").strip());
    }

    private static Optional<EmailAddress> of(@Nullable String name, String address) {
        int at = address.lastIndexOf('@');
        if (at < 1) {
            return Optional.empty();
        }
        var localPart = address.substring(0, at);
        var domain = domainOf(address.substring(at + 1));
        return LOCAL_PART.matcher(localPart).matches()
                        && localPart.length() <= LONGEST_LOCAL_PART
                        && !domain.isEmpty()
                        && localPart.length() + 1 + domain.length() <= LONGEST
                ? Optional.of(new EmailAddress(name, localPart, domain))
                : Optional.empty();
    }

    /** The domain in ASCII, empty when it is none. */
    private static String domainOf(String text) {
        try {
            return text.isEmpty() || text.endsWith(".")
                    ? ""
                    : IDN.toASCII(text, IDN.USE_STD3_ASCII_RULES | IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static boolean isForbidden(int character) {
        return Character.isISOControl(character)
                || Character.getType(character) == Character.LINE_SEPARATOR
                || Character.getType(character) == Character.PARAGRAPH_SEPARATOR
                || Character.getType(character) == Character.SURROGATE;
    }

    /** Whether it can be written only where the mail server knows RFC 6531. */
    public boolean isInternational() {
        return !ASCII.matcher(localPart).matches();
    }

    /** The address without the name. */
    public String mailbox() {
        return localPart + "@" + domain;
    }

    /**
     * As it stands in a header, before its encoding. Names with other than ASCII characters become
     * encoded words (RFC 2047), which must not be quoted.
     */
    @Override
    public String toString() {
        if (name == null) {
            return mailbox();
        }
        boolean isQuoted = ASCII.matcher(name).matches() && !WORDS.matcher(name).matches();
        return (isQuoted ? "\"" + name + "\"" : name) + " <" + mailbox() + ">";
    }
}
