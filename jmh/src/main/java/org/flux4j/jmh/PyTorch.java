package org.flux4j.jmh;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * PyTorch in a process of its own, which runs one round of a case whenever a {@link TorchTurns} asks it to. It lives as
 * long as the comparison, so that nothing is warmed up twice.
 */
final class PyTorch implements AutoCloseable {
    private static final Path SCRIPT = Path.of("python", "torch_rounds.py");

    /**
     * Lets glibc keep what PyTorch frees, and ask for large pages, as our workspace and our virtual machine do. Otherwise every
     * result comes in fresh pages from the system, and where page faults are slow they are most of what is measured.
     */
    private static final String MEMORY =
            "glibc.malloc.hugetlb=1:glibc.malloc.mmap_max=0:glibc.malloc.trim_threshold=1099511627776"
                    + ":glibc.malloc.top_pad=268435456";

    private final Process process;
    private final Path folder;
    private final Path socket;
    private final String description;

    private PyTorch(Process process, Path folder, Path socket, String description) {
        this.process = process;
        this.folder = folder;
        this.socket = socket;
        this.description = description;
    }

    /**
     * Starts it and waits until it listens.
     *
     * @param interpreter the Python to run
     * @throws IOException when there is no such Python, or it has no PyTorch
     */
    static PyTorch start(String interpreter) throws IOException {
        Path folder = Files.createTempDirectory("flux4j-compare");
        Path socket = folder.resolve("torch");
        ProcessBuilder builder = new ProcessBuilder(List.of(interpreter, SCRIPT.toString(), socket.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putIfAbsent("GLIBC_TUNABLES", MEMORY);
        Process process = builder.start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String first = output.readLine();
        if (first == null) {
            Files.delete(folder);
            throw new IOException(interpreter + " has no PyTorch");
        }
        return new PyTorch(process, folder, socket, first);
    }

    /** Where it listens. */
    Path socket() {
        return socket;
    }

    /** Its version, and whose blocks it runs. */
    String description() {
        return description;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        Files.deleteIfExists(socket);
        Files.delete(folder);
    }
}
