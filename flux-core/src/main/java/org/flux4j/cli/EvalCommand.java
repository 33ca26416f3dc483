package org.flux4j.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.flux4j.Limits;
import org.flux4j.op.Operators;
import org.flux4j.picture.Picture;
import org.flux4j.pipeline.Model;
import org.flux4j.sampling.Seed;
import org.flux4j.train.world.ContactSheet;
import org.flux4j.train.world.EditScore;
import org.flux4j.train.world.Evaluation;
import org.flux4j.train.world.Example;
import org.flux4j.train.world.Kind;
import org.flux4j.train.world.Split;
import org.flux4j.train.world.World;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code flux eval}, which judges a model by edits and captions of the drawn world. */
@Command(
        name = "eval",
        description = "Judge a model by scenes that it was not trained on, with the exact target of each edit known.")
final class EvalCommand implements Runnable {
    private static final int MOST = ContactSheet.LIMIT / Kind.values().length;

    @Spec
    private CommandSpec spec;

    @Option(names = "-n", paramLabel = "N", description = "Number of examples of each kind (default: 10).")
    private int count = 10;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the scenes and of the noise (default: 0).")
    private Seed seed = new Seed(0);

    @Option(
            names = "--sheet",
            paramLabel = "FILE",
            description = "Write a contact sheet of all examples, a PNG file: input, output, target and prompt; - for "
                    + "standard output.")
    private String sheet;

    @Mixin
    private ModelOptions model;

    @Mixin
    private BackendOptions backend;

    @Override
    public void run() {
        Limits.check("examples", count, MOST);
        Output output = sheet == null ? null : Output.of(sheet, spec.name());
        if (output != null) {
            output.check();
        }
        PrintWriter out = output != null && output.isStream()
                ? spec.commandLine().getErr()
                : spec.commandLine().getOut();
        Model opened = model.open();
        try (Operators ops = backend.backend().open()) {
            Evaluation evaluation = new Evaluation(example -> paint(opened, ops, example));
            World world = new World(seed.bits(), Split.HELD_OUT);
            out.println(Evaluation.Row.HEAD);
            for (Kind kind : Kind.values()) {
                List<Example> examples = IntStream.range(0, count)
                        .mapToObj(i -> world.example(kind, i))
                        .toList();
                out.println(evaluation.score(examples));
                out.flush();
            }
            out.printf(Locale.ROOT, "autoencoder: PSNR %.1f dB%n", psnr(opened, ops, world));
            if (output != null) {
                out.println("wrote " + output.write(ContactSheet.of(evaluation.groups()), Map.of()));
            }
        }
    }

    private Picture paint(Model opened, Operators ops, Example example) {
        return PictureRequest.of(opened, ops, example.prompt(), example.input())
                .seed(seed.bits())
                .build()
                .run();
    }

    /** Returns the peak signal-to-noise ratio of scenes that are encoded and decoded, in dB. */
    private double psnr(Model opened, Operators ops, World world) {
        return IntStream.range(0, count)
                .mapToObj(i -> world.caption(i).target())
                .mapToDouble(picture -> EditScore.psnr(picture, opened.reconstruct(ops, picture)))
                .average()
                .orElseThrow();
    }
}
