package org.flux4j.tornado.run;

/** What the kernels of a session run on: a device, or nothing if memory is only planned. */
interface Runner extends AutoCloseable {
    /** Returns what runs calls by themselves. */
    Engine calls();

    /** Makes a recorded step ready to be run. */
    Replay compile(StepPlan plan);

    /** Returns what measures the kernels and copies. */
    Meter meter();

    @Override
    void close();
}
