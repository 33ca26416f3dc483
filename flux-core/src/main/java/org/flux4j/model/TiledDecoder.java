package org.flux4j.model;

import java.util.ArrayList;
import java.util.List;
import org.flux4j.op.Operators;
import org.flux4j.op.Scope;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;

/**
 * A decoder whose finest levels decode tile by tile, in the memory of one tile. The result is that of the whole, up to
 * rounding: the middle, whose attention sees all pixels, and the coarse levels decode the whole, tiles overlap as far as the
 * fine levels see, and their norms use the statistics of {@linkplain SharedNorms all tiles}. So nothing is left to blend.
 * Tiles are decoded once more for each norm; that is the price.
 */
final class TiledDecoder {
    private final Decoder decoder;
    private final int side; // of a tile without what it overlaps, in pixels of the input of the fine levels

    /** @param pixels the height and width of a tile in the picture */
    TiledDecoder(Decoder decoder, int pixels) {
        this.decoder = decoder;
        this.side = Math.max(1, pixels / decoder.fineScale());
    }

    /** Returns the picture of a latent: [z_channels, H, W] to [out_ch, f·H, f·W]. Elements are read, so it is no step. */
    Tensor forward(Operators ops, Tensor z) {
        try (Scope scope = ops.scope("tiles")) {
            Tensor map = decoder.coarse(ops, z);
            scope.trim();
            List<Tile> tiles = tiles(map);
            SharedNorms norms = new SharedNorms(ops);
            Tensor picture = null;
            while (picture == null) {
                for (Tile tile : tiles) {
                    picture = decode(ops, norms, map, tile, picture);
                }
                norms.endPass();
            }
            return picture;
        }
    }

    /** Returns a tile of the picture; on shapes alone, which have no statistics, it takes as much memory as the whole. */
    Tensor plan(Operators ops, Tensor z) {
        try (Scope scope = ops.scope("tiles")) {
            Tensor map = decoder.coarse(ops, z);
            scope.trim();
            Tile largest = tiles(map).stream()
                    .reduce((a, b) -> a.pixels() >= b.pixels() ? a : b)
                    .orElseThrow();
            return scope.keep(decoder.fine(SharedNorms.planned(ops), largest.of(ops, map)));
        }
    }

    /** Decodes a tile and copies it into the picture, which begins with it; null if a norm had to be measured instead. */
    @SuppressWarnings("try") // the scope has but to close
    private Tensor decode(Operators ops, SharedNorms norms, Tensor map, Tile tile, Tensor picture) {
        try (Scope scope = ops.scope("tile")) {
            Tensor part = decoder.fine(norms.within(tile), tile.of(ops, map));
            int scale = decoder.fineScale();
            Tensor whole = picture != null
                    ? picture
                    : Tensor.zeros(Shape.of(part.dim(0), map.dim(1) * scale, map.dim(2) * scale));
            tile.copy(part, whole);
            return whole;
        } catch (SharedNorms.Measured measured) {
            return null;
        }
    }

    private List<Tile> tiles(Tensor map) {
        List<Tile> tiles = new ArrayList<>();
        int reach = decoder.fineReach();
        for (int top = 0; top < map.dim(1); top += side) {
            for (int left = 0; left < map.dim(2); left += side) {
                tiles.add(new Tile(
                        Tile.Span.of(top, side, reach, map.dim(1)), Tile.Span.of(left, side, reach, map.dim(2))));
            }
        }
        return tiles;
    }
}
