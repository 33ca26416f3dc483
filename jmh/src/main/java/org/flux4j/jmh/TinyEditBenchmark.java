package org.flux4j.jmh;

import java.nio.file.Path;
import org.flux4j.op.Operators;
import org.flux4j.picture.Picture;
import org.flux4j.picture.PictureReader;
import org.flux4j.picture.Resolution;
import org.flux4j.pipeline.FluxPipeline;
import org.openjdk.jmh.annotations.Param;

/** A benchmark of a whole edit with the tiny Kontext model: width × height × steps. */
public class TinyEditBenchmark extends ShapedBenchmark {
    private static final Path TESTDATA = Path.of("..", "testdata");
    private static final int TEXT_TOKENS = 64;

    /** The error allowed, in levels of a colour, as in the golden cases of whole edits. */
    private static final int LEVELS = 2;

    @Param("144x112x8")
    public String shape;

    private Picture cat;
    private FluxPipeline pipeline; // created at the first call: ops is set after the preparation

    @Override
    void prepare() {
        cat = PictureReader.read(TESTDATA.resolve("pictures/cat.jpg"));
    }

    @Override
    Object call() {
        if (pipeline == null) {
            pipeline = pipeline(ops);
        }
        return pipeline.run();
    }

    /** Makes the call without a scope, like the users of the pipeline. */
    @Override
    Object scoped() {
        return call();
    }

    @Override
    void check(Operators ref) {
        byte[] got = pipeline(ops).run().rgb();
        byte[] want = pipeline(ref).run().rgb();
        for (int i = 0; i < want.length; i++) {
            int error = Math.abs(Byte.toUnsignedInt(got[i]) - Byte.toUnsignedInt(want[i]));
            if (error > LEVELS) {
                throw new IllegalStateException("byte " + i + " of the picture is " + error + " levels off");
            }
        }
    }

    private FluxPipeline pipeline(Operators ops) {
        int[] sizes = sizes(shape);
        Resolution size = new Resolution(sizes[0], sizes[1]);
        return FluxPipeline.builder()
                .model(TESTDATA.resolve("tiny-random"))
                .prompt("Make the cat wear a blue hat")
                .reference(cat)
                .referenceSize(size)
                .size(size)
                .seed(42)
                .steps(sizes[2])
                .guidance(2.5f)
                .textTokens(TEXT_TOKENS)
                .operators(ops)
                .build();
    }

    @Override
    double flops() {
        return 0;
    }
}
