package org.flux4j.parity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.flux4j.io.SafeTensors;
import org.flux4j.io.SafeTensorsWriter;
import org.flux4j.io.StoredTensor;
import org.flux4j.ref.RefProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text encoders in golden cases may bear any of the names that transformers gives them. */
class TextEncoderNamesTest {
    @TempDir
    private Path folder;

    @Test
    void clipWithoutItsPrefix() {
        assertPassesRenamed("models/clip_text-usual", name -> name.replace("w.text_model.", "w."));
    }

    @Test
    void t5WithItsTiedEmbeddingOnly() {
        assertPassesRenamed(
                "models/t5_encoder-usual",
                name -> name.equals("w.shared.weight") ? "w.encoder.embed_tokens.weight" : name);
    }

    private void assertPassesRenamed(String name, UnaryOperator<String> rename) {
        SafeTensors golden = GoldenSuite.files().stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElseThrow()
                .content()
                .get();
        List<StoredTensor> renamed = golden.tensors().values().stream()
                .map(tensor ->
                        new StoredTensor(rename.apply(tensor.name()), tensor.dtype(), tensor.shape(), tensor.bytes()))
                .toList();
        assertThat(renamed)
                .extracting(StoredTensor::name)
                .isNotEqualTo(List.copyOf(golden.tensors().keySet()));
        Path file = folder.resolve("renamed.safetensors");
        SafeTensorsWriter.write(file, renamed, golden.metadata());
        CollectedReport report = new CollectedReport();
        new CaseRunner("ref", new RefProvider().create(2), report).found(CaseFile.of("renamed.safetensors", file));
        assertThat(report.problems()).isEmpty();
        assertThat(report.rows()).extracting(Row::verdict).containsExactly(Row.Verdict.PASS);
    }
}
