package dev.hookline.kit.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLimitsTest {

    @Test
    void aTreeIsLighterThanItsEstimate() throws JsonProcessingException {
        var json = array("{\"\":{}}", 15_000);
        long before = usedMemory();
        var tree = new ObjectMapper().readTree(json);
        long measured = usedMemory() - before;

        assertThat(tree).hasSize(15_000);
        assertThat(weightOf(json)).isBetween(measured, 3 * measured);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"\":{}}", "{}", "1", "[]", "\"\""})
    void refusesDocumentsOfTooManyTokens(String element) {
        var json = array(element, JsonLimits.MAX_TOKENS);

        assertThatExceptionOfType(StreamConstraintsException.class)
                .isThrownBy(() -> weightOf(json));
    }

    @Test
    void refusesWhatIsNestedTooDeeply() throws StreamConstraintsException {
        int depth = JsonLimits.MAX_DEPTH;
        assertThat(weightOf("[".repeat(depth) + "]".repeat(depth))).isPositive();

        assertThatExceptionOfType(StreamConstraintsException.class)
                .isThrownBy(() -> weightOf("[".repeat(depth + 1)));
    }

    @Test
    void refusesNumbersAndNamesThatAreTooLong() {
        assertThatExceptionOfType(StreamConstraintsException.class)
                .isThrownBy(() -> weightOf("[" + "1".repeat(1000) + "]"));
        assertThatExceptionOfType(StreamConstraintsException.class)
                .isThrownBy(() -> weightOf("{\"" + "n".repeat(6000) + "\":1}"));
    }

    @Test
    void textCountsByItsBytes() throws StreamConstraintsException {
        assertThat(weightOf('"' + "x".repeat(1_000_000) + '"')).isLessThan(4_100_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no JSON", "[1,", "{\"a\":}", "\u0000"})
    void leavesUnreadableTextToItsReader(String text) throws StreamConstraintsException {
        assertThat(weightOf(text)).isLessThan(1000);
    }

    @Test
    void limitsTheMapperOfTheService() {
        var mapper = new ObjectMapper();
        new BoundedJson().customize(mapper);

        assertThatExceptionOfType(StreamConstraintsException.class)
                .isThrownBy(() -> mapper.readTree(array("{\"\":{}}", JsonLimits.MAX_TOKENS)));
    }

    private static String array(String element, int count) {
        return "[" + (element + ",").repeat(count - 1) + element + "]";
    }

    private static long weightOf(String json) throws StreamConstraintsException {
        var bytes = json.getBytes(UTF_8);
        return JsonLimits.weightOf(bytes, 0, bytes.length);
    }

    private static long usedMemory() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
