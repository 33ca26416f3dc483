package org.flux4j.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flux4j.Limits;
import org.flux4j.sampling.Seed;
import org.flux4j.train.world.ContactSheet;
import org.flux4j.train.world.Example;
import org.flux4j.train.world.Kind;
import org.flux4j.train.world.Split;
import org.flux4j.train.world.World;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code flux scenes}, which draws examples of the drawn world. */
@Command(
        name = "scenes",
        description = "Draw scenes to train and test small models with: edits with the exact target, and captions.")
final class ScenesCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(names = "-n", paramLabel = "N", description = "Number of scenes (default: 16).")
    private int count = 16;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "recolor, reshape, remove, background, box, resize, move or caption (default: all in turn).")
    private Kind kind;

    @Option(
            names = "--held-out",
            description = "Draw scenes to test with: each needs a colour and a shape that training never combines.")
    private boolean heldOut;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "Seed of the choices, from -2^63 to 2^64-1: the same seed gives the same scenes (default: 0).")
    private Seed seed = new Seed(0);

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            description =
                    "Write the pictures into this new folder, and a list of them with their prompts, scenes.jsonl.")
    private Path folder;

    @Option(
            names = "--sheet",
            paramLabel = "FILE",
            description = "Write a contact sheet, a PNG file; - for standard output (default: without --output, a new"
                    + " file scenes.png).")
    private String sheet;

    @Override
    public void run() {
        Limits.check("scenes", count, Limits.SCENES);
        Output sheetOutput = folder == null || sheet != null ? Output.of(sheet, spec.name()) : null;
        if (sheetOutput != null) {
            Limits.check("scenes of a sheet", count, ContactSheet.LIMIT);
            sheetOutput.check();
        }
        if (folder != null) {
            writeFolder();
        }
        if (sheetOutput != null) {
            writeSheet(sheetOutput);
        }
    }

    private void writeFolder() {
        SceneFolder scenes = new SceneFolder(folder);
        scenes.create();
        examples().forEach(scenes::add);
        scenes.finish();
        report(spec.commandLine().getOut(), folder);
    }

    private void writeSheet(Output output) {
        List<ContactSheet.Group> groups = examples().map(ContactSheet::group).toList();
        Path file = output.write(ContactSheet.of(groups), Map.of());
        report(
                output.isStream()
                        ? spec.commandLine().getErr()
                        : spec.commandLine().getOut(),
                file);
    }

    private void report(PrintWriter out, Path path) {
        out.println("wrote " + path + " (seed " + seed + ")");
    }

    private Stream<Example> examples() {
        World world = new World(seed.bits(), heldOut ? Split.HELD_OUT : Split.TRAINING);
        List<Kind> kinds = kind == null ? List.of(Kind.values()) : List.of(kind);
        return IntStream.range(0, count).mapToObj(i -> world.example(kinds.get(i % kinds.size()), i));
    }
}
