package org.flux4j.tornado.run;

import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Set;
import org.flux4j.op.DeviceException;
import org.flux4j.op.Storage;
import org.flux4j.op.Tensor;
import uk.ac.manchester.tornado.api.common.TornadoDevice;

/**
 * The memory on the device that a recorded step takes.
 *
 * @param constants the bytes of weights, and of other tensors that do not change from run to run
 * @param activations the bytes of inputs and results
 * @param largest the bytes of the largest array
 */
record Demand(long constants, long activations, long largest) {
    private static final double GIGA = 1e9;

    /** Returns what a step takes. */
    static Demand of(StepPlan plan) {
        Set<Storage> changing = Collections.newSetFromMap(new IdentityHashMap<>());
        plan.inputs().forEach(input -> changing.add(input.storage()));
        long constants = 0;
        long largest = 0;
        for (Segment segment : plan.segments()) {
            Set<Object> seen = new HashSet<>(); // a graph has an array of its own for each constant
            for (Launch.Operand operand : segment.operands()) {
                if (!varies(operand, changing, plan.buffers()) && seen.add(Constants.key(operand))) {
                    long bytes = Copies.count(operand) * Copies.size(operand);
                    constants += bytes;
                    largest = Math.max(largest, bytes);
                }
            }
        }
        long elements = 0;
        for (Tensor input : plan.inputs()) {
            elements += input.shape().count();
        }
        for (long size : plan.buffers().sizes()) {
            elements += size;
            largest = Math.max(largest, size * Float.BYTES);
        }
        return new Demand(constants, elements * Float.BYTES, largest);
    }

    /** Returns whether an operand is an input of the step, or the result of a call. */
    private static boolean varies(Launch.Operand operand, Set<Storage> changing, BufferPlan plan) {
        if (operand instanceof Launch.Input input) {
            Storage storage = input.tensor().storage();
            return changing.contains(storage) || plan.buffer(storage).isPresent();
        }
        return operand instanceof Launch.Result;
    }

    /** Returns the bytes in all. */
    long bytes() {
        return constants + activations;
    }

    /**
     * Checks that a device has as much.
     *
     * @throws DeviceException if it has less
     */
    void check(TornadoDevice device) {
        long needed = bytes();
        if (needed > device.getMaxGlobalMemory()) {
            throw new DeviceException(String.format(
                    Locale.ROOT,
                    "device %s: does not fit: needs %.1f GB, %.1f for weights and other constants and %.1f for activations;"
                            + " the device has %.1f GB",
                    device.getDeviceName(),
                    needed / GIGA,
                    constants / GIGA,
                    activations / GIGA,
                    device.getMaxGlobalMemory() / GIGA));
        }
        if (largest >= device.getMaxAllocMemory()) {
            throw new DeviceException(String.format(
                    Locale.ROOT,
                    "device %s: does not fit: needs an array of %.1f GB; the device allows less than %.1f GB for one",
                    device.getDeviceName(),
                    largest / GIGA,
                    device.getMaxAllocMemory() / GIGA));
        }
    }
}
