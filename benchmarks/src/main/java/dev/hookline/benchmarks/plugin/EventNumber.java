package dev.hookline.benchmarks.plugin;

import java.nio.charset.StandardCharsets;

/**
 * Which event of which subject a call is about, written where a plugin finds it without parsing the
 * call.
 *
 * @param subject from 0
 * @param number from 1
 */
public record EventNumber(int subject, int number) {

    private static final byte[] MARK = "\"title\":\"#".getBytes(StandardCharsets.US_ASCII);

    /** The title of the entry in the event. */
    public String title() {
        return "#" + subject + "/" + number;
    }

    /** Finds the title in a call. */
    public static EventNumber in(byte[] call) {
        int at = indexOf(call) + MARK.length;
        int subject = 0;
        for (; call[at] != '/'; at++) {
            subject = subject * 10 + call[at] - '0';
        }
        int number = 0;
        for (at++; call[at] != '"'; at++) {
            number = number * 10 + call[at] - '0';
        }
        return new EventNumber(subject, number);
    }

    private static int indexOf(byte[] call) {
        for (int start = 0; start <= call.length - MARK.length; start++) {
            int matched = 0;
            while (matched < MARK.length && call[start + matched] == MARK[matched]) {
                matched++;
            }
            if (matched == MARK.length) {
                return start;
            }
        }
        throw new IllegalArgumentException("the call has no numbered title");
    }
}
