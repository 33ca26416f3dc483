package org.flux4j.op;

/** Where the time of a device goes, as told by {@link Operators} that run on one, and that were created to measure it. */
public interface DeviceTimes {
    /** Returns the time that kernels ran, in nanoseconds, since the operators were created; 0 if it is not measured. */
    long kernelNanos();

    /** Returns the time that was spent copying to and from the device, in nanoseconds; 0 if it is not measured. */
    long copyNanos();
}
