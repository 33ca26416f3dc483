package org.flux4j.tornado.run;

import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.flux4j.op.DeviceException;
import uk.ac.manchester.tornado.api.exceptions.TornadoInternalError;

/** Turns what TornadoVM throws into a {@link DeviceException} that says where. */
final class Failures {
    private Failures() {}

    /**
     * Runs code that uses the device.
     *
     * @param what the kernel or the graph that runs
     */
    static <T> T explain(String what, Supplier<T> code) {
        try {
            return code.get();
        } catch (RuntimeException | TornadoInternalError e) {
            throw new DeviceException("device: " + what + ": " + reason(e), e);
        }
    }

    /** Returns the message of the root cause, in one line. */
    static String reason(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return message.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
