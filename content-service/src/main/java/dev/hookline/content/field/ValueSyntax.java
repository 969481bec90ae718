package dev.hookline.content.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hookline.kit.json.Storable;
import java.math.BigDecimal;
import java.util.HashSet;

/** The JSON shape of a field type's values, whatever a definition demands beyond it. */
sealed interface ValueSyntax {

    /** Reads a value that is neither null nor flawed in the sense of {@link Storable}. */
    Reading read(JsonNode value);

    /** The JSON value that the text of a query parameter stands for. */
    default JsonNode ofParameter(String text) {
        return TextNode.valueOf(text);
    }

    /** Text, in the given form. */
    record Text(TextForm form) implements ValueSyntax {

        @Override
        public Reading read(JsonNode value) {
            return value.isTextual()
                    ? form.read(value.textValue())
                    : Reading.misfit("must be a string");
        }
    }

    /** Numbers, kept digit by digit. */
    record Numeric(boolean whole) implements ValueSyntax {

        private static final BigDecimal SMALLEST = BigDecimal.valueOf(Long.MIN_VALUE);
        private static final BigDecimal GREATEST = BigDecimal.valueOf(Long.MAX_VALUE);

        @Override
        public Reading read(JsonNode value) {
            if (!value.isNumber()) {
                return Reading.misfit(whole ? "must be a whole number" : "must be a number");
            }
            return whole ? readWhole(value.decimalValue()) : new Reading.Fits(value);
        }

        @Override
        public JsonNode ofParameter(String text) {
            try {
                return DecimalNode.valueOf(new BigDecimal(text));
            } catch (NumberFormatException e) {
                return TextNode.valueOf(text);
            }
        }

        private static Reading readWhole(BigDecimal number) {
            if (number.compareTo(SMALLEST) < 0 || number.compareTo(GREATEST) > 0) {
                return Reading.misfit("must fit into 64 bits");
            }
            return number.stripTrailingZeros().scale() > 0
                    ? Reading.misfit("must be a whole number")
                    : new Reading.Fits(LongNode.valueOf(number.longValueExact()));
        }
    }

    /** True or false. */
    record Truth() implements ValueSyntax {

        @Override
        public Reading read(JsonNode value) {
            return value.isBoolean()
                    ? new Reading.Fits(value)
                    : Reading.misfit("must be true or false");
        }

        @Override
        public JsonNode ofParameter(String text) {
            return switch (text) {
                case "true" -> BooleanNode.TRUE;
                case "false" -> BooleanNode.FALSE;
                default -> TextNode.valueOf(text);
            };
        }
    }

    /** Several different texts. */
    record TextList() implements ValueSyntax {

        @Override
        public Reading read(JsonNode value) {
            if (!value.isArray()) {
                return Reading.misfit("must be an array of strings");
            }
            var seen = new HashSet<String>();
            for (int i = 0; i < value.size(); i++) {
                if (!value.get(i).isTextual()) {
                    return new Reading.Misfit("[" + i + "]", "must be a string");
                }
                if (!seen.add(value.get(i).textValue())) {
                    return new Reading.Misfit("[" + i + "]", "must not be there twice");
                }
            }
            return new Reading.Fits(value);
        }
    }

    /** Portable Text: an array of blocks, each naming its type. */
    record Blocks() implements ValueSyntax {

        private static final String TYPE = "_type";

        @Override
        public Reading read(JsonNode value) {
            if (!value.isArray()) {
                return Reading.misfit("must be an array of Portable Text blocks");
            }
            for (int i = 0; i < value.size(); i++) {
                var block = value.get(i);
                if (!block.isObject()) {
                    return new Reading.Misfit("[" + i + "]", "must be an object");
                }
                if (block.path(TYPE).asText("").isBlank() || !block.get(TYPE).isTextual()) {
                    return new Reading.Misfit("[" + i + "]." + TYPE, "must name the block's type");
                }
            }
            return new Reading.Fits(value);
        }
    }

    /** Whatever JSON can say. */
    record Anything() implements ValueSyntax {

        @Override
        public Reading read(JsonNode value) {
            return new Reading.Fits(value);
        }
    }
}
