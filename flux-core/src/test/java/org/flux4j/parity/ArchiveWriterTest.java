package org.flux4j.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.flux4j.BadInputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveWriterTest {
    @TempDir
    private Path temporary;

    private Path folder;

    @BeforeEach
    void writeCases() throws IOException {
        folder = Files.createDirectories(temporary.resolve("cases/deep/deeper"))
                .getParent()
                .getParent();
        CaseBuilder.linear().write(folder.resolve("b.safetensors"));
        CaseBuilder.linear().write(folder.resolve("deep/deeper/a.safetensors"));
        Files.writeString(folder.resolve("notes.txt"), "no case");
    }

    @Test
    void theSameCasesGiveTheSameBytes() throws IOException {
        Path one = temporary.resolve("one.tar.gz");
        Path two = temporary.resolve("two.tar.gz");
        assertThat(ArchiveWriter.write(folder, one)).isEqualTo(2);
        Files.setLastModifiedTime(folder.resolve("b.safetensors"), FileTime.fromMillis(123_456_789));
        ArchiveWriter.write(folder, two);
        assertThat(two).hasSameBinaryContentAs(one);
    }

    @Test
    void whatIsPackedIsFoundAgain() {
        Path archive = temporary.resolve("group.tar.gz");
        ArchiveWriter.write(folder, archive);
        List<CaseFile> found = found(archive);
        assertThat(found).extracting(CaseFile::name).containsExactly("group/b", "group/deep/deeper/a");
        assertThat(found)
                .extracting(CaseFile::folder)
                .containsExactly(
                        temporary.toAbsolutePath(), temporary.toAbsolutePath().resolve("deep/deeper"));
        assertThat(GoldenCase.read(found.getFirst())
                        .expected()
                        .get("y")
                        .tensor()
                        .data())
                .containsExactly(17, 18);
    }

    @Test
    void aBrokenCaseIsNotPacked() throws IOException {
        CaseBuilder.linear().metadata("op", null).write(folder.resolve("broken.safetensors"));
        Path archive = temporary.resolve("group.tar.gz");
        assertThatThrownBy(() -> ArchiveWriter.write(folder, archive))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("broken.safetensors: metadata: no op");
        assertThat(temporary).isDirectoryNotContaining("glob:**group*");
    }

    @Test
    void theArchiveMustBeNamedAsOne() {
        assertThatThrownBy(() -> ArchiveWriter.write(folder, temporary.resolve("group.zip")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("group.zip: expected a name that ends in .tar.gz");
    }

    @Test
    void aFolderWithoutCasesMakesNoArchive() throws IOException {
        Path empty = Files.createDirectory(temporary.resolve("empty"));
        assertThatThrownBy(() -> ArchiveWriter.write(empty, temporary.resolve("group.tar.gz")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("empty: no golden cases in it");
    }

    private static List<CaseFile> found(Path path) {
        List<CaseFile> found = new ArrayList<>();
        CaseFiles.visit(path, new CaseFiles.Visitor() {
            @Override
            public void found(CaseFile file) {
                found.add(file);
            }

            @Override
            public void unreadable(BadInputException problem) {
                throw problem;
            }
        });
        return found;
    }
}
