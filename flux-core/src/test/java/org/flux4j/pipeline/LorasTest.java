package org.flux4j.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.flux4j.BadInputException;
import org.flux4j.picture.Resolution;
import org.junit.jupiter.api.Test;

class LorasTest {
    private static final Path PEFT = TinyRuns.model("loras").resolve("peft.safetensors");
    private static final Path XLABS = PEFT.resolveSibling("xlabs.safetensors");

    private static FluxPipelineBuilder small() {
        return TinyRuns.generate("tiny-dev").size(new Resolution(32, 32)).steps(1);
    }

    @Test
    void changeThePicture() {
        byte[] both = small().lora(PEFT, 0.5f).lora(XLABS, -1).build().run().rgb();
        assertThat(both).isNotEqualTo(small().build().run().rgb());
        assertThat(both).isNotEqualTo(small().lora(PEFT, 0.5f).build().run().rgb());
    }

    @Test
    void belongToTheModelThatIsOpened() {
        Model model = Model.open(TinyRuns.model("tiny-dev"));
        assertThatThrownBy(() -> small().model(model).lora(PEFT, 1).build())
                .isInstanceOf(BadInputException.class)
                .hasMessage("loras: expected none for a model that is open already, found 1");
    }

    @Test
    void haveAFiniteStrength() {
        assertThatThrownBy(() -> small().lora(PEFT, Float.NaN))
                .isInstanceOf(BadInputException.class)
                .hasMessage(PEFT + ": strength: expected a finite number, found NaN");
    }
}
