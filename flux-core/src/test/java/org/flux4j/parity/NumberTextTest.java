package org.flux4j.parity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "4.84e-6, 4.8e-6",
        "2e-6, 2e-6",
        "1, 1",
        "1.5, 1.5",
        "80, 8e+1",
        "1.23e-10, 1.2e-10",
        "3e+120, 3e+120",
        "NaN, NaN",
        "Infinity, Infinity"
    })
    void errors(double value, String text) {
        assertThat(NumberText.error(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "18, 18",
        "-0.5, -0.500000000",
        "1e20, 1.00000000e+20",
        "49407, 49407",
        "NaN, NaN",
        "-Infinity, -Infinity"
    })
    void values(double value, String text) {
        assertThat(NumberText.value(value)).isEqualTo(text);
    }
}
