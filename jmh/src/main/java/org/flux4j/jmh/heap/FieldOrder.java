package org.flux4j.jmh.heap;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jol.info.ClassLayout;
import org.openjdk.jol.info.FieldLayout;

/** The bytes of an object in the order in which they lie: its header, its fields and what is left unused. */
final class FieldOrder {
    private final List<String> runs = new ArrayList<>();
    private long end;

    private FieldOrder() {}

    /** As in "24 bytes: 12 header, 4 shape (Shape), 4 data (float[]), 4 unused". */
    static String text(ClassLayout layout) {
        FieldOrder order = new FieldOrder();
        order.add(layout.headerSize(), "header");
        for (FieldLayout field : layout.fields()) {
            order.unusedUntil(field.offset());
            order.add(field.size(), field.name() + " (" + simpleName(field.typeClass()) + ")");
        }
        order.unusedUntil(layout.instanceSize());
        return layout.instanceSize() + " bytes: " + String.join(", ", order.runs);
    }

    private void unusedUntil(long offset) {
        if (offset > end) {
            add(offset - end, "unused");
        }
    }

    private void add(long size, String what) {
        runs.add(size + " " + what);
        end += size;
    }

    private static String simpleName(String className) {
        return className.substring(className.lastIndexOf('.') + 1).replace('$', '.');
    }
}
