package dev.hookline.email.provider;

import dev.hookline.email.message.EmailAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;

/** Headers in ASCII (RFC 2047), for those that the mail client writes as they are. */
final class EncodedWords {

    /** Of UTF-8, so that an encoded word has at most 75 characters. */
    private static final int BYTES_PER_WORD = 45;

    /** Whoever reads the header leaves it out again. */
    private static final String FOLD = "\r\n ";

    private EncodedWords() {}

    static String of(String text) {
        if (text.chars().allMatch(EncodedWords::isAscii)) {
            return text;
        }
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        int bytes = 0;
        for (int character : text.codePoints().toArray()) {
            var symbol = Character.toString(character);
            int length = symbol.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + length > BYTES_PER_WORD) {
                words.add(encoded(word.toString()));
                word.setLength(0);
                bytes = 0;
            }
            word.append(symbol);
            bytes += length;
        }
        words.add(encoded(word.toString()));
        return String.join(FOLD, words);
    }

    /** A mailbox with its name, the address itself as it is. */
    static String of(EmailAddress address) {
        var name = address.name();
        return name == null || name.chars().allMatch(EncodedWords::isAscii)
                ? address.toString()
                : of(name) + " <" + address.mailbox() + ">";
    }

    private static String encoded(String word) {
        return "=?utf-8?B?"
                + Base64.getEncoder().encodeToString(word.getBytes(StandardCharsets.UTF_8))
                + "?=";
    }

    private static boolean isAscii(int character) {
        return character < 0x80;
    }
}
