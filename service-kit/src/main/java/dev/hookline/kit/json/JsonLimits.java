package dev.hookline.kit.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;

/**
 * Bounds what JSON of unknown origin can cost. A megabyte of {@code [{"":{}},…]} takes 36 MiB as a
 * tree, so a limit on bytes alone says little about memory: documents are counted by tokens before
 * anything is built of them.
 */
public final class JsonLimits {

    /** The most tokens of one document from a client or plugin; a tree takes up to 7 MiB then. */
    public static final int MAX_TOKENS = 100_000;

    /** The deepest nesting of arrays and objects. */
    public static final int MAX_DEPTH = 100;

    /** The longest number, in characters. */
    static final int MAX_NUMBER_LENGTH = 500;

    /** The longest name of a member, in characters. */
    static final int MAX_NAME_LENGTH = 5_000;

    /** The longest string, in characters: a message on the bus has 4 MiB. */
    private static final int MAX_STRING_LENGTH = 4 * 1024 * 1024;

    /** What a token takes in a tree, in bytes, at most: measured with members of one letter. */
    private static final int TOKEN_WEIGHT = 80;

    /** What a byte of text takes, in bytes, at most: as received, as text, and as sent on. */
    private static final int BYTE_WEIGHT = 4;

    private static final JsonFactory COUNTING =
            JsonFactory.builder()
                    .streamReadConstraints(constraints(MAX_TOKENS))
                    // Names are skipped, not kept.
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                    .build();

    private JsonLimits() {}

    /**
     * Estimates the memory that a document takes while it is handled, without building it. What is
     * no JSON counts as far as it can be read, since no parser gets further.
     *
     * @return bytes
     * @throws StreamConstraintsException if it has more than {@link #MAX_TOKENS} tokens, is nested
     *     deeper than {@link #MAX_DEPTH}, or has a number or name that is too long
     */
    public static long weightOf(byte[] json, int offset, int length)
            throws StreamConstraintsException {
        return (long) BYTE_WEIGHT * length + (long) TOKEN_WEIGHT * tokensOf(json, offset, length);
    }

    private static int tokensOf(byte[] json, int offset, int length)
            throws StreamConstraintsException {
        int tokens = 0;
        try (var parser = COUNTING.createParser(json, offset, length)) {
            while (parser.nextToken() != null) {
                tokens++;
            }
        } catch (StreamConstraintsException e) {
            throw e;
        } catch (IOException e) {
            // No JSON, or in no encoding: the reader of the document says what is wrong.
            return tokens;
        }
        return tokens;
    }

    /** Limits for a parser that builds what it reads. */
    static StreamReadConstraints constraints(long maxTokens) {
        return StreamReadConstraints.builder()
                .maxTokenCount(maxTokens)
                .maxNestingDepth(MAX_DEPTH)
                .maxNumberLength(MAX_NUMBER_LENGTH)
                .maxNameLength(MAX_NAME_LENGTH)
                .maxStringLength(MAX_STRING_LENGTH)
                .build();
    }
}
