package dev.hookline.schemas.validation;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.SchemaException;
import com.networknt.schema.regex.RegularExpression;

/**
 * Regular expressions without backtracking: a pattern from outside can't be made to run for ever.
 * The price is that lookaround and back-references are refused.
 */
final class LinearPatterns {

    private LinearPatterns() {}

    static RegularExpression compile(String regex) {
        try {
            var pattern = Pattern.compile(regex);
            return text -> pattern.matcher(text).find();
        } catch (PatternSyntaxException e) {
            throw new SchemaException("pattern is not supported: " + e.getMessage());
        }
    }
}
