package org.flux4j.tornado;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Set;
import org.flux4j.op.Operators;
import org.flux4j.picture.Picture;
import org.flux4j.picture.PictureReader;
import org.flux4j.picture.Resolution;
import org.flux4j.pipeline.FluxPipeline;
import org.flux4j.pipeline.FluxPipelineBuilder;
import org.flux4j.ref.RefProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pictures of each tiny model are those of the reference. */
class TornadoEditTest {
    private static final int MOST_LEVELS = 2;
    private static final Set<String> EDITORS = Set.of("tiny-kontext", "tiny-random");

    /** The bytes that a heap may grow, for caches of classes and methods. */
    private static final long MOST_GROWTH = 8 << 20;

    @ParameterizedTest
    @ValueSource(strings = {"tiny-kontext", "tiny-random", "tiny-dev", "tiny-schnell", "tiny-official"})
    void picturesEqualThoseOfTheReference(String model) {
        Picture want;
        try (Operators ops = new RefProvider().create(2)) {
            want = picture(model, ops);
        }
        try (Operators ops = new TornadoProvider().create(2)) {
            Picture got = picture(model, ops);
            assertThat(got.size()).isEqualTo(want.size());
            int worst = 0;
            for (int i = 0; i < want.rgb().length; i++) {
                int difference = Byte.toUnsignedInt(got.rgb()[i]) - Byte.toUnsignedInt(want.rgb()[i]);
                worst = Math.max(worst, Math.abs(difference));
            }
            assertThat(want.rgb()).isNotEmpty();
            assertThat(worst).isLessThanOrEqualTo(MOST_LEVELS);
        }
    }

    /** As many as {@code -Dedits} says, which are a few unless it is given to Maven. */
    @Test
    void editsLeaveTheMemoryAsItWas() {
        int edits = Integer.getInteger("edits");
        long heap = 0;
        long device = 0;
        for (int i = 1; i <= edits; i++) {
            try (Operators ops = new TornadoProvider().create(2)) {
                picture("tiny-random", ops);
            }
            if (i == 2) {
                heap = usedHeap();
                device = DeviceMemory.used();
            }
        }
        assertThat(DeviceMemory.used()).isEqualTo(device);
        assertThat(usedHeap()).isLessThan(heap + MOST_GROWTH);
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static Picture picture(String model, Operators ops) {
        FluxPipelineBuilder builder = FluxPipeline.builder()
                .operators(ops)
                .model(Path.of("..", "testdata", model))
                .prompt("make it snow")
                .size(new Resolution(48, 64))
                .steps(3)
                .seed(7);
        if (EDITORS.contains(model)) {
            builder.reference(PictureReader.read(Path.of("..", "testdata", "pictures", "lake.jpg")));
        }
        return builder.build().run();
    }
}
