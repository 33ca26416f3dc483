package org.flux4j.sampling;

import java.util.ArrayList;
import java.util.List;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;

/**
 * What FLUX.1 Kontext sees of the pictures it refers to: their packed latents, which follow the tokens of the picture
 * being made.
 *
 * @param tokens [L, C]
 * @param ids [L, 3]: plane 1, where the picture being made has plane 0
 */
public record ReferenceTokens(Tensor tokens, Tensor ids) {
    private static final int PLANE = 1;

    /**
     * One or several references. The first begins at row 0, column 0, as in flux@802fb47 sampling.py, {@code
     * prepare_kontext}. The official code takes no more; further ones are placed on the same plane beside or below what is
     * already there, whichever keeps the whole squarer, as if they were one picture put together. Each in a plane of its own
     * would be what the model has never seen.
     *
     * <p>Source for several: stable-diffusion.cpp#707, ComfyUI#9356 (method {@code offset}).
     *
     * @param latents [C, H, W] each, H and W even; at least one
     */
    public static ReferenceTokens of(Operators ops, List<Tensor> latents) {
        List<Tensor> tokens = new ArrayList<>();
        List<Tensor> ids = new ArrayList<>();
        int height = 0; // of what is placed so far, in tokens
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

    private static Tensor join(Operators ops, List<Tensor> rows) {
        return rows.stream()
                .reduce((above, below) -> ops.concat(above, below, 0))
                .orElseThrow(() -> new IllegalArgumentException("no references"));
    }
}
