package org.flux4j.tornado;

import org.flux4j.op.Operators;
import org.flux4j.tornado.run.Session;

/** The provider of {@link LoopOperators}, under the name {@code tornado-loops}. */
public final class LoopProvider extends KernelProvider {
    /** Creates the provider, for {@link java.util.ServiceLoader}. */
    public LoopProvider() {}

    @Override
    public String name() {
        return "tornado-loops";
    }

    @Override
    public String description() {
        return "the kernels of tornado that are plain loops, to be read and compared; slow";
    }

    @Override
    Operators operators(Session session) {
        return new LoopOperators(session);
    }
}
