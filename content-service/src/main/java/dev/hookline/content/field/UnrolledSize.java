package dev.hookline.content.field;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * Estimates how large an RE2 expression becomes once its counted repetitions are unrolled.
 *
 * <p>RE2 matches in linear time, but {@code (a{1000}){1000}} is a program of a million
 * instructions, so the estimate comes before the compiler.
 */
final class UnrolledSize {

    /** Instructions that one field's pattern may have. */
    static final long MAX = 10_000;

    private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?}");

    private final String expression;

    /** Size so far of each open group, the outermost last. */
    private final Deque<Long> groups = new ArrayDeque<>();

    private long size;
    private long lastAtom;

    private UnrolledSize(String expression) {
        this.expression = expression;
    }

    static boolean isTooLarge(String expression) {
        return new UnrolledSize(expression).estimate() > MAX;
    }

    private long estimate() {
        int at = 0;
        while (at < expression.length() && size <= MAX) {
            at = step(at);
        }
        return size;
    }

    /** Takes in what starts at an index and returns the index after it. */
    private int step(int at) {
        return switch (expression.charAt(at)) {
            case '\\' -> atom(at + 2);
            case '[' -> atom(endOfClass(at));
            case '(' -> open(at);
            case ')' -> close(at);
            case '{' -> repeat(at);
            default -> atom(at + 1);
        };
    }

    private int atom(int next) {
        lastAtom = 1;
        size++;
        return next;
    }

    private int open(int at) {
        groups.push(size);
        size = 0;
        return at + 1;
    }

    private int close(int at) {
        long before = groups.isEmpty() ? 0 : groups.pop();
        lastAtom = size + 1;
        size = before + lastAtom;
        return at + 1;
    }

    private int repeat(int at) {
        var count = COUNT.matcher(expression).region(at, expression.length());
        if (!count.lookingAt()) {
            return atom(at + 1);
        }
        var most = count.group(2);
        long times = Long.parseLong(most == null || most.isEmpty() ? count.group(1) : most);
        long unrolled = lastAtom * Math.max(1, times);
        size += unrolled - lastAtom;
        lastAtom = unrolled;
        return count.end();
    }

    private int endOfClass(int at) {
        // The first character belongs to the class even when it is a bracket.
        int end = at + 2;
        while (end < expression.length() && expression.charAt(end) != ']') {
            end += expression.charAt(end) == '\\' ? 2 : 1;
        }
        return end + 1;
    }
}
