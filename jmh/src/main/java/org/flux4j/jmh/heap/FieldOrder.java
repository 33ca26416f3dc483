package org.flux4j.jmh.heap;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jol.info.ClassLayout;
import org.openjdk.jol.info.FieldLayout;

/** The layout of an object: its header, its fields and unused bytes, in their order on the heap. */
final class FieldOrder {
    private final List<String> runs = new ArrayList<>();
    private long end;

    private FieldOrder() {}

    /** Returns the layout as a text, such as "24 bytes: 12 header, 4 shape (Shape), 4 storage (Storage), 4 unused". */
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

    /** Adds the unused bytes before an offset, if there are any. */
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
