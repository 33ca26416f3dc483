package org.flux4j.op;

/**
 * Thrown when a device cannot do what a backend asks of it: a kernel does not compile, memory runs out, the driver reports
 * an error. The message says in one line what failed and where.
 */
public final class DeviceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception. */
    public DeviceException(String message) {
        super(message);
    }

    /** Creates an exception with a cause. */
    public DeviceException(String message, Throwable cause) {
        super(message, cause);
    }
}
