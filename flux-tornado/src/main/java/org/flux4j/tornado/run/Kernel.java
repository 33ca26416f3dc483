package org.flux4j.tornado.run;

import uk.ac.manchester.tornado.api.common.TaskPackage;
import uk.ac.manchester.tornado.api.common.TornadoFunctions.Task10;
import uk.ac.manchester.tornado.api.common.TornadoFunctions.Task3;
import uk.ac.manchester.tornado.api.common.TornadoFunctions.Task4;
import uk.ac.manchester.tornado.api.common.TornadoFunctions.Task5;
import uk.ac.manchester.tornado.api.common.TornadoFunctions.Task6;
import uk.ac.manchester.tornado.api.common.TornadoFunctions.Task7;
import uk.ac.manchester.tornado.api.common.TornadoFunctions.Task8;

/**
 * A static method that runs on a device, once for each item of a grid. Its parameters are arrays: those of the arguments
 * and results, then {@code sizes} and {@code numbers}, for what the scalar twin receives as int and float. TornadoVM
 * would compile a scalar argument into the code, which could then serve no other shape.
 */
@SuppressWarnings("unchecked") // TornadoVM checks the arguments against the parameters of the method
public final class Kernel {
    /** Makes a task of a method and its arguments. */
    private interface Tasks {
        TaskPackage task(String id, Object[] a);
    }

    private final String name;
    private final Tasks tasks;

    private Kernel(String name, Tasks tasks) {
        this.name = name;
        this.tasks = tasks;
    }

    /** Returns the name of the operator, or of the part of it that the kernel computes. */
    public String name() {
        return name;
    }

    /** Returns a task that runs this kernel on the given arguments. */
    TaskPackage task(String id, Object[] arguments) {
        return tasks.task(id, arguments);
    }

    /** Returns the kernel of a method with 3 parameters. */
    public static <A, B, C> Kernel of(String name, Task3<A, B, C> method) {
        return new Kernel(name, (id, a) -> TaskPackage.createPackage(id, method, (A) a[0], (B) a[1], (C) a[2]));
    }

    /** Returns the kernel of a method with 4 parameters. */
    public static <A, B, C, D> Kernel of(String name, Task4<A, B, C, D> method) {
        return new Kernel(
                name, (id, a) -> TaskPackage.createPackage(id, method, (A) a[0], (B) a[1], (C) a[2], (D) a[3]));
    }

    /** Returns the kernel of a method with 5 parameters. */
    public static <A, B, C, D, E> Kernel of(String name, Task5<A, B, C, D, E> method) {
        return new Kernel(
                name,
                (id, a) -> TaskPackage.createPackage(id, method, (A) a[0], (B) a[1], (C) a[2], (D) a[3], (E) a[4]));
    }

    /** Returns the kernel of a method with 6 parameters. */
    public static <A, B, C, D, E, F> Kernel of(String name, Task6<A, B, C, D, E, F> method) {
        return new Kernel(
                name,
                (id, a) -> TaskPackage.createPackage(
                        id, method, (A) a[0], (B) a[1], (C) a[2], (D) a[3], (E) a[4], (F) a[5]));
    }

    /** Returns the kernel of a method with 7 parameters. */
    public static <A, B, C, D, E, F, G> Kernel of(String name, Task7<A, B, C, D, E, F, G> method) {
        return new Kernel(
                name,
                (id, a) -> TaskPackage.createPackage(
                        id, method, (A) a[0], (B) a[1], (C) a[2], (D) a[3], (E) a[4], (F) a[5], (G) a[6]));
    }

    /** Returns the kernel of a method with 8 parameters. */
    public static <A, B, C, D, E, F, G, H> Kernel of(String name, Task8<A, B, C, D, E, F, G, H> method) {
        return new Kernel(
                name,
                (id, a) -> TaskPackage.createPackage(
                        id, method, (A) a[0], (B) a[1], (C) a[2], (D) a[3], (E) a[4], (F) a[5], (G) a[6], (H) a[7]));
    }

    /** Returns the kernel of a method with 10 parameters. */
    public static <A, B, C, D, E, F, G, H, I, J> Kernel of(String name, Task10<A, B, C, D, E, F, G, H, I, J> method) {
        return new Kernel(
                name,
                (id, a) -> TaskPackage.createPackage(
                        id, method, (A) a[0], (B) a[1], (C) a[2], (D) a[3], (E) a[4], (F) a[5], (G) a[6], (H) a[7],
                        (I) a[8], (J) a[9]));
    }
}
