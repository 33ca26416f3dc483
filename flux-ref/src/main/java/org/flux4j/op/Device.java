package org.flux4j.op;

import java.util.Optional;

/**
 * A device that a backend can run on.
 *
 * @param name what users select it by, such as {@code cpu}
 * @param memory the bytes of memory that tensors may take on it
 * @param unavailable the reason why the backend cannot run on it, in one line; empty if it can
 */
public record Device(String name, long memory, Optional<String> unavailable) {
    /** Returns the processor of this machine; tensors live on the Java heap. */
    public static Device cpu(Optional<String> unavailable) {
        return new Device("cpu", Runtime.getRuntime().maxMemory(), unavailable);
    }
}
