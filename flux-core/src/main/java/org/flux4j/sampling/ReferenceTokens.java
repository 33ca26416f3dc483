package org.flux4j.sampling;

import java.util.ArrayList;
import java.util.List;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;

/**
 * The tokens of the reference pictures of FLUX.1 Kontext: their packed latents, which follow the tokens of the picture
 * being generated.
 *
 * @param tokens the tokens of all references, [L, C]
 * @param ids their position ids, [L, 3]: in plane 1, while the picture being generated is in plane 0
 */
public record ReferenceTokens(Tensor tokens, Tensor ids) {
    private static final int PLANE = 1;

    /**
     * Returns the tokens of one or more references.
     *
     * <p>The first reference begins at row 0, column 0, as in flux@802fb47 sampling.py, {@code prepare_kontext}. The
     * official code accepts no more than one. Each further reference is placed in the same plane, beside or below those
     * before it, whichever keeps the whole closer to a square, as if all were parts of one picture. A plane per
     * reference would be unlike anything the model was trained on.
     *
     * <p>Source for more than one: stable-diffusion.cpp#707, ComfyUI#9356 (method {@code offset}).
     *
     * @param latents at least one latent, each [C, H, W] with H and W even
     * @throws IllegalArgumentException if there are no latents
     */
    public static ReferenceTokens of(Operators ops, List<Tensor> latents) {
        List<Tensor> tokens = new ArrayList<>();
        List<Tensor> ids = new ArrayList<>();
        int height = 0; // of the references placed so far, in tokens
        int width = 0;
        for (Tensor latent : latents) {
            TokenGrid grid = TokenGrid.of(latent);
            boolean beside = grid.rows() + height > grid.columns() + width;
            int top = beside ? 0 : height;
            int left = beside ? width : 0;
            tokens.add(ops.pack(latent));
            ids.add(grid.ids(PLANE, top, left));
            height = Math.max(height, top + grid.rows());
            width = Math.max(width, left + grid.columns());
        }
        return new ReferenceTokens(join(ops, tokens), join(ops, ids));
    }

    private static Tensor join(Operators ops, List<Tensor> parts) {
        return parts.stream()
                .reduce((joined, part) -> ops.concat(joined, part, 0))
                .orElseThrow(() -> new IllegalArgumentException("no references"));
    }
}
