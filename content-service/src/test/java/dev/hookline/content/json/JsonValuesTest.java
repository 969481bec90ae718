package dev.hookline.content.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonValuesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | 1.0 | true",
                "1e2 | 100 | true",
                "{\"a\":[1.50]} | {\"a\":[1.5]} | true",
                "{\"a\":1,\"b\":2} | {\"b\":2,\"a\":1} | true",
                "1 | 2 | false",
                "1 | \"1\" | false",
                "null | 0 | false",
                "[1,2] | [2,1] | false"
            })
    void comparesByMeaning(String one, String other, boolean same) throws JsonProcessingException {
        assertThat(JsonValues.same(JSON.readTree(one), JSON.readTree(other))).isEqualTo(same);
    }
}
