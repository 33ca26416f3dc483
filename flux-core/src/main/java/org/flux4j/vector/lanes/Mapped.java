package org.flux4j.vector.lanes;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Memory that is mapped to a file, which another program may cut short while it is read. */
public final class Mapped {
    private Mapped() {}

    /**
     * Makes the compiled code of the caller one that may fault, so that reading beyond the end of the file throws an {@link
     * InternalError}. HotSpot knows such code by its plain reads of memory: code that reads by vectors alone would end the
     * process instead. The call belongs behind the loop, as a loop that is compiled while it runs lacks what is before it.
     *
     * <p>Until the loop is compiled as a whole, its vector reads may be compiled alone, and can still end the process.
     */
    public static void mayFault(MemorySegment bytes, long offset) {
        if (offset < bytes.byteSize()) {
            bytes.get(ValueLayout.JAVA_BYTE, offset);
        }
    }
}
