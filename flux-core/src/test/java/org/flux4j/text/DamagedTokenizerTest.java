package org.flux4j.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import org.flux4j.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files damaged at random are loaded, or refused with one line; nothing else is thrown. */
class DamagedTokenizerTest {
    private static final String TEXT = "Make it RED, don't! ﬁ\u0301 猫 <|endoftext|> <extra_id_3> 👩\u200d👧";

    @TempDir
    private Path folder;

    @Test
    void clipFromMerges() throws IOException {
        damage(TokenizerFiles.CLIP_MERGES, ClipTokenizer::load, 40, "vocab.json", "merges.txt");
    }

    @Test
    void clipFromJson() throws IOException {
        damage(TokenizerFiles.CLIP, ClipTokenizer::load, 40, "tokenizer.json", "tokenizer_config.json");
    }

    @Test
    void t5FromSpiece() throws IOException {
        damage(TokenizerFiles.T5_SPIECE, T5Tokenizer::load, 100, "spiece.model");
    }

    @Test
    void t5FromJson() throws IOException {
        damage(TokenizerFiles.T5, T5Tokenizer::load, 40, "tokenizer.json", "tokenizer_config.json");
    }

    private void damage(Path from, Function<Path, Tokenizer> load, int rounds, String... names) throws IOException {
        TokenizerFiles.copy(from, folder, names);
        Random random = new Random(17);
        int refused = 0;
        for (String name : names) {
            byte[] whole = Files.readAllBytes(folder.resolve(name));
            for (int round = 0; round < rounds; round++) {
                Files.write(folder.resolve(name), damaged(whole, random));
                try {
                    assertThat(load.apply(folder).encode(TEXT, 77)).hasSize(77);
                } catch (BadInputException e) {
                    assertThat(e).hasMessageStartingWith(folder.toString());
                    refused++;
                }
            }
            Files.write(folder.resolve(name), whole);
        }
        assertThat(refused).isPositive();
    }

    private static byte[] damaged(byte[] whole, Random random) {
        if (random.nextInt(4) == 0) {
            return Arrays.copyOf(whole, random.nextInt(whole.length));
        }
        byte[] bytes = whole.clone();
        int reach = random.nextBoolean() ? bytes.length : Math.min(64, bytes.length);
        for (int i = random.nextInt(1, 9); i > 0; i--) {
            bytes[random.nextInt(reach)] = (byte) random.nextInt(256);
        }
        return bytes;
    }
}
