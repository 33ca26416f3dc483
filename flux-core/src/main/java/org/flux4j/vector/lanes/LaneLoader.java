package org.flux4j.vector.lanes;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Loads the operators once more for vectors of another width than the preferred one, so that one program can run and
 * compare them all. Of the classes of all its packages, a loader defines copies of its own; only {@link Lanes} depends
 * on the width, the rest is the same code, compiled anew.
 */
public final class LaneLoader extends ClassLoader {
    private static final Map<Integer, LaneLoader> LOADERS = new ConcurrentHashMap<>();
    private static final String LANES = LaneLoader.class.getPackageName();

    /** The prefix of the names of all classes to copy: this package is one of the wings of the one around it. */
    private static final String COPIED = LANES.substring(0, LANES.lastIndexOf('.') + 1);

    private final int bits;

    private LaneLoader(int bits) {
        super(bits + "-bit lanes", LaneLoader.class.getClassLoader());
        this.bits = bits;
        // Copies belong to the unnamed module of their loader; those of Lanes refer to this class, which is not copied.
        LaneLoader.class.getModule().addExports(LANES, getUnnamedModule());
    }

    /** Returns the loader for vectors of that many bits. */
    public static LaneLoader of(int bits) {
        return LOADERS.computeIfAbsent(bits, LaneLoader::new);
    }

    /** Returns the copy of a class for vectors of this width. */
    public Class<?> copy(Class<?> original) throws ClassNotFoundException {
        return loadClass(original.getName());
    }

    /** Returns the width of the vectors, in bits. */
    public int bits() {
        return bits;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(COPIED) || name.equals(LaneLoader.class.getName())) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        String file = "/" + name.replace('.', '/') + ".class";
        try (InputStream in = LaneLoader.class.getResourceAsStream(file)) {
            byte[] code = in.readAllBytes();
            return defineClass(name, code, 0, code.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
