package org.flux4j.train.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.flux4j.picture.Lettering;
import org.flux4j.picture.Picture;
import org.flux4j.picture.Resolution;
import org.junit.jupiter.api.Test;

class ContactSheetTest {
    private final Picture black = new Scene(Background.BLACK, List.of()).draw();

    @Test
    void groupsStandInFourColumns() {
        Picture sheet = ContactSheet.of(Collections.nCopies(
                5, new ContactSheet.Group(List.of(black, black, new Scene(Background.PINK, List.of()).draw()), "x")));
        assertThat(sheet.size()).isEqualTo(new Resolution(8 + 4 * (392 + 8), 8 + 2 * (128 + 8 + 22 + 8)));
        assertThat(sheet.get(0, 0, 0)).isEqualTo(255);
        assertThat(sheet.get(8, 8, 0)).isEqualTo(20);
        assertThat(sheet.get(8 + 128, 8, 0)).isEqualTo(255);
        assertThat(sheet.get(8 + 132, 8, 0)).isEqualTo(20);
        assertThat(sheet.get(8 + 392 - 1, 8 + 127, 2)).isEqualTo(205);
        assertThat(sheet.get(8 + 392, 8 + 127, 2)).isEqualTo(255);
        assertThat(sheet.get(8, 8 + 166, 0)).isEqualTo(20);
        assertThat(sheet.get(8 + 400, 8 + 166, 0)).isEqualTo(255);
    }

    @Test
    void textsAreWrapped() {
        assertThat(ContactSheet.wrap("move the star to the left", 13)).containsExactly("move the star", "to the left");
        assertThat(ContactSheet.wrap("move the star", 3)).containsExactly("move", "the", "star");
    }

    @Test
    void lettersAreWritten() {
        Picture paper = Picture.black(18, 9);
        Arrays.fill(paper.rgb(), (byte) 255);
        Lettering.write(paper, "l .", 0, 1);
        StringBuilder seen = new StringBuilder();
        for (int y = 0; y < 9; y++) {
            for (int x = 0; x < 18; x++) {
                seen.append(paper.get(x, y, 1) == 0 ? '#' : '-');
            }
            seen.append('\n');
        }
        assertThat(seen).hasToString("""
                ------------------
                -##---------------
                --#---------------
                --#---------------
                --#---------------
                --#---------------
                --#----------##---
                -###---------##---
                ------------------
                """);
    }

    @Test
    void everyLetterOfTheWorldIsWritten() {
        for (Kind kind : Kind.values()) {
            for (int i = 0; i < 200; i++) {
                assertThat(new World(1, Split.HELD_OUT).example(kind, i).prompt())
                        .matches("[a-z,. ]+");
            }
        }
    }
}
