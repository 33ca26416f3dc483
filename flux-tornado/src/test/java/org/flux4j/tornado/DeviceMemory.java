package org.flux4j.tornado;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import uk.ac.manchester.tornado.api.runtime.TornadoRuntimeProvider;

/** The memory that TornadoVM holds on the preferred device. It keeps the number to itself. */
final class DeviceMemory {
    private DeviceMemory() {}

    static long used() {
        try {
            Object context = TornadoRuntimeProvider.getTornadoRuntime()
                    .getDefaultDevice()
                    .getDeviceContext();
            Method provider = context.getClass().getMethod("getBufferProvider");
            provider.setAccessible(true);
            Object buffers = provider.invoke(context);
            Field available = buffers.getClass().getSuperclass().getDeclaredField("currentMemoryAvailable");
            available.setAccessible(true);
            Field limit = Class.forName("uk.ac.manchester.tornado.runtime.common.TornadoOptions")
                    .getDeclaredField("DEVICE_AVAILABLE_MEMORY");
            limit.setAccessible(true);
            return limit.getLong(null) - available.getLong(buffers);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("TornadoVM counts its memory in another way", e);
        }
    }
}
