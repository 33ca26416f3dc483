package org.flux4j.io;

import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.flux4j.BadInputException;
import org.flux4j.OneLine;
import org.flux4j.op.DType;
import org.flux4j.op.Shape;

/**
 * Reads and checks the header of a GGUF file of version 2 or 3:
 *
 * <pre>
 * "GGUF" | u32 version | u64 tensors | u64 entries | metadata: key, type, value | tensors: name, axes, type, offset | padding | bytes
 * </pre>
 *
 * <p>Offsets count from the end of the padding, and are multiples of the alignment. The first axis is the contiguous one:
 * the axes are in the opposite order of PyTorch's. Blocks run along it.
 *
 * <p>Source: <a href="https://github.com/ggml-org/ggml/blob/master/src/gguf.cpp">gguf.cpp</a>.
 */
final class GgufHeader {
    private static final int VERSION_2 = 2;
    private static final int VERSION_3 = 3;
    private static final int MOST_AXES = 4;

    /** The longest name of a tensor, in bytes: twice that of ggml, as in files of city96's converter. */
    private static final int LONGEST_NAME = 127;

    private static final long ALIGNMENT = 32;
    private static final String ALIGNMENT_KEY = "general.alignment";

    /** The true shape of a tensor that a converter flattened, in the order of PyTorch. */
    private static final String ORIGINAL_SHAPE = "comfy.gguf.orig_shape.";

    private static final Pattern SHAPE = Pattern.compile("\\[[0-9]{1,9}(, [0-9]{1,9})*]");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    /** A tensor whose bytes begin at an offset. */
    private record Entry(String name, DType dtype, Shape shape, long offset) {
        long end() {
            return offset + dtype.byteSize(shape.count());
        }
    }

    private final String source;
    private final MemorySegment file;
    private final GgufValues values;
    private final Map<String, String> metadata = new LinkedHashMap<>();

    private GgufHeader(String source, MemorySegment file) {
        this.source = source;
        this.file = file;
        this.values = new GgufValues(source, file, Gguf.MAGIC.length);
    }

    static Gguf read(String source, MemorySegment file) {
        if (file.byteSize() < Gguf.MAGIC.length
                || file.asSlice(0, Gguf.MAGIC.length).mismatch(MemorySegment.ofArray(Gguf.MAGIC)) >= 0) {
            throw new BadInputException(source + ": not a GGUF file");
        }
        return new GgufHeader(source, file).read();
    }

    private Gguf read() {
        int version = values.u32();
        if (version == Integer.reverseBytes(VERSION_2) || version == Integer.reverseBytes(VERSION_3)) {
            throw values.bad("a big-endian GGUF file: expected a little-endian one");
        }
        if (version != VERSION_2 && version != VERSION_3) {
            throw values.bad("GGUF version: expected 2 or 3, found " + Integer.toUnsignedString(version));
        }
        long tensors = values.u64("tensors");
        long keys = values.u64("metadata");
        for (long i = 0; i < keys; i++) {
            String key = values.string();
            if (metadata.put(key, values.value(values.u32())) != null) {
                throw values.bad("metadata: two entries of the name " + shown(key));
            }
        }
        List<Entry> entries = new ArrayList<>();
        for (long i = 0; i < tensors; i++) {
            entries.add(entry());
        }
        long alignment = alignment();
        long data = Math.ceilDiv(values.at(), alignment) * alignment;
        check(entries, alignment, Math.max(0, file.byteSize() - data));
        Map<String, StoredTensor> stored = new LinkedHashMap<>();
        for (Entry entry : entries) {
            MemorySegment bytes = entry.end() == entry.offset
                    ? file.asSlice(0, 0)
                    : file.asSlice(data + entry.offset, entry.end() - entry.offset);
            if (stored.put(entry.name, new StoredTensor(entry.name, entry.dtype, entry.shape, bytes)) != null) {
                throw bad(entry.name, "there are two of this name");
            }
        }
        return new Gguf(source, Collections.unmodifiableMap(metadata), Collections.unmodifiableMap(stored));
    }

    private Entry entry() {
        String name = values.string();
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            throw bad(name, "a name of more than " + LONGEST_NAME + " bytes");
        }
        int axes = values.u32();
        if (axes < 0 || axes > MOST_AXES) {
            throw bad(name, "expected at most " + MOST_AXES + " axes, found " + Integer.toUnsignedString(axes));
        }
        int[] sizes = new int[axes];
        long count = 1;
        for (int axis = axes - 1; axis >= 0; axis--) {
            long size = values.u64("tensor " + shown(name));
            sizes[axis] = (int) size;
            if (size > Integer.MAX_VALUE || count > Long.MAX_VALUE / Math.max(1, size)) {
                throw bad(name, "its shape is too large");
            }
            count *= size;
        }
        DType dtype = type(name, values.u32());
        int row = axes == 0 ? 1 : sizes[axes - 1];
        if (row % dtype.weightsPerBlock() != 0) {
            throw bad(name, dtype + ": expected rows of a multiple of " + dtype.weightsPerBlock() + ", found " + row);
        }
        return new Entry(name, dtype, shape(name, Shape.of(sizes)), values.u64("tensor " + shown(name)));
    }

    private DType type(String name, int number) {
        GgufType type = GgufType.of(number)
                .orElseThrow(() -> bad(name, "there is no type " + Integer.toUnsignedString(number)));
        return type.dtype().orElseThrow(() -> bad(name, "weights of type " + type + " are not supported"));
    }

    private Shape shape(String name, Shape shape) {
        String original = metadata.get(ORIGINAL_SHAPE + name);
        if (original == null) {
            return shape;
        }
        if (SHAPE.matcher(original).matches()) {
            int[] sizes = NUMBER.matcher(original)
                    .results()
                    .mapToInt(number -> Integer.parseInt(number.group()))
                    .toArray();
            if (sizes.length <= MOST_AXES && BigInteger.valueOf(shape.count()).equals(product(sizes))) {
                return Shape.of(sizes);
            }
        }
        throw bad(name, "shape " + shape + ", but originally " + shown(original));
    }

    private static BigInteger product(int... sizes) {
        return IntStream.of(sizes).mapToObj(BigInteger::valueOf).reduce(BigInteger.ONE, BigInteger::multiply);
    }

    private long alignment() {
        String text = metadata.get(ALIGNMENT_KEY);
        if (text == null) {
            return ALIGNMENT;
        }
        long alignment = text.matches("[0-9]{1,10}") ? Long.parseLong(text) : 0;
        if (Long.bitCount(alignment) != 1) {
            throw values.bad(ALIGNMENT_KEY + ": expected a power of two, found " + shown(text));
        }
        return alignment;
    }

    private void check(List<Entry> entries, long alignment, long size) {
        List<Entry> ordered = entries.stream()
                .sorted(Comparator.comparingLong(Entry::offset).thenComparingLong(entry -> entry.shape.count()))
                .toList();
        long end = 0;
        for (Entry entry : ordered) {
            if (entry.offset % alignment != 0) {
                throw bad(entry.name, "offset " + entry.offset + " is not a multiple of " + alignment);
            }
            if (entry.offset > size || entry.shape.count() > 8 * size || entry.end() > size) {
                throw bad(
                        entry.name,
                        "byte " + entry.offset + " of " + size + ": the file is cut short, or damaged: " + entry.dtype
                                + " of shape " + entry.shape + " does not lie within it");
            }
            if (entry.offset < end) {
                throw bad(entry.name, "its bytes overlap those of another tensor");
            }
            end = entry.end();
        }
    }

    private BadInputException bad(String name, String what) {
        return values.bad("tensor " + shown(name) + ": " + what);
    }

    private static String shown(String text) {
        return OneLine.of(text, LONGEST_NAME);
    }
}
