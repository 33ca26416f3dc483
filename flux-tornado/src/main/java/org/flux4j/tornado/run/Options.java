package org.flux4j.tornado.run;

import java.util.Map;

/** The options of TornadoVM that the kernels rely on. TornadoVM reads them once, when it starts. */
final class Options {
    private static final Map<String, String> NEEDED = Map.of(
            "tornado.recover.bailout",
                    "False", // a kernel that does not compile is an error, not a run on the processor
            "tornado.opencl.compiler.flags",
                    "-w", // the default has -cl-fast-relaxed-math, to which the root of ∞ is NaN
            "tornado.enable.nativeFunctions", "False", // a sine is a sine, not an approximation, even in double
            "tornado.enable.fastMathOptimizations", "False", // as is a quotient
            "tornado.tvm.maxbytecodesize", "1048576", // for task graphs of a hundred tasks
            "tornado.max.events", "64", // of each task: that many are enough to wait for, and more take time
            "tornado.device.memory", "1048576MB"); // the device knows its own limit

    private Options() {}

    /** Sets the options, except those that the user has set. */
    static void set() {
        NEEDED.forEach((name, value) -> System.setProperty(name, System.getProperty(name, value)));
    }
}
