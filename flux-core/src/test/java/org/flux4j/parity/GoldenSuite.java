package org.flux4j.parity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.flux4j.BadInputException;

/** The golden cases that ship. */
public final class GoldenSuite {
    private static final List<Path> FOLDERS =
            List.of(Path.of("..", "testdata", "backward"), Path.of("..", "testdata", "golden"));

    private GoldenSuite() {}

    /** The names of all cases, each with its archive in front: {@code operators/linear-usual}. */
    public static Set<String> names() {
        return files().stream().map(CaseFile::name).collect(Collectors.toSet());
    }

    /** Every case there is; at least one, and no file that cannot be read. */
    static List<CaseFile> files() {
        List<CaseFile> files = new ArrayList<>();
        for (Path folder : FOLDERS) {
            int before = files.size();
            CaseFiles.visit(folder, new CaseFiles.Visitor() {
                @Override
                public void found(CaseFile file) {
                    files.add(file);
                }

                @Override
                public void unreadable(BadInputException problem) {
                    throw problem;
                }
            });
            assertThat(files).as("%s", folder).hasSizeGreaterThan(before);
        }
        return files;
    }
}
