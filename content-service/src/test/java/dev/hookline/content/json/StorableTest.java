package dev.hookline.content.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.kit.json.Storable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorableTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @BeforeAll
    static void readAsTheServiceDoes() {
        new StrictJson().customize(JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"plain\"",
                "\"\\uD83D\\uDE00\"",
                "{\"a\": [1, 2.50, null, true]}",
                "123456789012345678901234567890.123",
                "1e99"
            })
    void findsNothingInWhatIsFine(String json) throws JsonProcessingException {
        assertThat(Storable.flawIn(read(json))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\\u0000b\"", "[[\"\\u0000\"]]", "{\"a\": {\"\\u0000\": 1}}"})
    void findsTheCharacterThatJsonbRefusesAtAnyDepth(String json) throws JsonProcessingException {
        assertThat(Storable.flawIn(read(json))).contains("U+0000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"\\uD83D\"", "\"\\uDE00\"", "\"a\\uDE00\\uD83D\"", "{\"\\uD83D\": 1}"})
    void findsHalvesOfCharacters(String json) throws JsonProcessingException {
        assertThat(Storable.flawIn(read(json))).contains("Unicode");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e100", "1e999999999", "1e-101", "[-1e200]"})
    void findsNumbersThatWouldUnrollToThousandsOfDigits(String json)
            throws JsonProcessingException {
        assertThat(Storable.flawIn(read(json))).contains("digits");
    }

    @Test
    void readsNumbersDigitByDigit() throws JsonProcessingException {
        assertThat(JSON.writeValueAsString(read("[1.10, 0.1000000000000000055511151231257827]")))
                .isEqualTo("[1.10,0.1000000000000000055511151231257827]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": 1, \"a\": 2}", "{} {}", "[NaN]"})
    void readsNothingAmbiguous(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(JsonProcessingException.class);
    }

    private static JsonNode read(String json) throws JsonProcessingException {
        return JSON.readTree(json);
    }
}
