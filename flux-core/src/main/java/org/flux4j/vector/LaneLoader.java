package org.flux4j.vector;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.flux4j.op.Operators;

/**
 * Loads this package once more, for vectors of another width than the preferred one, so that one program can run and
 * compare them all. Only {@link Lanes} asks for the width; the rest is the same code, compiled anew.
 */
public final class LaneLoader extends ClassLoader {
    private static final Map<Integer, LaneLoader> LOADERS = new ConcurrentHashMap<>();
    private static final String PACKAGE = LaneLoader.class.getPackageName() + ".";

    private final int bits;

    private LaneLoader(int bits) {
        super(bits + "-bit lanes", LaneLoader.class.getClassLoader());
        this.bits = bits;
    }

    /** The operators on vectors of that many bits. */
    static Operators operators(int bits, int threads) {
        LaneLoader loader = LOADERS.computeIfAbsent(bits, LaneLoader::new);
        try {
            return (Operators) loader.loadClass(VectorizedOperators.class.getName())
                    .getConstructor(int.class)
                    .newInstance(threads);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the operators on " + bits + "-bit vectors", e);
        }
    }

    /** The width of the vectors. */
    public int bits() {
        return bits;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(PACKAGE) || name.equals(LaneLoader.class.getName())) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        String file = name.substring(PACKAGE.length()) + ".class";
        try (InputStream in = LaneLoader.class.getResourceAsStream(file)) {
            byte[] code = in.readAllBytes();
            return defineClass(name, code, 0, code.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
