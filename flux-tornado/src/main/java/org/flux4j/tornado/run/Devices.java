package org.flux4j.tornado.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.flux4j.op.Check;
import org.flux4j.op.Device;
import uk.ac.manchester.tornado.api.TornadoBackend;
import uk.ac.manchester.tornado.api.TornadoRuntime;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.runtime.TornadoRuntimeProvider;

/** The devices that TornadoVM finds, through any of its backends. */
public final class Devices {
    /** Set by the argument file of the SDK, without which there is only the interface of TornadoVM. */
    private static final String LOADED = "tornado.load.api.implementation";

    /** Set to have all operators measured, in a benchmark. */
    private static final String MEASURE = "flux4j.device.times";

    private static final String NO_SDK =
            "Java was started without TornadoVM: install the SDK of TornadoVM 5.2 for JDK 25,"
                    + " and let TORNADOVM_HOME name its folder";

    private Devices() {}

    /** What TornadoVM found when it was first asked. */
    private static final class Found {
        static final Map<Device, TornadoDevice> DEVICES = new LinkedHashMap<>(); // the preferred one first
        static final List<Device> ALL = list(DEVICES);
        static final Map<Device, Calls> CALLS = new ConcurrentHashMap<>();
    }

    /** Returns the devices, or a single one that says why there are none. */
    public static List<Device> all() {
        return Found.ALL;
    }

    private static List<Device> list(Map<Device, TornadoDevice> devices) {
        if (System.getProperty(LOADED) == null) {
            return List.of(none(NO_SDK));
        }
        try {
            find(devices);
        } catch (Throwable e) { // errors of native libraries among them
            return List.of(none("TornadoVM cannot start: " + Failures.reason(e)));
        }
        return devices.isEmpty()
                ? List.of(none("TornadoVM finds no device: is a driver installed?"))
                : List.copyOf(devices.keySet());
    }

    private static Device none(String reason) {
        return new Device("none", 0, Optional.of(reason));
    }

    /**
     * Opens a device for operators to run on.
     *
     * @param device one of {@link #all}
     */
    public static Session open(Device device) {
        if (Boolean.getBoolean(MEASURE)) {
            return open(device, Meter.measuring());
        }
        Calls calls = Found.CALLS.computeIfAbsent(device, key -> new Calls(find(key), Meter.idle()));
        return new Session(new DeviceRunner(find(device), calls, Meter.idle()));
    }

    /**
     * Opens a device for operators to run on, which are measured. They share no compiled code with others.
     *
     * @param device one of {@link #all}
     */
    public static Session open(Device device, Meter meter) {
        return new Session(new DeviceRunner(find(device), new Calls(find(device), meter), meter));
    }

    private static TornadoDevice find(Device device) {
        TornadoDevice found = Found.DEVICES.get(device);
        Check.require(found != null, "tornado", "device", "one of " + Found.DEVICES.keySet(), device);
        return found;
    }

    private static void find(Map<Device, TornadoDevice> devices) {
        Options.set();
        TornadoRuntime runtime = TornadoRuntimeProvider.getTornadoRuntime();
        for (int i = 0; i < runtime.getNumBackends(); i++) {
            TornadoBackend backend = runtime.getBackend(i);
            String type = runtime.getBackendType(i).name().toLowerCase(Locale.ROOT);
            for (int j = 0; j < backend.getNumDevices(); j++) {
                TornadoDevice device = backend.getDevice(j);
                devices.put(new Device(type + "-" + j, device.getMaxGlobalMemory(), Optional.empty()), device);
            }
        }
    }
}
