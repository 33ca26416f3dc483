package org.flux4j.vector.lanes;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Memory that is mapped to a file, which another program may cut short while it is read. */
public final class Mapped {
    private Mapped() {}

    /**
     * Makes the compiled code of the caller one that may fault, so that reading beyond the end of the file throws an {@link
     * InternalError}. HotSpot knows such code by its plain reads of memory: code that reads by vectors alone would end the
     * process instead. The byte that is read here is not used, and its cost cannot be measured.
     */
    public static void mayFault(MemorySegment bytes, long offset) {
        bytes.get(ValueLayout.JAVA_BYTE, offset);
    }
}
