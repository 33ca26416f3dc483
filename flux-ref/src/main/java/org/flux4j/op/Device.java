package org.flux4j.op;

import java.util.Optional;

/**
 * A device that a backend can run on.
 *
 * @param name the name that users select the device by, such as {@code cpu}
 * @param memory the memory available to tensors, in bytes
 * @param unavailable the reason why the backend cannot run on the device, in one line; empty if it can
 */
public record Device(String name, long memory, Optional<String> unavailable) {
    /** Returns the processor of this machine, whose tensors live on the Java heap. */
    public static Device cpu(Optional<String> unavailable) {
        return new Device("cpu", Runtime.getRuntime().maxMemory(), unavailable);
    }
}
