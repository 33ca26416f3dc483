package org.flux4j.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigInteger;
import org.flux4j.BadInputException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeedTest {
    /** What {@code torch.Generator().manual_seed(seed).initial_seed()} returns. */
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "7, 7",
        "9223372036854775807, 9223372036854775807",
        "9223372036854775808, 9223372036854775808",
        "18446744073709551615, 18446744073709551615",
        "-1, 18446744073709551615",
        "-9223372036854775808, 9223372036854775808"
    })
    void isShownAsPyTorchDoes(BigInteger given, String shown) {
        assertThat(Seed.of(given)).hasToString(shown);
        assertThat(Seed.of(given).number()).isEqualTo(shown);
        assertThat(Seed.of(given).bits()).isEqualTo(given.longValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"18446744073709551616", "-9223372036854775809", "1e30"})
    void has64Bits(String number) {
        BigInteger tooLarge = new java.math.BigDecimal(number).toBigInteger();
        assertThatThrownBy(() -> Seed.of(tooLarge))
                .isInstanceOf(BadInputException.class)
                .hasMessage(
                        "seed: expected a number from -9223372036854775808 to 18446744073709551615, found " + tooLarge);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "9223372036854775808", "18446744073709551615"})
    void isANumberInJson(String number) throws JsonProcessingException {
        JsonMapper mapper = new JsonMapper();
        Seed seed = mapper.readValue(number, Seed.class);
        assertThat(seed).hasToString(number);
        assertThat(mapper.writeValueAsString(seed)).isEqualTo(number);
        assertThatThrownBy(() -> mapper.readValue(number + "0000000000000000000", Seed.class))
                .isInstanceOf(JsonMappingException.class)
                .hasMessageContaining("seed: expected a number from ");
    }
}
